import type { Migration } from '@libro-firma/engine/plugin';
import { organisationTables } from './001-organisation.js';

export const migrations: readonly Migration[] = [organisationTables];
