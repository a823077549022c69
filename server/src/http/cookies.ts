import type { IncomingMessage } from 'node:http';

export interface SessionCookie {
  read(request: IncomingMessage): string | undefined;
  /** The `Set-Cookie` that gives the token. */
  write(token: string): string;
  /** The `Set-Cookie` that takes it away. */
  clear(): string;
}

/**
 * The cookie of the session: out of reach of scripts, never sent along by another site's page, gone with the browser. Over
 * https it is bound to this very host (`__Host-`, RFC 6265bis 4.1.3.2).
 */
export const sessionCookie = (secure: boolean): SessionCookie => {
  const name = secure ? '__Host-lf-session' : 'lf-session';
  const attributes = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  return {
    read: (request) => {
      for (const pair of (request.headers.cookie ?? '').split(';')) {
        const [key, value] = pair.trim().split('=');
        if (key === name && value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value)) return value;
      }
      return undefined;
    },
    write: (token) => `${name}=${token}; ${attributes}`,
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  };
};
