import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { screenOptions } from '@libro-firma/desk/build';
import { launchChromium } from '../../../test/support/chromium.js';
import { startFakeServer, type FakeServer } from './fake-server.js';

export const sizes = { wide: { width: 1280, height: 900 }, narrow: { width: 390, height: 844 } } as const;
export type SizeName = keyof typeof sizes;

/** Chromium, and the built desk with a small plugin's screens, for one file of tests. */
export interface DeskHouse {
  /** A fresh server and a fresh browser profile. */
  open(address: string, size?: SizeName): Promise<DeskPage>;
  /** Whatever a failed test left open, too. */
  close(): Promise<void>;
}

export interface DeskPage {
  readonly page: Page;
  readonly server: FakeServer;
  /** What the page threw or logged as an error. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

export const startDesk = async (): Promise<DeskHouse> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lf-desk-screens-'));
  await build(screenOptions(fileURLToPath(new URL('./screens/index.tsx', import.meta.url)), folder));
  const browser: Browser = await launchChromium();
  const open = new Set<() => Promise<void>>();
  return {
    async open(address, size = 'wide') {
      const server = await startFakeServer(folder);
      const context: BrowserContext = await browser.newContext({
        viewport: sizes[size],
        locale: 'it-IT',
        timezoneId: 'Europe/Rome',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          errors.push(message.text());
      });
      await page.goto(server.url + address);
      const close = async (): Promise<void> => {
        if (!open.delete(close)) return;
        await context.close();
        await server.close();
      };
      open.add(close);
      return { page, server, errors, close };
    },
    async close() {
      for (const close of [...open]) await close();
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
