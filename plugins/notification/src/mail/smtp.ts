import { Readable } from 'node:stream';
import SMTPConnection, { type SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';
import type { NodemailerError } from 'nodemailer';
import type { NotificationSettings, SmtpEndpoint } from '../settings.js';

/**
 * How one attempt to hand one mail to the server ended. A server takes a mail with its 2xx answer to the final dot and
 * not before (RFC 5321, 4.1.1.4 and 6.1); so only the time between that dot and the answer is in doubt.
 */
export type Delivery =
  /** The server took it: from now on it answers for it. Says nothing about the recipient having it. */
  | { readonly kind: 'accepted'; readonly code: number; readonly answer: string }
  /** The server will never take this mail for this recipient (5xx to RCPT or to the data). */
  | { readonly kind: 'rejected'; readonly code: number; readonly answer: string }
  /** Surely not taken, later may be: 4xx, no connection, the connection lost before the final dot. */
  | { readonly kind: 'deferred'; readonly code: number | undefined; readonly answer: string; readonly server: boolean }
  /** Surely not taken, and not because of the recipient: the server refuses us (login, sender, greeting). */
  | { readonly kind: 'refused'; readonly code: number | undefined; readonly answer: string }
  /** The final dot was sent and no answer came. */
  | { readonly kind: 'unknown'; readonly answer: string };

export interface Envelope {
  readonly from: string;
  readonly to: string;
}

export interface SmtpClient {
  /**
   * Hands one mail to the server for one recipient, over a connection of its own.
   * `beforeFinalDot` is awaited when every byte but the final dot is out: what it throws ends the attempt, and since
   * the dot is never sent then, the server drops what it has. Never throws but what `beforeFinalDot` threw.
   */
  deliver(
    envelope: Envelope,
    message: Uint8Array,
    beforeFinalDot: () => Promise<void>,
    signal?: AbortSignal,
  ): Promise<Delivery>;
  /** Whether the server can be reached and lets us in; its words when not. */
  check(): Promise<string | undefined>;
}

type Options = Pick<
  NotificationSettings,
  | 'smtpUser'
  | 'smtpPassword'
  | 'smtpClientName'
  | 'smtpVerifyCertificate'
  | 'connectionTimeoutMs'
  | 'answerTimeoutMs'
  | 'maxConnections'
>;

const CHUNK = 64 * 1024;
/** How long an answer may still take when the attempt is being stopped, in milliseconds. */
const LAST_WORD_MS = 3_000;

const wordsOf = (error: NodemailerError): string => (error.response ?? error.message).trim().slice(0, 2_000);

/** What an error before the final dot means. */
const verdictOf = (error: NodemailerError): Delivery => {
  const answer = wordsOf(error);
  const code = error.responseCode;
  if (error.permanent === true && code !== undefined) {
    const aboutRecipient = error.command === 'RCPT TO' || error.command === 'DATA';
    return aboutRecipient ? { kind: 'rejected', code, answer } : { kind: 'refused', code, answer };
  }
  if (error.code === 'EMESSAGE' && code === undefined && error.command === 'MAIL FROM') {
    // The server's SIZE limit, told in its EHLO answer (RFC 1870): larger mails are never taken.
    return { kind: 'rejected', code: 552, answer };
  }
  if (error.code === 'ENOAUTH' || error.code === 'ETLS' || error.code === 'EREQUIRETLS') {
    return { kind: 'refused', code, answer };
  }
  return { kind: 'deferred', code, answer, server: error.command !== 'RCPT TO' && error.command !== 'DATA' };
};

/** At most `limit` tasks at a time, in the order of their arrival. */
const turnstile = (limit: number) => {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return {
    async enter(): Promise<void> {
      if (inside < limit) inside += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    leave(): void {
      const next = waiting.shift();
      if (next === undefined) inside -= 1;
      else next();
    },
  };
};

/**
 * One exchange over a connection. A connection that is closed from our side answers nobody any more; it only emits `end`,
 * after the error of the exchange if there was one.
 */
const exchange = <T>(
  connection: SMTPConnection,
  run: (resolve: (value: T) => void, reject: (error: Error) => void) => void,
): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    const ended = (): void => void setImmediate(() => reject(new Error('the connection was closed')));
    connection.once('end', ended);
    run(
      (value) => {
        connection.off('end', ended);
        resolve(value);
      },
      (error) => {
        connection.off('end', ended);
        reject(error);
      },
    );
  });

