const PASSWORD = 'libro-firma-demo';

export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export interface Ask {
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  /** Media type of the bytes; PDF unless said. */
  readonly type?: string;
  /** `Idempotency-Key`. */
  readonly key?: string;
}

export interface Session {
  readonly cookie: string;
  readonly csrf: string;
}

const jsonOf = async (answer: Response): Promise<Record<string, unknown>> => {
  const text = await answer.text();
  return /json/.test(answer.headers.get('content-type') ?? '') ? (JSON.parse(text) as Record<string, unknown>) : {};
};

/** Demo accounts that ask the server over HTTP, each signed in; again when the session is over. */
export class HttpPeople {
  readonly #url: () => string;
  readonly #sessions = new Map<string, Session>();

  constructor(url: () => string) {
    this.#url = url;
  }

  async ask(who: string, method: string, path: string, ask: Ask = {}): Promise<Reply> {
    const answer = await this.#answer(who, method, path, ask);
    return { status: answer.status, body: await jsonOf(answer) };
  }

  /** The same; anything but success is an error that says what came. */
  async want(who: string, method: string, path: string, ask?: Ask): Promise<Record<string, unknown>> {
    const { status, body } = await this.ask(who, method, path, ask);
    if (status >= 300) throw new Error(`${who}: ${method} ${path} gave ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** The bytes of a file. */
  async fetch(who: string, path: string): Promise<Buffer> {
    const answer = await this.#answer(who, 'GET', path, {});
    if (!answer.ok) throw new Error(`${who}: GET ${path} gave ${answer.status}: ${await answer.text()}`);
    return Buffer.from(await answer.arrayBuffer());
  }

  /** What goes with somebody's request that is made by hand. */
  async session(who: string): Promise<Session> {
    const session = this.#sessions.get(who) ?? (await this.#signIn(who));
    this.#sessions.set(who, session);
    return session;
  }

  async #answer(who: string, method: string, path: string, ask: Ask): Promise<Response> {
    let answer = await this.#send(who, method, path, ask);
    // Where a test moves the clock by days, a session can be over that was begun just before the server saw it.
    for (let again = 0; answer.status === 401 && again < 3; again += 1) {
      this.#sessions.delete(who);
      answer = await this.#send(who, method, path, ask);
    }
    return answer;
  }

  async #send(
    who: string,
    method: string,
    path: string,
    { body, bytes, type = 'application/pdf', key }: Ask,
  ): Promise<Response> {
    const session = await this.session(who);
    const content = bytes ?? (body === undefined ? undefined : JSON.stringify(body));
    return fetch(`${this.#url()}/api/v1/${path}`, {
      method,
      headers: {
        cookie: session.cookie,
        ...(method === 'GET' ? {} : { 'x-csrf': session.csrf }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(content === undefined ? {} : { 'content-type': bytes === undefined ? 'application/json' : type }),
      },
      ...(content === undefined ? {} : { body: content as BodyInit }),
    });
  }

  async #signIn(username: string): Promise<Session> {
    const answer = await fetch(`${this.#url()}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: PASSWORD }),
    });
    if (!answer.ok) throw new Error(`Signing in ${username} gave ${answer.status}: ${await answer.text()}`);
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const session = await jsonOf(await fetch(`${this.#url()}/api/v1/session`, { headers: { cookie } }));
    return { cookie, csrf: String(session['csrf']) };
  }
}
