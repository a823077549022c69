import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { notRun } from './shared.js';

const run = promisify(execFile);
const known = new Map<string, boolean>();

const answers = async (command: string, args: readonly string[]): Promise<boolean> => {
  try {
    await run(command, [...args]);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
};

/**
 * Independent judges of our output, from Debian's packages. With `CI=true` each must be there; elsewhere a test whose
 * judge is missing is reported as not run.
 */
export const validator = async (
  command: 'pdfsig' | 'openssl' | 'xmllint' | 'xmlsec1' | 'pdftotext' | 'pdftoppm',
): Promise<boolean> => {
  let present = known.get(command);
  if (present === undefined) {
    present = await answers(
      command,
      command === 'openssl' ? ['version'] : command === 'xmllint' ? ['--version'] : ['-v'],
    );
    known.set(command, present);
  }
  if (!present) {
    if (process.env['CI'] === 'true') throw new Error(`${command} must be installed where CI=true`);
    notRun(`checks by ${command} (not installed)`);
  }
  return present;
};

export interface Verdict {
  readonly code: number;
  readonly output: string;
}

/** Runs a judge; its exit code and what it said. */
export const judge = async (command: string, args: readonly string[], cwd?: string): Promise<Verdict> => {
  try {
    const { stdout, stderr } = await run(command, [...args], { cwd, maxBuffer: 32 * 1024 * 1024 });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const failure = error as { code?: number; stdout?: string; stderr?: string };
    return {
      code: typeof failure.code === 'number' ? failure.code : -1,
      output: `${failure.stdout ?? ''}${failure.stderr ?? ''}`,
    };
  }
};
