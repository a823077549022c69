import type { Migration } from '@libro-firma/engine/plugin';
import { accountsMigration } from './001-accounts.js';
import { answersMigration } from './002-answers.js';
import { routesMigration } from './003-routes.js';

/** The server's own, in order. Never changed once released. */
export const serverMigrations: readonly Migration[] = [accountsMigration, answersMigration, routesMigration];
