import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Clock, Database, Live, Logger, TenantId } from '@libro-firma/engine/plugin';
import { messageByMessageId } from '../outbox/journal.js';
import type { SmtpEndpoint } from '../settings.js';
import { writeReceived } from './store.js';

export interface MailboxParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly live: Live;
  readonly log: Logger;
  /** Folder of the .eml files. */
  readonly folder: string;
  readonly tenants: readonly [TenantId, ...TenantId[]];
}

/** The demo's own post office: a real SMTP server on the loopback that keeps what it gets. */
export interface DemoMailbox {
  readonly endpoint: SmtpEndpoint;
  stop(): Promise<void>;
}

const MAX_BYTES = 200_000_000;

/** Written, flushed, named: what the server said 250 to is on the disk. */
const keep = async (folder: string, file: string, bytes: Uint8Array): Promise<void> => {
  const temporary = join(folder, `${file}.part`);
  try {
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, join(folder, file));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
};

/** The administration whose mail it is: no other one is shown it. The first one's, when the product did not send it. */
const senderOf = async ({ db, tenants }: MailboxParts, messageId: string): Promise<TenantId> => {
  for (const tenant of tenants) {
    const sent = await db.read(tenant, (tx) => messageByMessageId(tx, messageId));
    if (sent !== undefined) return tenant;
  }
  return tenants[0];
};

/**
 * Starts the demo's mail box on a free port of the loopback. Mails go through a real SMTP conversation in the demo too;
 * nothing leaves the machine. The server and the parser are loaded here, so that a product in service never has them.
 */
export const startDemoMailbox = async (parts: MailboxParts): Promise<DemoMailbox> => {
  const [{ SMTPServer }, { simpleParser }] = await Promise.all([import('smtp-server'), import('mailparser')]);
  await mkdir(parts.folder, { recursive: true, mode: 0o700 });

  const take = async (bytes: Buffer, from: string, recipients: readonly string[]): Promise<string> => {
    const parsed = await simpleParser(bytes, { skipHtmlToText: true, skipImageLinks: true });
    const receivedAt = parts.clock.now();
    const id = createHash('sha256')
      .update(`${receivedAt}\n${process.hrtime.bigint()}\n`)
      .update(bytes)
      .digest('hex')
      .slice(0, 40);
    await keep(parts.folder, `${id}.eml`, bytes);
    const tenant = await senderOf(parts, parsed.messageId ?? '');
    await parts.db.write(tenant, (tx) =>
      writeReceived(tx, {
        id,
        messageId: parsed.messageId ?? '',
        from,
        to: recipients.join(', ').slice(0, 320),
        subject: (parsed.subject ?? '').slice(0, 1000),
        size: bytes.length,
        file: `${id}.eml`,
        receivedAt,
      }),
    );
    parts.live.publish(tenant, { room: 'notification.demo:mailbox' }, { type: 'notification.received' });
    return id;
  };

  const server = new SMTPServer({
    banner: 'posta di prova del Libro Firma',
    logger: false,
    disableReverseLookup: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    size: MAX_BYTES,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('error', callback);
      stream.once('end', () => {
        if (stream.sizeExceeded) {
          callback(Object.assign(new Error('5.3.4 message too large'), { responseCode: 552 }));
          return;
        }
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        take(
          Buffer.concat(chunks),
          from,
          session.envelope.rcptTo.map(({ address }) => address),
        ).then(
          (id) => callback(null, `2.0.0 kept in the demo mail box as ${id.slice(0, 8)}`),
          (error: unknown) => {
            parts.log.error({ error }, 'the demo mail box could not keep a mail');
            callback(Object.assign(new Error('4.3.0 could not be kept'), { responseCode: 451 }));
          },
        );
      });
    },
  });
  server.on('error', (error) => parts.log.warn({ error }, 'demo mail box'));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      server.server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.server.address() as AddressInfo;
  parts.log.info({ port }, 'demo mail box listening on the loopback');
  return {
    endpoint: { host: '127.0.0.1', port, security: 'none' },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};
