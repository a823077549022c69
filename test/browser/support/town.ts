import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { TestSmtpServer } from '../../../plugins/notification/test/support/smtp-server.js';
import { launchChromium } from '../../support/chromium.js';
import { DemoServer } from '../../support/demo-server.js';
import { HttpPeople } from '../../support/http-people.js';
import { Desk } from './desk.js';

/** When the stories begin: a Tuesday, 9 in the morning in Palermo. */
const MORNING = '2026-03-03T08:00:00Z';
const SENDER = 'protocollo@comune.palermo.example';

/** The product in its process, a mail server outside of it, people over HTTP, and a browser. */
export class Town {
  readonly server: DemoServer;
  readonly smtp: TestSmtpServer;
  readonly people: HttpPeople;
  readonly #browser: Browser;
  readonly #desks: Desk[] = [];

  private constructor(server: DemoServer, smtp: TestSmtpServer, browser: Browser) {
    this.server = server;
    this.smtp = smtp;
    this.people = new HttpPeople(() => server.url);
    this.#browser = browser;
  }

  /** @param environment settings of the server beside those of its mail */
  static async open(environment: Readonly<Record<string, string>> = {}): Promise<Town> {
    const browser = await launchChromium();
    const smtp = await new TestSmtpServer().start();
    const server = await DemoServer.open(MORNING, {
      LF_PLUGINS_NOTIFICATION_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
      LF_PLUGINS_NOTIFICATION_SMTP_SECURITY: 'none',
      LF_PLUGINS_NOTIFICATION_FROM: SENDER,
      ...environment,
    }).catch(async (error: unknown) => {
      await Promise.all([browser.close(), smtp.stop()]);
      throw error;
    });
    return new Town(server, smtp, browser);
  }

  /** Somebody's desk in a browser context of their own, signed in. */
  async desk(who: string, width: 1280 | 390 = 1280): Promise<Desk> {
    const desk = await Desk.open(this.#browser, this.server.url, who, width);
    this.#desks.push(desk);
    return desk;
  }

  /** What pages threw, or a browser refused to do, since the start. */
  get failures(): readonly string[] {
    return this.#desks.flatMap(({ failures }) => failures);
  }

  /** What everybody has before them, as pictures in the system's folder for temporary files: for whoever mends a failure. */
  async photograph(): Promise<void> {
    for (const { who, page } of this.#desks) {
      const path = join(tmpdir(), 'lf-failed', `${who}.png`);
      await page.screenshot({ path, fullPage: true });
      console.log(`      ${who}: ${path}`);
    }
  }

  /** Leaves the desks. */
  async goHome(): Promise<void> {
    for (const desk of this.#desks) await desk.close();
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.smtp.stop();
    await this.server.close();
  }
}
