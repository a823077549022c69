import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { newPluginFiles } from './new-plugin/files.js';
import { options, Usage } from './usage.js';

const USAGE = 'plugin new <nome>';
const NAME = /^[a-z][a-z0-9]{0,29}$/;

/** `libro-firma plugin new <name>`: a small plugin that builds, is certified and starts, in a folder of that name. */
export const pluginCommand = async (args: readonly string[]): Promise<number> => {
  const { positionals } = options(args, {}, USAGE, 2);
  const [verb, name] = positionals;
  if (verb !== 'new' || name === undefined) throw new Usage(`Uso: libro-firma ${USAGE}`);
  if (!NAME.test(name))
    throw new Usage(
      `«${name}» non è un nome di plugin: servono da 1 a 30 lettere minuscole e cifre, la prima lettera.`,
    );
  const folder = resolve(name);
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new LibroFirmaError(
      'conflict',
      'server.folder-not-empty',
      { it: `La cartella ${folder} non è vuota: scegli un altro nome o un altro posto.` },
      { where: folder },
    );
  for (const [path, content] of Object.entries(newPluginFiles(name))) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    console.log(`  ${name}/${path}`);
  }
  console.log(`Il plugin «${name}» è in ${folder}. README.md dice come compilarlo, provarlo e avviarlo.`);
  return 0;
};
