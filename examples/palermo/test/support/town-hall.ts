import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(import.meta.resolve('@libro-firma/server').replace(/index\.js$/, 'cli/main.js'));
const PASSWORD = 'libro-firma-demo';
const START_MS = 180_000;

export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export interface Ask {
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
}

/** The demo command in a process of its own, with a data folder and a clock that the test moves. */
export interface TownHall {
  readonly url: string;
  /** Asks as somebody, signed in over HTTP; signs in again when the session is over. */
  ask(who: string, method: string, path: string, ask?: Ask): Promise<Reply>;
  /** The same; anything but success is an error that says what came. */
  want(who: string, method: string, path: string, ask?: Ask): Promise<Record<string, unknown>>;
  /** Time goes by. */
  wait(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

interface Session {
  readonly cookie: string;
  readonly csrf: string;
}

const jsonOf = async (answer: Response): Promise<Record<string, unknown>> => {
  const text = await answer.text();
  return /json/.test(answer.headers.get('content-type') ?? '') ? (JSON.parse(text) as Record<string, unknown>) : {};
};

const signIn = async (url: string, username: string): Promise<Session> => {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`Signing in ${username} gave ${answer.status}: ${await answer.text()}`);
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const session = await jsonOf(await fetch(`${url}/api/v1/session`, { headers: { cookie } }));
  return { cookie, csrf: String(session['csrf']) };
};

/** Reads what the command prints until it says where it serves. */
const addressOf = (child: ReturnType<typeof spawn>): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`The demo did not start:\n${said}`)), START_MS);
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /Scrivania\s+(http:\S+)/.exec(said)?.[1];
      if (found === undefined) return;
      clearTimeout(late);
      resolve(found);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`The demo ended with ${code}:\n${said}`));
    });
  });

export const openTownHall = async (at: string): Promise<TownHall> => {
  const folder = await mkdtemp(join(tmpdir(), 'lf-palermo-'));
  const clock = join(folder, 'clock');
  let offset = Date.parse(at) - Date.now();
  await writeFile(clock, String(Math.round(offset)));
  const child = spawn(process.execPath, [COMMAND, 'demo'], {
    env: { ...process.env, NODE_ENV: 'test', LF_PORT: '0', LF_DATA_DIR: join(folder, 'data'), LF_CLOCK_FILE: clock },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const close = async (): Promise<void> => {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  let url: string;
  try {
    url = await addressOf(child);
  } catch (error) {
    await close();
    throw error;
  }

  const sessions = new Map<string, Session>();
  const once401 = async (who: string, method: string, path: string, { body, bytes }: Ask): Promise<Response> => {
    const session = sessions.get(who) ?? (await signIn(url, who));
    sessions.set(who, session);
    const content = bytes ?? (body === undefined ? undefined : JSON.stringify(body));
    return fetch(`${url}/api/v1/${path}`, {
      method,
      headers: {
        cookie: session.cookie,
        ...(method === 'GET' ? {} : { 'x-csrf': session.csrf }),
        ...(content === undefined
          ? {}
          : { 'content-type': bytes === undefined ? 'application/json' : 'application/pdf' }),
      },
      ...(content === undefined ? {} : { body: content as BodyInit }),
    });
  };
  const ask: TownHall['ask'] = async (who, method, path, given = {}) => {
    let answer = await once401(who, method, path, given);
    if (answer.status === 401) {
      sessions.delete(who);
      answer = await once401(who, method, path, given);
    }
    return { status: answer.status, body: await jsonOf(answer) };
  };
  return {
    url,
    ask,
    want: async (who, method, path, given) => {
      const { status, body } = await ask(who, method, path, given);
      if (status >= 300) throw new Error(`${who}: ${method} ${path} gave ${status}: ${JSON.stringify(body)}`);
      return body;
    },
    wait: async (milliseconds) => {
      offset += milliseconds;
      await writeFile(clock, String(Math.round(offset)));
    },
    close,
  };
};
