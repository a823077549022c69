import type { Migration } from '@libro-firma/engine/plugin';

/**
 * Routes as the modeler has them: what the engine does not know of a process, its draft first of all. A process that was
 * deployed without the modeler is a route too, and has a row from the first time that its draft is saved.
 */
export const routesMigration: Migration = {
  id: 'server.003-routes',
  up: async (schema) => {
    await schema.createTable('server_route', (table) => {
      table.string('tenant').notNullable();
      /** The process id. */
      table.string('id').notNullable();
      /** Goes up with every save, publication and dismissal of the draft. */
      table.bigInteger('rev').notNullable();
      table.string('created_by').notNullable();
      table.bigInteger('created_at').notNullable();
      /** `null`: there is no draft. The others beside it say what the draft is called, and so on. */
      table.text('draft_xml');
      table.text('draft_name');
      table.string('draft_sector');
      table.text('draft_startable_by');
      table.string('draft_by');
      table.bigInteger('draft_at');
      table.string('retired_by');
      table.bigInteger('retired_at');
      table.text('retired_reason');
      table.primary(['tenant', 'id']);
    });
    await schema.createTable('server_trial', (table) => {
      table.string('tenant').notNullable();
      table.string('case_id').notNullable();
      table.string('route').notNullable();
      /** Who plays it. */
      table.string('actor').notNullable();
      /** 1: a kept scenario that is being run again; in no list, and removed when it is over. */
      table.integer('replay').notNullable();
      table.bigInteger('started_at').notNullable();
      table.primary(['tenant', 'case_id']);
      table.index(['tenant', 'route', 'actor']);
      table.index(['tenant', 'actor']);
    });
    await schema.createTable('server_trial_step', (table) => {
      table.string('tenant').notNullable();
      table.string('case_id').notNullable();
      /** From 1; the first is the start. */
      table.integer('n').notNullable();
      /** JSON, see `modeler/played-step.ts`. */
      table.text('step').notNullable();
      table.primary(['tenant', 'case_id', 'n']);
    });
    await schema.createTable('server_scenario', (table) => {
      table.string('tenant').notNullable();
      table.string('route').notNullable();
      table.string('id').notNullable();
      table.text('name').notNullable();
      table.string('kept_by').notNullable();
      table.bigInteger('kept_at').notNullable();
      /** JSON lists and objects, see `modeler/played-step.ts`. */
      table.text('steps').notNullable();
      table.text('ending').notNullable();
      table.primary(['tenant', 'route', 'id']);
    });
  },
};
