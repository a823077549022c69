import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { refuse } from '../errors.js';
import type { CopyAnswer, CopyRequest } from './child.js';

export interface WorkshopOptions {
  /** Milliseconds for one copy. */
  readonly timeout: number;
  /** Bytes that the child process may hold. */
  readonly maxMemory: number;
  /** Copies made at the same time; 2 without it. */
  readonly atOnce?: number;
  /** The child's script; tests name the built one. */
  readonly entry?: URL;
}

const WATCH_MS = 50;
const PAGE = 4096;

/** Resident bytes, read from outside; 0 where the system does not tell. The heap limit holds there alone. */
const memoryOf = (pid: number | undefined): number => {
  if (pid === undefined || process.platform !== 'linux') return 0;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * PAGE;
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return 0;
    throw error;
  }
};

/** Makes copies in child processes with limits, a few at a time. */
export class Workshop {
  readonly #options: WorkshopOptions;
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(options: WorkshopOptions) {
    this.#options = options;
    this.#free = options.atOnce ?? 2;
  }

  /** @throws LibroFirmaError `protocol.copy-failed` */
  async make(request: CopyRequest): Promise<Uint8Array> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await this.#run(request);
    } catch (cause) {
      throw refuse('copy-failed', { cause, details: { reason: (cause as Error).message } });
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }

  #run(request: CopyRequest): Promise<Uint8Array> {
    const { timeout, maxMemory, entry } = this.#options;
    // The heap gets two thirds: buffers lie outside it.
    const heap = Math.floor((maxMemory * 2) / 3 / (1024 * 1024));
    const child = fork(entry ?? new URL('./child.js', import.meta.url), [], {
      execArgv: [`--max-old-space-size=${heap}`],
      // Nothing of the server's environment: there are passwords in it.
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        clearInterval(watch);
        child.removeAllListeners();
        // Whatever a killed child still says about itself has no reader.
        child.on('error', () => undefined);
        child.kill('SIGKILL');
        settle();
      };
      const fail = (why: string): void => finish(() => reject(new Error(why)));
      const timer = setTimeout(() => fail('it took too long'), timeout);
      const watch = setInterval(() => {
        if (memoryOf(child.pid) > maxMemory) fail('it used too much memory');
      }, WATCH_MS);
      child.once('error', (error) => fail(error.message));
      child.once('exit', () => fail('the process ended'));
      child.once('message', (answer: CopyAnswer) => {
        if ('copy' in answer) finish(() => resolve(answer.copy));
        else fail(answer.problem);
      });
      child.send(request, (error) => {
        if (error) fail(error.message);
      });
    });
  }
}
