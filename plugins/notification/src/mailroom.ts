import { join } from 'node:path';
import type { PluginContext } from '@libro-firma/engine/plugin';
import { startDemoMailbox, type DemoMailbox } from './demo/mailbox.js';
import { createCourier, type Courier } from './mail/courier.js';
import { createSmtpClient, type SmtpClient } from './mail/smtp.js';
import { endpointOf, type NotificationSettings, type SmtpEndpoint } from './settings.js';

type Context = PluginContext<NotificationSettings>;

const CHECK_EVERY_MS = 30_000;

/** Where mails leave from: the configured server, in the demo the product's own, or nowhere. */
export class Mailroom {
  private readonly context: Context;
  private readonly configured: SmtpEndpoint | undefined;
  private mailbox: DemoMailbox | undefined;
  private client: SmtpClient | undefined;
  private carrier: Courier | undefined;
  private checked: { readonly at: number; readonly problem: string | undefined } | undefined;
  private markReady: () => void = () => undefined;
  private readonly ready: Promise<void>;

  constructor(context: Context) {
    this.context = context;
    this.configured = endpointOf(context.settings);
    this.ready = new Promise((resolve) => {
      this.markReady = resolve;
    });
  }

  /** Mails of the demo stay on this machine, in a mail box that its pages show. */
  get isDemoMailbox(): boolean {
    return this.context.demo && this.configured === undefined;
  }

  get mayDeliver(): boolean {
    return this.configured !== undefined || this.isDemoMailbox;
  }

  get mailboxFolder(): string {
    return join(this.context.dataDir, 'received');
  }

  /** Every mail's sender. Without an SMTP server only trial cases write mails, which stay here. */
  get from(): string {
    const { settings, demo, publicUrl } = this.context;
    return settings.from ?? `libro-firma@${demo ? 'demo.example.it' : new URL(publicUrl).hostname}`;
  }

  async start(): Promise<void> {
    const { settings, db, clock, live, log, tenants } = this.context;
    let endpoint = this.configured;
    if (this.isDemoMailbox) {
      const [first = 'demo', ...others] = tenants;
      const folder = this.mailboxFolder;
      this.mailbox = await startDemoMailbox({ db, clock, live, log, folder, tenants: [first, ...others] });
      endpoint = this.mailbox.endpoint;
    }
    if (endpoint !== undefined) {
      this.client = createSmtpClient(endpoint, settings);
      this.carrier = createCourier({
        db,
        live,
        log,
        smtp: this.client,
        parallel: settings.maxConnections,
        maxMessageBytes: settings.maxMessageBytes,
      });
    }
    this.markReady();
  }

  /** What hands mails over, once the plugin has started; `undefined` when no server is configured. */
  async courier(): Promise<Courier | undefined> {
    if (this.mayDeliver) await this.ready;
    return this.carrier;
  }

  /** The server's words when it cannot be used, looked up at most every half minute. */
  async problem(): Promise<string | undefined> {
    if (this.client === undefined) return undefined;
    const now = this.context.clock.now();
    if (this.checked === undefined || now - this.checked.at >= CHECK_EVERY_MS) {
      const before = this.checked?.problem;
      const problem = await this.client.check();
      this.checked = { at: now, problem };
      if (problem !== undefined && before === undefined)
        this.context.log.warn({ problem }, 'the SMTP server cannot be used');
      if (problem === undefined && before !== undefined) this.context.log.info({}, 'the SMTP server can be used again');
    }
    return this.checked.problem;
  }

  async stop(): Promise<void> {
    await this.mailbox?.stop();
  }
}
