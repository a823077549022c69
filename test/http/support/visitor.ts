/** An answer of the server, its body as text and, where it is JSON, read. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Record<string, unknown>;
  /** The stable code of a problem; empty for anything else. */
  readonly code: string;
}

export interface Ask {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as they are. */
  readonly bytes?: Uint8Array | string | ReadableStream<Uint8Array>;
  /** Of the bytes. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody with a browser's cookie and token, or nobody with neither. */
export interface Visitor {
  readonly url: string;
  readonly cookie: string;
  /** That say who asks, and that the page itself does. */
  readonly headers: Readonly<Record<string, string>>;
  /** Asks; `path` counts from `/api/v1/` unless it begins with a slash. */
  ask(method: string, path: string, ask?: Ask): Promise<Reply>;
  /** The same; anything but success is an error that says what came. */
  want<T = Record<string, unknown>>(method: string, path: string, ask?: Ask): Promise<T>;
}

const contentOf = ({ body, bytes, type = 'application/octet-stream' }: Ask): { body?: BodyInit; type?: string } => {
  if (bytes !== undefined) return { body: bytes as BodyInit, type };
  return body === undefined ? {} : { body: JSON.stringify(body), type: 'application/json' };
};

export const visitor = (url: string, cookie = '', csrf = ''): Visitor => {
  const ask: Visitor['ask'] = async (method, path, given = {}) => {
    const { body, type } = contentOf(given);
    const answer = await fetch(`${url}${path.startsWith('/') ? path : `/api/v1/${path}`}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(cookie === '' ? {} : { cookie }),
        ...(csrf === '' || method === 'GET' ? {} : { 'x-csrf': csrf }),
        ...(type === undefined ? {} : { 'content-type': type }),
        ...given.headers,
      },
      ...(body === undefined ? {} : { body }),
      // A streamed body needs it (WHATWG fetch, 5.4); the types of Node do not know it yet.
      ...(given.bytes instanceof ReadableStream ? ({ duplex: 'half' } as object) : {}),
    });
    const text = await answer.text();
    const json = /json/.test(answer.headers.get('content-type') ?? '');
    const read = json ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { status: answer.status, headers: answer.headers, text, body: read, code: String(read['code'] ?? '') };
  };
  return {
    url,
    cookie,
    headers: cookie === '' ? {} : { cookie, 'x-csrf': csrf },
    ask,
    want: async <T>(method: string, path: string, given?: Ask) => {
      const { status, text, body } = await ask(method, path, given);
      if (status >= 300) throw new Error(`${method} ${path} gave ${status}: ${text}`);
      return body as T;
    },
  };
};

/** Signs in over HTTP, as the desk does. */
export const signIn = async (url: string, username: string, password: string): Promise<Visitor> => {
  const answer = await visitor(url).ask('POST', 'session', { body: { username, password } });
  if (answer.status !== 204) throw new Error(`Signing in ${username} gave ${answer.status}: ${answer.text}`);
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const session = await visitor(url, cookie).want<{ csrf: string }>('GET', 'session');
  return visitor(url, cookie, session.csrf);
};
