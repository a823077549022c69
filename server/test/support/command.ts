import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { built } from '../../../test/support/built.js';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));
/** The plugin of the tests, as the command line can load it. */
export const builtHouse = (): Promise<string> => built(new URL('./house.ts', import.meta.url));

/** The command line in a process of its own, as an operator runs it. */
export interface Command {
  readonly process: ChildProcess;
  /** What it has said so far, both outputs together. */
  said(): string;
  /** Resolves as soon as it has said something that fits. */
  says(fits: RegExp): Promise<RegExpExecArray>;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
}

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Before the command line is loaded. */
  readonly imports?: readonly string[];
  readonly cwd?: string;
}

const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('LF_')));

export const libroFirma = (
  args: readonly string[],
  { env, input, imports = [], cwd = root }: CommandOptions = {},
): Command => {
  const loaders = imports.flatMap((url) => ['--import', url]);
  const child = spawn(process.execPath, [...loaders, main, ...args], {
    cwd,
    env: { ...inherited, NODE_OPTIONS: '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let text = '';
  const waiting: (() => void)[] = [];
  const hear = (chunk: Buffer): void => {
    text += chunk.toString();
    for (const look of waiting) look();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  child.stdin.end(input ?? '');
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return {
    process: child,
    said: () => text,
    ended,
    says: (fits) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = fits.exec(text);
          if (found !== null) resolve(found);
        };
        waiting.push(look);
        look();
        void ended.then((code) => reject(new Error(`It ended with ${code} before saying ${fits}:\n${text}`)));
      }),
  };
};
