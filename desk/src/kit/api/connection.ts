/** What the client must know of the session, without knowing the session's screens. */
interface Connection {
  csrf: string | undefined;
  /** Server time minus browser time, milliseconds. */
  clockOffset: number;
}

const connection: Connection = { csrf: undefined, clockOffset: 0 };
const expiredListeners = new Set<() => void>();

export const csrfToken = (): string | undefined => connection.csrf;

/** Called by the shell after it read the session. */
export const setConnection = (csrf: string | undefined, serverNow: number | undefined): void => {
  connection.csrf = csrf;
  if (serverNow !== undefined) connection.clockOffset = serverNow - Date.now();
};

/** The server's time now, UTC milliseconds: deadlines are compared with it, never with the browser's clock. */
export const now = (): number => Date.now() + connection.clockOffset;

export const onSessionExpired = (listener: () => void): (() => void) => {
  expiredListeners.add(listener);
  return () => expiredListeners.delete(listener);
};

export const sessionExpired = (): void => {
  for (const listener of expiredListeners) listener();
};
