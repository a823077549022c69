import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { refuse } from '../errors.js';
import { residentBytes } from './memory.js';
import type { JobAnswer, JobName, JobRequest, Jobs } from './messages.js';

export interface WorkshopOptions {
  /** One job, milliseconds. */
  readonly timeoutMs: number;
  /** The process, bytes. */
  readonly maxMemory: number;
  /** Without work it ends after this, milliseconds. */
  readonly idleMs: number;
  /** It is replaced after so many jobs, so that nothing piles up in it. */
  readonly maxUses: number;
  /** The built module of the child. */
  readonly entry?: URL;
}

export const defaultWorkshop: WorkshopOptions = {
  timeoutMs: 60_000,
  maxMemory: 1024 * 1024 * 1024,
  idleMs: 120_000,
  maxUses: 300,
};

const WATCH_MS = 50;

interface Bench {
  readonly child: ChildProcess;
  uses: number;
}

/**
 * Does PDF work in one child process, one job after the other. A job that takes too much memory or time ends with its
 * process and is refused as `signing.too-heavy`; the next one gets a new process.
 */
export class Workshop {
  private bench: Bench | undefined;
  private line: Promise<unknown> = Promise.resolve();
  private idle: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(private readonly options: WorkshopOptions = defaultWorkshop) {}

  /** Throws what the job refuses as a `LibroFirmaError`, or `signing.too-heavy`. */
  run<N extends JobName>(job: N, input: Jobs[N]['takes']): Promise<Jobs[N]['gives']> {
    const result = this.line.then(() => this.perform(job, input));
    this.line = result.catch(() => undefined); // whoever asked is told; the line goes on
    return result;
  }

  /** Ends the process; a job under way is refused. */
  async close(): Promise<void> {
    this.closed = true;
    await this.endProcess();
  }

  private async perform<N extends JobName>(job: N, input: Jobs[N]['takes']): Promise<Jobs[N]['gives']> {
    if (this.closed) throw new Error('the workshop is closed');
    clearTimeout(this.idle);
    const bench = this.bench ?? this.start();
    bench.uses += 1;
    const answer = await this.ask(bench.child, { id: bench.uses, job, input });
    if (bench.uses >= this.options.maxUses) await this.endProcess();
    else this.idle = setTimeout(() => void this.endProcess(), this.options.idleMs).unref();
    if ('output' in answer) return answer.output as Jobs[N]['gives'];
    if ('bug' in answer) throw new Error(`PDF job ${job} failed: ${answer.bug}`);
    const { kind, code, text, where, details = {} } = answer.refusal;
    throw new LibroFirmaError(kind, code, { it: text }, { details, ...(where === undefined ? {} : { where }) });
  }

  private start(): Bench {
    // Decoded streams lie outside the heap: it gets two thirds.
    const heap = Math.floor((this.options.maxMemory * 2) / 3 / (1024 * 1024));
    const child = fork(this.options.entry ?? new URL('./child.js', import.meta.url), [], {
      execArgv: [`--max-old-space-size=${heap}`],
      env: {}, // nothing of the server's: there are passwords in it
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const bench = { child, uses: 0 };
    this.bench = bench;
    child.once('exit', () => {
      if (this.bench === bench) this.bench = undefined;
    });
    child.on('error', () => child.kill('SIGKILL'));
    child.unref();
    return bench;
  }

  private ask(child: ChildProcess, request: JobRequest): Promise<JobAnswer> {
    child.ref();
    child.channel?.ref();
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        clearInterval(watch);
        child.off('message', onMessage).off('exit', onExit);
        child.unref();
        child.channel?.unref();
        settle();
      };
      const give = (why: string): void => finish(() => reject(refuse('too-heavy', { details: { why } })));
      const kill = (why: string): void => {
        child.kill('SIGKILL');
        if (this.bench?.child === child) this.bench = undefined;
        give(why);
      };
      const onMessage = (answer: JobAnswer): void => {
        if (answer.id === request.id) finish(() => resolve(answer));
      };
      const onExit = (): void => give('the process ended');
      const timer = setTimeout(() => kill('time'), this.options.timeoutMs);
      const watch = setInterval(() => {
        if (residentBytes(child.pid) > this.options.maxMemory) kill('memory');
      }, WATCH_MS);
      child.on('message', onMessage).once('exit', onExit);
      child.send(request, (error) => {
        if (error) onExit();
      });
    });
  }

  private async endProcess(): Promise<void> {
    clearTimeout(this.idle);
    const child = this.bench?.child;
    this.bench = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.ref();
    child.kill('SIGKILL');
    await ended;
  }
}
