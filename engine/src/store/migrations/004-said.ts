import type { Migration } from '../../plugin/database.js';

/** What an incident says in English: null where it is the same as `message`, or was written before this. */
export const saidMigration: Migration = {
  id: 'engine.004-said',
  up: async (_schema, sql) => {
    await sql.raw('alter table lf_incident add column message_en text');
  },
};
