import type { Migration } from '../../plugin/database.js';

/** Why the last attempt of a job failed that is tried again: for whoever watches a route or a case. */
export const failureMigration: Migration = {
  id: 'engine.003-failure',
  up: async (_schema, sql) => {
    await sql.raw('alter table lf_job add column failure text');
    await sql.raw('create index lf_job_failed on lf_job (tenant, case_id) where failure is not null');
  },
};
