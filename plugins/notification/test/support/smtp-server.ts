import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { simpleParser, type ParsedMail } from 'mailparser';

/** How the server answers the next mails; each rule looks at the recipient. */
export interface Manners {
  /** Answer to RCPT TO; nothing accepts it. */
  rcpt?(address: string): { code: number; words: string } | undefined;
  /** Answer to MAIL FROM. */
  mail?(address: string): { code: number; words: string } | undefined;
  /** What happens with the data: taken, refused, or the connection is cut before or after the final dot. */
  data?(address: string): 'take' | 'cutBeforeDot' | 'cutAfterDot' | { code: number; words: string } | undefined;
  /** Awaited between the final dot and the answer. */
  beforeAnswer?(address: string): Promise<void>;
}

export interface ReceivedMail {
  readonly from: string;
  readonly to: string;
  readonly raw: Buffer;
  readonly parsed: ParsedMail;
  /** False when the answer was never sent. */
  readonly answered: boolean;
}

/** A real SMTP server on a free port of the loopback, with manners that a test sets. */
export class TestSmtpServer {
  readonly received: ReceivedMail[] = [];
  manners: Manners = {};
  connections = 0;
  port = 0;
  private server: SMTPServer | undefined;
  private readonly options: { user?: string; password?: string; maxBytes?: number };

  constructor(options: { user?: string; password?: string; maxBytes?: number } = {}) {
    this.options = options;
  }

  async start(): Promise<this> {
    const { user, password, maxBytes } = this.options;
    const failure = (answer: { code: number; words: string }): Error =>
      Object.assign(new Error(answer.words), { responseCode: answer.code });
    const cut = (): void => {
      for (const connection of this.server?.connections ?? []) {
        (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
      }
    };
    const recipientOf = (session: SMTPServerSession): string => session.envelope.rcptTo[0]?.address ?? '';
    this.server = new SMTPServer({
      logger: false,
      disableReverseLookup: true,
      disabledCommands: user === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
      authOptional: user === undefined,
      allowInsecureAuth: true,
      ...(maxBytes === undefined ? {} : { size: maxBytes }),
      onConnect: (_session, callback) => {
        this.connections += 1;
        callback();
      },
      onAuth: (auth, _session, callback) => {
        if (auth.username === user && auth.password === password) callback(null, { user: auth.username });
        else callback(failure({ code: 535, words: '5.7.8 wrong user or password' }));
      },
      onMailFrom: (address, _session, callback) => {
        const answer = this.manners.mail?.(address.address);
        callback(answer === undefined ? null : failure(answer));
      },
      onRcptTo: (address, _session, callback) => {
        const answer = this.manners.rcpt?.(address.address);
        callback(answer === undefined ? null : failure(answer));
      },
      onData: (stream, session, callback) => {
        const to = recipientOf(session);
        const manner = this.manners.data?.(to) ?? 'take';
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => {
          if (manner === 'cutBeforeDot') cut();
          chunks.push(chunk);
        });
        stream.once('end', () => {
          if (manner === 'cutBeforeDot') return;
          if (typeof manner === 'object') return callback(failure(manner));
          const raw = Buffer.concat(chunks);
          const answered = manner === 'take';
          void (async () => {
            const parsed = await simpleParser(raw);
            this.received.push({
              from: (session.envelope.mailFrom || { address: '' }).address,
              to,
              raw,
              parsed,
              answered,
            });
            await this.manners.beforeAnswer?.(to);
            if (answered) callback(null, `2.0.0 queued as ${this.received.length}`);
            else cut();
          })();
        });
      },
    });
    this.server.on('error', () => undefined);
    const server = this.server;
    await new Promise<void>((resolve, reject) => {
      server.server.once('error', reject);
      server.listen(this.port, '127.0.0.1', () => resolve());
    });
    this.port = (server.server.address() as AddressInfo).port;
    return this;
  }

  /** Down; {@link start} brings it up again on the same port. */
  async stop(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    if (server === undefined) return;
    for (const connection of server.connections) {
      (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
    }
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  to(address: string): ReceivedMail[] {
    return this.received.filter((mail) => mail.to === address);
  }
}
