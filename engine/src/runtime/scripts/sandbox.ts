import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Json, JsonObject } from '../../plugin/json.js';
import type { Said } from '../../plugin/said.js';
import { READY, type ScriptLanguage, type ScriptReply, type ScriptRequest } from './protocol.js';

export interface SandboxOptions {
  /** A script that has not answered by then, from when its process can run it, is killed; milliseconds. */
  readonly timeoutMs: number;
  /** The most that a JavaScript may use. */
  readonly memoryBytes: number;
}

export type ScriptOutcome =
  | { readonly kind: 'value'; readonly value: Json }
  | {
      readonly kind: 'error';
      readonly code: 'script-error' | 'script-timeout' | 'script-memory';
      readonly message: Said;
    };

interface Waiting {
  readonly request: ScriptRequest;
  readonly done: (outcome: ScriptOutcome) => void;
}

const FROM_SOURCE = import.meta.url.endsWith('.ts');
const CHILD = fileURLToPath(new URL(FROM_SOURCE ? './child.ts' : './child.js', import.meta.url));
/** A process that has not started by then is given up with its script. */
const LONGEST_START_MS = 30_000;
/** Node's own heap in the child: full FEEL runs in it. */
const HEAP_MB = 128;

/**
 * Runs scripts of diagrams in a child process, one after the other. The process is started with the first script, and
 * killed and replaced when a script takes too long or uses up its memory.
 */
export class Sandbox {
  private readonly line: Waiting[] = [];
  private child: ChildProcess | undefined;
  private current: { waiting: Waiting; timer: NodeJS.Timeout } | undefined;
  private requests = 0;
  private ready = false;

  constructor(private readonly options: SandboxOptions) {}

  run(
    language: ScriptLanguage,
    source: string,
    variables: JsonObject,
    at: { readonly now: number; readonly timeZone: string },
  ): Promise<ScriptOutcome> {
    this.requests += 1;
    const { memoryBytes } = this.options;
    const request = { id: this.requests, language, source, variables, ...at, memoryBytes };
    return new Promise((done) => {
      this.line.push({ request, done });
      this.next();
    });
  }

  close(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  private next(): void {
    if (this.current !== undefined) return;
    const waiting = this.line.shift();
    if (waiting === undefined) {
      this.child?.unref();
      return;
    }
    const child = (this.child ??= this.start());
    const { timeoutMs } = this.options;
    this.current = { waiting, timer: this.limit(this.ready ? timeoutMs : timeoutMs + LONGEST_START_MS) };
    child.ref();
    child.send(waiting.request);
  }

  private limit(ms: number): NodeJS.Timeout {
    const { timeoutMs } = this.options;
    const message = {
      it: `Lo script non è finito entro ${timeoutMs} ms.`,
      en: `The script did not end within ${timeoutMs} ms.`,
    };
    return setTimeout(() => this.replace({ kind: 'error', code: 'script-timeout', message }), ms);
  }

  /** The time of a script counts from when it can run: starting a process may take longer than that. */
  private isReady(child: ChildProcess): void {
    if (this.child !== child) return;
    this.ready = true;
    if (this.current === undefined) return;
    clearTimeout(this.current.timer);
    this.current.timer = this.limit(this.options.timeoutMs);
  }

  private start(): ChildProcess {
    this.ready = false;
    const loader = FROM_SOURCE ? ['--import', 'tsx'] : [];
    const child = fork(CHILD, [], {
      env: {},
      execArgv: [...loader, `--max-old-space-size=${HEAP_MB}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'json',
    });
    child.on('message', (reply: ScriptReply | typeof READY) =>
      reply === READY ? this.isReady(child) : this.answered(reply),
    );
    child.on('exit', () => {
      if (this.child === child) {
        this.child = undefined;
        this.finish({
          kind: 'error',
          code: 'script-memory',
          message: {
            it: 'Lo script ha esaurito la memoria che gli è concessa.',
            en: 'The script used up the memory that it is given.',
          },
        });
      }
    });
    child.channel?.unref();
    return child;
  }

  private answered(reply: ScriptReply): void {
    if (reply.id !== this.current?.waiting.request.id) return;
    if ('value' in reply) this.finish({ kind: 'value', value: reply.value });
    else if (reply.spent) this.replace({ kind: 'error', code: 'script-memory', message: reply.error });
    else
      this.finish({
        kind: 'error',
        code: 'script-error',
        message: {
          it: `Lo script si è fermato con un errore: ${reply.error}`,
          en: `The script stopped with an error: ${reply.error}`,
        },
      });
  }

  private replace(outcome: ScriptOutcome): void {
    this.close();
    this.finish(outcome);
  }

  private finish(outcome: ScriptOutcome): void {
    const { current } = this;
    if (current === undefined) return;
    clearTimeout(current.timer);
    this.current = undefined;
    current.waiting.done(outcome);
    this.next();
  }
}
