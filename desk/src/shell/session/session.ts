import { api } from '../../kit/api/client.js';
import { onSessionExpired, setConnection } from '../../kit/api/connection.js';
import { ApiError } from '../../kit/api/errors.js';
import { sessionStore } from '../../kit/api/session.js';
import { createStore } from '../../kit/feedback/store.js';
import { connectLive, disconnectLive, refetchAll, wakeLive } from '../../kit/live/live.js';
import { say } from '../../kit/text/language.js';
import { loadModules } from '../plugins/modules.js';
import type { NobodyAnswer, SessionAnswer } from './session-answer.js';

export type SessionPhase =
  | { readonly kind: 'loading' }
  /** The server did not answer; it is asked again by itself. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'anonymous' }
  /** The password was given by somebody else: nothing but choosing another one is possible. */
  | { readonly kind: 'mustChange' }
  | { readonly kind: 'signedIn' }
  /** Signed in once, and the server no longer knows the session: asked to sign in over the page that is open. */
  | { readonly kind: 'expired' };

export const phase = createStore<SessionPhase>({ kind: 'loading' });

const accept = async (answer: SessionAnswer): Promise<void> => {
  const before = sessionStore.get();
  // Somebody else's half-written page must not be shown to whoever signs in now.
  if (before !== undefined && before.actor.id !== answer.actor.id) return window.location.reload();
  setConnection(answer.csrf, answer.now);
  sessionStore.set({
    actor: answer.actor,
    username: answer.username,
    administration: answer.administration ?? '',
    patronSaint: answer.patronSaint,
    permissions: new Set(answer.permissions),
    actingFor: answer.actingFor ?? [],
    desk: answer.desk,
    demo: answer.demo,
  });
  if (answer.mustChangePassword === true) return phase.set({ kind: 'mustChange' });
  if (before === undefined || phase.get().kind === 'mustChange') await loadModules(answer.desk);
  phase.set({ kind: 'signedIn' });
  // Not awaited: the screens work without hints, and the connection tries again by itself.
  connectLive().catch((error: unknown) => reportError(error));
  if (before !== undefined) refetchAll();
};

/** Who is signed in, as the server knows it now. */
const readSession = async (): Promise<SessionAnswer | undefined> => {
  const answer = await api.get<SessionAnswer | NobodyAnswer>('/session');
  return answer.actor === null ? undefined : (answer as SessionAnswer);
};

const retryMs = 4_000;

/** Reads the session at the start of the page. */
export const bootSession = async (): Promise<void> => {
  try {
    const answer = await readSession();
    if (answer === undefined) phase.set({ kind: 'anonymous' });
    else await accept(answer);
  } catch (error) {
    if (error instanceof ApiError && error.isNetwork) {
      phase.set({ kind: 'unreachable' });
      setTimeout(() => void bootSession(), retryMs);
    } else {
      reportError(error);
      phase.set({ kind: 'unreachable' });
    }
  }
};

/** @throws ApiError when the pair is refused or tried too often, and when the browser does not keep the session. */
export const signIn = async (username: string, password: string): Promise<void> => {
  await api.post('/session', { username, password });
  const answer = await readSession();
  if (answer === undefined) throw notKept();
  await accept(answer);
};

/** After the first password was chosen. */
export const rereadSession = async (): Promise<void> => {
  const answer = await readSession();
  if (answer === undefined) phase.set({ kind: 'anonymous' });
  else await accept(answer);
};

const notKept = (): ApiError =>
  new ApiError({
    status: 401,
    code: 'desk.session-not-kept',
    detail: say(
      'Nome e password sono corretti, ma il browser non ha conservato la sessione: consenti i cookie di questo sito e accedi di nuovo.',
      'Name and password are right, but the browser did not keep the session: allow cookies for this site and sign in again.',
    ),
  });

/** Ends the session and forgets the page's memory; `home` is where the next person starts. */
export const signOut = async (home: string): Promise<void> => {
  try {
    await api.delete('/session');
  } catch (error) {
    // Ended already: that is what was wanted.
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
  }
  disconnectLive();
  window.location.assign(home);
};

/** Asleep for longer than this, the page reads everything again when it wakes. */
const longSleepMs = 30_000;

const watchSleep = (): void => {
  let hiddenAt: number | undefined;
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') {
      hiddenAt = Date.now();
      return;
    }
    if (phase.get().kind !== 'signedIn') return;
    wakeLive();
    if (hiddenAt !== undefined && Date.now() - hiddenAt > longSleepMs) refetchAll();
  });
  window.addEventListener('online', wakeLive);
};

/** Called once. */
export const watchSession = (): void => {
  watchSleep();
  onSessionExpired(() => {
    if (phase.get().kind !== 'signedIn') return;
    disconnectLive();
    phase.set({ kind: 'expired' });
  });
};
