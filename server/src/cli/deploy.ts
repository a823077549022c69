import { readFileSync } from 'node:fs';
import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { utf8 } from '../routes/processes.js';
import { beside } from './beside.js';
import { options, Usage } from './usage.js';

const USAGE = 'deploy <file.bpmn> [--draft] [--reason <testo>] [--tenant <ente>] [--demo]';

const bytesOf = (file: string): Uint8Array => {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new LibroFirmaError(
      'invalid',
      'server.file-unreadable',
      { it: `Il file ${file} non si legge: ${(cause as Error).message}.` },
      { where: file, cause },
    );
  }
};

/** `libro-firma deploy file.bpmn`: checks a diagram and publishes it, or keeps it as a draft; all problems are told. */
export const deployCommand = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = options(
    args,
    { draft: { type: 'boolean' }, demo: { type: 'boolean' }, reason: { type: 'string' }, tenant: { type: 'string' } },
    USAGE,
    1,
  );
  const [file] = positionals;
  if (file === undefined) throw new Usage(`Uso: libro-firma ${USAGE}`);
  const xml = utf8(bytesOf(file));
  return beside({ tenant: values.tenant, demo: values.demo === true }, async ({ product, tenant }) => {
    const problems = await product.engine.checkDefinition({ tenant, xml });
    for (const { severity, code, elementId, elementName, text } of problems) {
      const at = elementName ?? elementId;
      const place =
        at === undefined ? '' : ` "${at}"${elementId === undefined || elementId === at ? '' : ` (${elementId})`}`;
      console.error(`${severity === 'error' ? 'Errore' : 'Avviso'} ${code}${place}: ${text.it}`);
    }
    const views = await product.engine.deploy({
      tenant,
      xml,
      actor: 'libro-firma deploy',
      publish: values.draft !== true,
      ...(values.reason === undefined ? {} : { reason: values.reason }),
    });
    for (const { name, processId, version, state } of views)
      console.log(`${name} (${processId}): versione ${version}, ${state === 'published' ? 'pubblicata' : 'bozza'}.`);
    return 0;
  });
};
