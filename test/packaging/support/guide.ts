import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

const FILE = /^```\w+ title="([^"]+)"\n([\s\S]*?)^```$/gm;
const COMMANDS = /^```sh\n([\s\S]*?)^```$/gm;

/** A guide in `docs/guides/`: the files that it shows by name, and the commands that it has typed. */
export interface Guide {
  readonly files: ReadonlyMap<string, string>;
  readonly commands: readonly string[];
}

export const readGuide = async (file: string): Promise<Guide> => {
  const text = await readFile(file, 'utf8');
  return {
    files: new Map([...text.matchAll(FILE)].map(([, name = '', content = '']) => [name, content])),
    commands: [...text.matchAll(COMMANDS)].flatMap(([, lines = '']) => lines.split('\n').filter((line) => line !== '')),
  };
};

/** Every file below a folder, by its path with `/`. */
export const filesBelow = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found.set(relative(folder, path).split(sep).join('/'), await readFile(path, 'utf8'));
  }
  return found;
};
