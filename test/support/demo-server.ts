import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(import.meta.resolve('@libro-firma/server').replace(/index\.js$/, 'cli/main.js'));
const START_MS = 180_000;

type Environment = Readonly<Record<string, string>>;

/** Reads what the command prints until it says where it serves. */
const addressOf = (child: ChildProcess): Promise<{ readonly url: string; readonly said: string }> =>
  new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`The demo did not start:\n${said}`)), START_MS);
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /Scrivania\s+(http:\S+)/.exec(said)?.[1];
      if (found === undefined) return;
      clearTimeout(late);
      resolve({ url: found, said });
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code, signal) => {
      clearTimeout(late);
      reject(new Error(`The demo ended with ${signal ?? code}:\n${said}`));
    });
  });

/**
 * The demo command in a process of its own, with a data folder, a clock that the test moves, and an address that stays
 * the same when it is started again: browsers find it where it was.
 */
export class DemoServer {
  readonly #folder: string;
  readonly #environment: Environment;
  readonly #command: string;
  #offset: number;
  #child: ChildProcess | undefined;
  #url = '';
  #said = '';

  private constructor(folder: string, at: string, environment: Environment, command: string) {
    this.#folder = folder;
    this.#offset = Date.parse(at) - Date.now();
    this.#environment = environment;
    this.#command = command;
  }

  /**
   * @param at the time that it is at first, ISO 8601
   * @param environment settings, for each start
   * @param command file of the command line: another installation than the repository's
   */
  static async open(at: string, environment: Environment = {}, command = COMMAND): Promise<DemoServer> {
    const server = new DemoServer(await mkdtemp(join(tmpdir(), 'lf-demo-')), at, environment, command);
    try {
      await server.wait(0);
      await server.start();
    } catch (error) {
      await server.close();
      throw error;
    }
    return server;
  }

  get url(): string {
    return this.#url;
  }

  /** Of the process that serves now. */
  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** What it said when it was started last. */
  get said(): string {
    return this.#said;
  }

  /** What the server thinks the time is, UTC milliseconds. */
  now(): number {
    return Date.now() + this.#offset;
  }

  /** Where it keeps everything. */
  get dataDir(): string {
    return join(this.#folder, 'data');
  }

  /** Starts it, again on what it left; resolves when it serves. */
  async start(environment: Environment = {}): Promise<void> {
    const port = this.#url === '' ? '0' : new URL(this.#url).port;
    const child = spawn(process.execPath, [this.#command, 'demo'], {
      env: {
        ...process.env,
        NODE_ENV: 'test',
        LF_PORT: port,
        LF_DATA_DIR: this.dataDir,
        LF_CLOCK_FILE: this.#clock,
        ...this.#environment,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    ({ url: this.#url, said: this.#said } = await addressOf(child));
  }

  /** `kill -9`; resolves when the process is gone. */
  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.died();
  }

  /** Resolves when the process is gone, by whatever hand; rejects when it ended as if it had been asked to. */
  async died(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    if (child.signalCode !== 'SIGKILL') throw new Error(`The demo was not killed, it ended with ${child.exitCode}.`);
  }

  /** Time goes by. */
  async wait(milliseconds: number): Promise<void> {
    this.#offset += milliseconds;
    await writeFile(this.#clock, String(Math.round(this.#offset)));
  }

  /** Ends it as Ctrl-C does; rejects when it did not end clean. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGINT');
    await once(child, 'exit');
    if (child.exitCode !== 0) throw new Error(`The demo did not end clean: ${child.signalCode ?? child.exitCode}.`);
  }

  /** Ends it, and takes its data away. */
  async close(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  get #clock(): string {
    return join(this.#folder, 'clock');
  }
}
