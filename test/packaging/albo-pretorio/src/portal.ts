import { createPort, LibroFirmaError } from '@libro-firma/engine/plugin';
import type { AlboSettings } from './settings.js';

export interface Notice {
  readonly key: string;
  readonly title: string;
  /** SHA-256 of the act. */
  readonly digest: string;
}

/** The outside party. It takes the same notice twice as two, but can be asked what it has. */
export interface Portal {
  /** @returns the portal's id of the notice */
  announce(notice: Notice, signal: AbortSignal): Promise<string>;
  find(key: string, signal: AbortSignal): Promise<string | undefined>;
  /** Does nothing when the notice is not there any more. */
  withdraw(noticeId: string, signal: AbortSignal): Promise<void>;
}

export const Portal = createPort<Portal>('albo.portal');

/** `unavailable` is tried again by itself, anything else becomes an incident at once. */
const problem = (kind: 'unavailable' | 'forbidden', why: string, cause?: unknown): LibroFirmaError =>
  new LibroFirmaError(
    kind,
    kind === 'unavailable' ? 'albo.portal-unavailable' : 'albo.portal-refused',
    { it: `Il portale ${kind === 'unavailable' ? 'non risponde' : 'rifiuta la richiesta'}: ${why}.` },
    { cause },
  );

export const portalAt = ({ portalUrl, portalToken }: AlboSettings): Portal => {
  const call = async (method: string, path: string, signal: AbortSignal, body?: object): Promise<Response> => {
    let answer: Response;
    try {
      answer = await fetch(new URL(path, portalUrl), {
        method,
        signal,
        headers: { authorization: `Bearer ${portalToken}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      throw problem('unavailable', (cause as Error).message, cause);
    }
    if (answer.status >= 500) throw problem('unavailable', `HTTP ${answer.status}`);
    const wasGone = method === 'DELETE' && answer.status === 404;
    if (!answer.ok && !wasGone) throw problem('forbidden', `HTTP ${answer.status}`);
    return answer;
  };
  return {
    async announce(notice, signal) {
      const { id } = (await (await call('POST', '/notices', signal, notice)).json()) as { id: string };
      return id;
    },
    async find(key, signal) {
      const answer = await call('GET', `/notices?key=${encodeURIComponent(key)}`, signal);
      const { items } = (await answer.json()) as { items: { id: string }[] };
      return items[0]?.id;
    },
    async withdraw(noticeId, signal) {
      await call('DELETE', `/notices/${encodeURIComponent(noticeId)}`, signal);
    },
  };
};
