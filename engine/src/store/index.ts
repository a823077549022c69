export type { Row, SqlDialect, Value } from './dialect.js';
export { commitStore } from './knex/commit-store.js';
export type { Claim } from './knex/claim.js';
export { openDatabase, type DatabaseOptions, type EngineDatabase } from './knex/open.js';
export { readJournal, readState, taskColumns, taskOf, type JournalEntry } from './knex/read.js';
export { decodePath } from './knex/rows.js';
export { decodeInstance, decodeScope, INSTANCE_COLUMNS, searchKey } from './knex/state-codec.js';
export { engineMigrations } from './migrations/index.js';
export * from './port.js';
