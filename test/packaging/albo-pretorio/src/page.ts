import type { Publication } from './publications.js';

const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const rowOf = ({ year, number, title, firstDay, lastDay }: Publication): string =>
  `<tr><td>${number}/${year}</td><td><a href="/albo/${year}/${number}">${escape(title)}</a></td>` +
  `<td><time>${firstDay}</time></td><td><time>${lastDay}</time></td></tr>`;

/** The board as a page without a script or a style of its own: the server's policy lets neither stand in the page. */
export const boardPage = (publications: readonly Publication[], demo: boolean): string => `<!doctype html>
<html lang="it">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Albo pretorio</title></head>
<body>
<main>
<h1>Albo pretorio</h1>
${demo ? '<p><strong>PROVA - SENZA VALORE LEGALE</strong></p>' : ''}
<table>
<thead><tr><th>Numero</th><th>Atto</th><th>Dal</th><th>Al</th></tr></thead>
<tbody>${publications.map(rowOf).join('\n')}</tbody>
</table>
</main>
</body>
</html>
`;
