import { createInterface } from 'node:readline/promises';
import { resolve } from 'node:path';
import { prepareDataDir } from '../compose/data-dir.js';
import { loadSettings } from '../settings/load.js';
import { openSecretBox } from '../settings/secrets.js';
import { options, Usage } from './usage.js';

/** One line from standard input; asked for when a person sits there. */
export const readLine = async (question: string): Promise<string> => {
  const asking = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  try {
    if (process.stdin.isTTY) process.stderr.write(`${question}: `);
    const { value } = (await asking[Symbol.asyncIterator]().next()) as { value?: string };
    return value ?? '';
  } finally {
    asking.close();
  }
};

/** `libro-firma secret`: encrypts a line of standard input with the key of this installation. */
export const secretCommand = async (args: readonly string[]): Promise<number> => {
  options(args, {}, 'secret');
  const settings = loadSettings();
  prepareDataDir(settings.dataDir);
  const plain = await readLine('Segreto da cifrare');
  if (plain === '') throw new Usage('Nessun segreto è arrivato: scrivilo su una riga.');
  const box = openSecretBox(resolve(settings.dataDir, 'secret.key'), settings.environment['LF_SECRET_KEY']);
  console.log(box.encrypt(plain));
  return 0;
};
