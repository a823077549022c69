import type { CheckPurpose, CheckReport } from '../ports.js';
import { CheckerProcess } from './process.js';
import type { CheckLimits } from './limits.js';
import { unreadable } from './report.js';

export interface PoolOptions {
  /** Processes at most; 1 or more. */
  readonly size: number;
  /** One check, milliseconds. */
  readonly timeoutMs: number;
  /** One process, bytes. */
  readonly maxMemory: number;
  /** A process without work ends after this, milliseconds. */
  readonly idleMs: number;
  /** A process is replaced after so many checks, so that nothing piles up in it. */
  readonly maxUses: number;
  /** The built module of the child. */
  readonly entry?: URL;
}

export const defaultPool: PoolOptions = {
  size: 2,
  timeoutMs: 20_000,
  maxMemory: 768 * 1024 * 1024,
  idleMs: 600_000,
  maxUses: 100,
};

interface Waiting {
  readonly run: (checker: CheckerProcess) => void;
  readonly refuse: (error: Error) => void;
}

/**
 * Checks PDFs in child processes, a few at a time, the others stand in line. A child that crashes, grows or takes too long
 * is killed, the file it had is unreadable, and the next check gets a new child.
 */
export class CheckerPool {
  readonly #options: PoolOptions;
  readonly #idle: CheckerProcess[] = [];
  readonly #all = new Set<CheckerProcess>();
  readonly #queue: Waiting[] = [];
  #closed = false;

  constructor(options: PoolOptions = defaultPool) {
    this.#options = options;
  }

  /** Processes alive now. */
  get processes(): number {
    return this.#all.size;
  }

  /** Checks the file at a path of this machine. Throws only when the pool was closed. */
  async check(path: string, purpose: CheckPurpose, limits: CheckLimits): Promise<CheckReport> {
    const checker = await this.#take();
    try {
      return await checker.check(path, purpose, limits);
    } catch (error) {
      return unreadable(error instanceof Error ? error.message : String(error));
    } finally {
      this.#giveBack(checker);
    }
  }

  /** Ends all processes; a check under way finds its file unreadable. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const waiting of this.#queue.splice(0)) waiting.refuse(new Error('the checker is closed'));
    await Promise.all([...this.#all].map((checker) => checker.end()));
    this.#all.clear();
  }

  #take(): Promise<CheckerProcess> {
    if (this.#closed) return Promise.reject(new Error('the checker is closed'));
    for (let checker = this.#idle.pop(); checker; checker = this.#idle.pop()) {
      if (checker.alive) return Promise.resolve(checker);
      this.#all.delete(checker);
    }
    if (this.#all.size < this.#options.size) return Promise.resolve(this.#start());
    return new Promise((run, refuse) => this.#queue.push({ run, refuse }));
  }

  #start(): CheckerProcess {
    const checker = new CheckerProcess(this.#options, (ended) => {
      this.#all.delete(ended);
    });
    this.#all.add(checker);
    return checker;
  }

  #giveBack(checker: CheckerProcess): void {
    const usable = checker.alive && checker.uses < this.#options.maxUses && !this.#closed;
    if (!usable) {
      this.#all.delete(checker);
      void checker.end();
    }
    const next = this.#queue.shift();
    if (next) next.run(usable ? checker : this.#start());
    else if (usable) {
      this.#idle.push(checker);
      checker.rest();
    }
  }
}
