import type { Migration } from '../../plugin/database.js';

/** The running cases of a version: how many there are, and which, for whoever watches a route. */
export const runningMigration: Migration = {
  id: 'engine.002-running',
  up: async (_schema, sql) => {
    await sql.raw(
      `create index lf_instance_running on lf_instance (tenant, definition_id, id)
       where state = 'running' and mode = 'live'`,
    );
  },
};
