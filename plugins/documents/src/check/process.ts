import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { CheckPurpose, CheckReport } from '../ports.js';
import type { CheckLimits } from './limits.js';
import { memoryOf } from './memory.js';
import type { CheckAnswer, CheckRequest } from './messages.js';
import type { PoolOptions } from './pool.js';

const WATCH_MS = 50;

/** One child process and what it is doing. */
export class CheckerProcess {
  readonly #options: PoolOptions;
  readonly #child: ChildProcess;
  #idleTimer: NodeJS.Timeout | undefined;
  uses = 0;

  constructor(options: PoolOptions, onEnd: (self: CheckerProcess) => void) {
    this.#options = options;
    // The heap gets two thirds: buffers of decoded streams lie outside it.
    const heap = Math.floor((options.maxMemory * 2) / 3 / (1024 * 1024));
    this.#child = fork(options.entry ?? new URL('./child.js', import.meta.url), [], {
      execArgv: [`--max-old-space-size=${heap}`],
      // Nothing of the server's environment: there are passwords in it.
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child.once('exit', () => onEnd(this));
    // A child that could not be started or written to ends; what matters is answered by `check`.
    this.#child.on('error', () => this.#child.kill('SIGKILL'));
    // An idle child keeps neither the server nor a test alive.
    this.#child.unref();
  }

  get alive(): boolean {
    return this.#child.exitCode === null && !this.#child.killed && this.#child.connected;
  }

  /** Rejects when the child died or was killed: its memory or its time was up. */
  check(path: string, purpose: CheckPurpose, limits: CheckLimits): Promise<CheckReport> {
    clearTimeout(this.#idleTimer);
    this.#child.ref();
    this.#child.channel?.ref();
    const request: CheckRequest = { id: ++this.uses, path, purpose, limits };
    return new Promise<CheckReport>((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        clearInterval(watch);
        this.#child.off('message', onMessage).off('exit', onExit).off('error', onExit);
        this.#child.unref();
        this.#child.channel?.unref();
        settle();
      };
      const kill = (why: string): void => {
        this.#child.kill('SIGKILL');
        finish(() => reject(new Error(why)));
      };
      const onMessage = (answer: CheckAnswer): void => {
        if (answer.id === request.id) finish(() => resolve(answer.report));
      };
      const onExit = (): void => finish(() => reject(new Error('the reader crashed')));
      const timer = setTimeout(() => kill('the reader took too long'), this.#options.timeoutMs);
      const watch = setInterval(() => {
        if (memoryOf(this.#child.pid) > this.#options.maxMemory) kill('the reader used too much memory');
      }, WATCH_MS);
      this.#child.on('message', onMessage).once('exit', onExit).once('error', onExit);
      this.#child.send(request, (error) => {
        if (error) onExit();
      });
    });
  }

  /** Ends by itself after a while without work. */
  rest(): void {
    this.#idleTimer = setTimeout(() => void this.end(), this.#options.idleMs).unref();
  }

  async end(): Promise<void> {
    clearTimeout(this.#idleTimer);
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.ref();
    this.#child.kill('SIGKILL');
    await ended;
  }
}
