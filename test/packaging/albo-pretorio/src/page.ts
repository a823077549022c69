import type { Publication } from './publications.js';

const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const italian = (day: string): string => `<time datetime="${day}">${day.split('-').reverse().join('/')}</time>`;

const rowOf = ({ year, number, title, firstDay, lastDay }: Publication): string =>
  `<tr><td>${number}/${year}</td><td><a href="/albo/${year}/${number}">${escape(title)}</a></td>` +
  `<td>${italian(firstDay)}</td><td>${italian(lastDay)}</td></tr>`;

const tableOf = (publications: readonly Publication[]): string => `<table>
<thead><tr><th scope="col">Numero</th><th scope="col">Atto</th><th scope="col">Dal</th><th scope="col">Al</th></tr></thead>
<tbody>${publications.map(rowOf).join('\n')}</tbody>
</table>`;

export interface PageTexts {
  readonly administration: string;
  readonly demo: boolean;
}

/** The board as a page without a script or a style inside: the server's policy lets neither stand in a page. */
export const boardPage = (
  publications: readonly Publication[],
  { administration, demo }: PageTexts,
): string => `<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Albo pretorio - ${escape(administration)}</title>
<link rel="stylesheet" href="/albo/albo.css">
</head>
<body>
<header>${escape(administration)}</header>
<main>
<h1>Albo pretorio</h1>
${demo ? '<p><strong>PROVA - SENZA VALORE LEGALE</strong></p>' : ''}
${publications.length === 0 ? '<p>Nessun atto è ora in pubblicazione.</p>' : tableOf(publications)}
</main>
</body>
</html>
`;

export const boardStyle = `
body { margin: 0; color: #17324d; font: 1.1rem/1.5 'Titillium Web', system-ui, sans-serif; }
header { padding: 1rem; color: #fff; background: #06c; font-weight: 600; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.5rem 0.5rem 0.5rem 0; border-bottom: 1px solid #d9dadb; text-align: left; vertical-align: top; }
td:nth-child(2) { overflow-wrap: anywhere; }
@media (max-width: 36rem) {
  body { font-size: 1rem; }
  th, td { padding-right: 0.375rem; font-size: 0.875rem; }
}
a { color: #06c; }
a:focus-visible { outline: 3px solid #ff9900; outline-offset: 2px; }
`;
