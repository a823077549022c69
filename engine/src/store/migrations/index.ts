import type { Migration } from '../../plugin/database.js';
import { tablesMigration } from './001-tables.js';
import { runningMigration } from './002-running.js';
import { failureMigration } from './003-failure.js';
import { saidMigration } from './004-said.js';

/** The engine's own, in order. Never changed once released. */
export const engineMigrations: readonly Migration[] = [
  tablesMigration,
  runningMigration,
  failureMigration,
  saidMigration,
];
