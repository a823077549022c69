import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { problemOf } from '../http/problem.js';
import { refusals } from '../http/refusals.js';
import type { Settings } from '../settings/load.js';

/** A port that is taken; until the product stands, every request is told that it is starting. */
export interface Listener {
  readonly http: Server;
  /** `http://127.0.0.1:8080`, as this machine reaches it. */
  readonly url: string;
  /** From now on requests go there. */
  serve(handler: RequestListener): void;
  /** No new connections; those under way may finish for `graceMs`. */
  close(graceMs: number): Promise<void>;
}

const tlsOptions = ({ certFile, keyFile }: { readonly certFile: string; readonly keyFile: string }) => {
  try {
    return { cert: readFileSync(certFile), key: readFileSync(keyFile) };
  } catch (cause) {
    throw new LibroFirmaError(
      'invalid',
      'server.tls-unreadable',
      {
        it: `Il certificato o la chiave TLS non si legge: ${(cause as Error).message}. Correggi tls.certFile e tls.keyFile.`,
      },
      { cause },
    );
  }
};

const refusal = (cause: NodeJS.ErrnoException, { host, port }: Settings): unknown => {
  const failed = (code: string, it: string): LibroFirmaError => new LibroFirmaError('invalid', code, { it }, { cause });
  switch (cause.code) {
    case 'EADDRINUSE':
      return failed(
        'server.port-busy',
        `La porta ${port} di ${host} è già usata da un altro programma: fermalo, o scegli un’altra porta con LF_PORT.`,
      );
    case 'EACCES':
      return failed(
        'server.port-denied',
        `La porta ${port} non è concessa a questo utente: scegline una da 1024 in su con LF_PORT.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return failed('server.host-unknown', `L’indirizzo ${host} non è di questa macchina: correggi «host» o LF_HOST.`);
    default:
      return cause;
  }
};

const urlOf = (settings: Settings, address: AddressInfo): string => {
  const wildcard = address.address === '0.0.0.0' || address.address === '::';
  const host = wildcard ? 'localhost' : address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `${settings.tls === undefined ? 'http' : 'https'}://${host}:${address.port}`;
};

/** While the product does not stand: whatever is asked is told to come again. */
const refusing =
  (error: LibroFirmaError): RequestListener =>
  (request, response) => {
    request.resume();
    const { problem } = problemOf(error);
    response.writeHead(problem.status, {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
      'Retry-After': '5',
      Connection: 'close',
    });
    response.end(JSON.stringify(problem));
  };

/** How long a client may take to send a whole request: a large PDF over a slow line. */
const REQUEST_TIMEOUT = 15 * 60_000;
/** Longer than reverse proxies keep theirs, so that they do not write into a connection that we are closing. */
const KEEP_ALIVE = 65_000;

/** @throws LibroFirmaError `server.port-busy`, `server.port-denied`, `server.host-unknown`, `server.tls-unreadable` */
export const listen = async (settings: Settings): Promise<Listener> => {
  let handler = refusing(refusals.starting());
  const dispatch: RequestListener = (request, response) => handler(request, response);
  const http: Server =
    settings.tls === undefined ? createServer(dispatch) : createTlsServer(tlsOptions(settings.tls), dispatch);
  await new Promise<void>((resolve, reject) => {
    http.once('error', (cause: NodeJS.ErrnoException) => reject(refusal(cause, settings) as Error));
    http.listen(settings.port, settings.host.replace(/^\[|\]$/g, ''), resolve);
  });
  http.removeAllListeners('error');
  http.requestTimeout = REQUEST_TIMEOUT;
  http.keepAliveTimeout = KEEP_ALIVE;
  return {
    http,
    url: urlOf(settings, http.address() as AddressInfo),
    serve: (next) => {
      handler = next;
    },
    close: (graceMs) =>
      new Promise((resolve) => {
        handler = refusing(refusals.stopping());
        const force = setTimeout(() => http.closeAllConnections(), graceMs);
        // A connection whose request has just been answered would be kept for the next one.
        const idle = setInterval(() => http.closeIdleConnections(), 50);
        http.close(() => {
          clearTimeout(force);
          clearInterval(idle);
          resolve();
        });
        http.closeIdleConnections();
      }),
  };
};
