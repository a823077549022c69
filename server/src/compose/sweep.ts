import type { Database } from '@libro-firma/engine/plugin';
import type { Logger } from 'pino';
import { sweepLogins } from '../accounts/logins.js';
import { sweepSessions, type SessionLimits } from '../accounts/sessions.js';
import { sweepAnswers } from '../http/idempotency.js';
import type { Settings } from '../settings/load.js';

const EVERY = 3_600_000;

/** Removes once an hour what has ended by itself: sessions, old sign-in records, kept answers. @returns its end */
export const startSweeping = (
  db: Database,
  settings: Settings,
  limits: SessionLimits,
  log: Logger,
  more: (tenant: string) => Promise<void>,
): (() => void) => {
  const sweep = async (): Promise<void> => {
    for (const { id } of settings.tenants) {
      await db.write(id, async (tx) => {
        await sweepSessions(tx, limits);
        await sweepLogins(tx, settings.login.keepDays);
        await sweepAnswers(tx);
      });
      await more(id);
    }
  };
  const timer = setInterval(() => {
    sweep().catch((error: unknown) => log.error({ err: error }, 'sweeping failed'));
  }, EVERY);
  timer.unref();
  return () => clearInterval(timer);
};