/** A client for one server. Connections are not kept: mails of an office are few, and an idle connection can be stale. */
export const createSmtpClient = (endpoint: SmtpEndpoint, options: Options): SmtpClient => {
  const turns = turnstile(options.maxConnections);

  const open = async (signal: AbortSignal | undefined): Promise<SMTPConnection> => {
    const connection = new SMTPConnection({
      host: endpoint.host,
      port: endpoint.port,
      secure: endpoint.security === 'tls',
      requireTLS: endpoint.security === 'starttls',
      ignoreTLS: endpoint.security === 'none',
      opportunisticTLS: endpoint.security === 'opportunistic',
      name: options.smtpClientName,
      connectionTimeout: options.connectionTimeoutMs,
      greetingTimeout: options.connectionTimeoutMs,
      socketTimeout: options.answerTimeoutMs,
      socketCloseTimeout: 1_000,
      tls: { rejectUnauthorized: options.smtpVerifyCertificate },
    });
    const stop = (): void => connection.close();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      await exchange<void>(connection, (resolve, reject) => {
        // Errors of a connection that stands arrive at the pending send; this listener also keeps them from being thrown.
        connection.on('error', reject);
        connection.connect((error) => (error === undefined ? resolve() : reject(error)));
      });
      if (options.smtpUser !== undefined) {
        const credentials = { user: options.smtpUser, pass: options.smtpPassword ?? '' };
        await exchange<void>(connection, (resolve, reject) => {
          connection.login({ ...credentials, credentials }, (error) => (error === null ? resolve() : reject(error)));
        });
      }
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  };

  const transfer = async (
    connection: SMTPConnection,
    envelope: Envelope,
    message: Uint8Array,
    beforeFinalDot: () => Promise<void>,
    signal: AbortSignal | undefined,
  ): Promise<Delivery> => {
    let dotSent = false;
    let refusal: { readonly error: unknown } | undefined;
    let journaling: Promise<void> = Promise.resolve();
    async function* bytes(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < message.length; at += CHUNK) yield message.subarray(at, at + CHUNK);
      journaling = beforeFinalDot().catch((error: unknown) => {
        refusal = { error };
      });
      await journaling;
      if (refusal !== undefined) throw refusal.error;
      if (signal?.aborted) throw new Error('interrupted');
      dotSent = true;
    }
    let lastWord: NodeJS.Timeout | undefined;
    const stop = (): void => {
      if (dotSent) lastWord = setTimeout(() => connection.close(), LAST_WORD_MS);
      else connection.close();
    };
    signal?.addEventListener('abort', stop, { once: true });
    const source = Readable.from(bytes(), { objectMode: false });
    try {
      const info = await exchange<SMTPConnectionSendInfo>(connection, (resolve, reject) => {
        connection.send({ from: envelope.from, to: [envelope.to], size: message.length }, source, (error, result) =>
          error === null ? resolve(result) : reject(error),
        );
      });
      return {
        kind: 'accepted',
        code: Number(info.response.slice(0, 3)) || 250,
        answer: info.response.slice(0, 2_000),
      };
    } catch (error) {
      await journaling;
      if (refusal !== undefined) throw refusal.error;
      const failure = error as NodemailerError;
      if (dotSent && failure.responseCode === undefined) return { kind: 'unknown', answer: wordsOf(failure) };
      return verdictOf(failure);
    } finally {
      clearTimeout(lastWord);
      signal?.removeEventListener('abort', stop);
      source.destroy();
      // A server may answer before the final dot: the caller's journal must not be written behind its back.
      await journaling;
    }
  };

  return {
    async deliver(envelope, message, beforeFinalDot, signal) {
      await turns.enter();
      try {
        if (signal?.aborted) return { kind: 'deferred', code: undefined, answer: 'interrupted', server: true };
        let connection: SMTPConnection;
        try {
          connection = await open(signal);
        } catch (error) {
          return verdictOf(error as NodemailerError);
        }
        try {
          const delivery = await transfer(connection, envelope, message, beforeFinalDot, signal);
          if (delivery.kind === 'accepted') connection.quit();
          return delivery;
        } finally {
          connection.close();
        }
      } finally {
        turns.leave();
      }
    },

    async check() {
      try {
        const connection = await open(undefined);
        connection.quit();
        connection.close();
        return undefined;
      } catch (error) {
        return wordsOf(error as NodemailerError);
      }
    },
  };
};
