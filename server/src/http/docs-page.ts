import type { Access } from '@libro-firma/engine/plugin';
import type { ZodType } from 'zod';
import { escapeHtml } from './html.js';
import { accessText } from './openapi.js';
import { inputSchema, outputSchema, type JsonSchemaTree, type TableEntry } from './table.js';

/** The interface as a page to read: plain HTML without a script, made of the same table as the router. */
export const docsPage = (entries: readonly TableEntry[], version: string): string => {
  const owners = [...new Set(entries.map((entry) => entry.owner))].sort((a, b) =>
    a === 'server' ? -1 : b === 'server' ? 1 : a.localeCompare(b),
  );
  const navigation = owners.map((owner) => `<li><a href="#${owner}">${escapeHtml(owner)}</a></li>`).join('');
  const sections = owners
    .map((owner) =>
      section(
        owner,
        entries.filter((entry) => entry.owner === owner),
      ),
    )
    .join('');
  return `<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Libro Firma: interfaccia REST</title>
<link rel="stylesheet" href="/api/v1/docs.css">
</head>
<body>
<header><h1>Libro Firma: interfaccia REST</h1>
<p>Versione ${escapeHtml(version)}. La stessa descrizione per i programmi: <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<p>Sessione con cookie; le scritture portano il gettone della sessione in <code>X-CSRF</code> e, per poter essere ripetute,
una <code>Idempotency-Key</code>. Gli istanti sono millisecondi UTC. Gli errori sono <code>application/problem+json</code> con
un <code>code</code> stabile.</p>
<nav aria-label="Parti"><ul>${navigation}</ul></nav></header>
<main>${sections}</main>
</body>
</html>
`;
};

const section = (owner: string, entries: readonly TableEntry[]): string =>
  `<section aria-labelledby="${owner}"><h2 id="${owner}">${escapeHtml(owner)}</h2>${[...entries]
    .sort((a, b) => a.path.localeCompare(b.path))
    .map(operation)
    .join('')}</section>`;

const operation = ({ route, path }: TableEntry): string => {
  const { body, answer } = route;
  const parts = [
    ['Parametri dell’indirizzo', route.params && inputSchema(route.params as ZodType)],
    ['Parametri della ricerca', route.query && inputSchema(route.query as ZodType)],
    ['Dati inviati', body?.kind === 'json' ? inputSchema(body.schema as ZodType) : undefined],
    ['Risposta', answer.kind === 'json' ? outputSchema(answer.schema as ZodType) : undefined],
  ] as const;
  const stream =
    body?.kind === 'stream'
      ? `<p>Invia un file (${escapeHtml(body.types.join(', '))}), al massimo ${body.maxBytes} byte.</p>`
      : '';
  const file = answer.kind === 'file' ? `<p>Risponde un file: ${escapeHtml(answer.types.join(', '))}.</p>` : '';
  const schemas = parts
    .filter((part): part is readonly [(typeof part)[0], JsonSchemaTree] => part[1] !== undefined)
    .map(([label, schema]) => `<details><summary>${label}</summary>${schemaView(schema)}</details>`)
    .join('');
  return `<article id="${escapeHtml(route.name)}"><h3><span class="method">${route.method}</span> <code>${escapeHtml(path)}</code></h3>
<p>${escapeHtml(route.summary.it)}.</p><p class="access">${escapeHtml(accessText(route.access as Access))}</p>${stream}${file}${schemas}</article>`;
};

const schemaView = ({ $schema: _dialect, ...schema }: JsonSchemaTree): string =>
  `<pre tabindex="0">${escapeHtml(JSON.stringify(schema, null, 2))}</pre>`;

export const DOCS_STYLES = `:root { color-scheme: light; font-family: 'Titillium Web', system-ui, sans-serif; line-height: 1.5; color: #19191a; }
body { margin: 0 auto; max-width: 62rem; padding: 1rem; }
h1 { font-size: 1.75rem; }
h2 { border-bottom: 2px solid #06c; padding-top: 1.5rem; }
a { color: #0059b3; }
nav ul { display: flex; flex-wrap: wrap; gap: 1rem; list-style: none; padding: 0; }
article { border: 1px solid #d9dadb; border-radius: 4px; margin: 1rem 0; padding: 0.5rem 1rem; }
h3 { font-size: 1.1rem; margin: 0.5rem 0; overflow-wrap: anywhere; }
.method { background: #17324d; border-radius: 4px; color: #fff; font-size: 0.85rem; padding: 0.15rem 0.5rem; }
.access { color: #455b71; }
summary { cursor: pointer; padding: 0.5rem 0; }
pre { background: #f5f5f5; overflow: auto; padding: 1rem; }
`;
