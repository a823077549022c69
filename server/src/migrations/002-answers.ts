import type { Migration } from '@libro-firma/engine/plugin';

/** Answers given to writes that carried an `Idempotency-Key`, and what kind of installation this is. */
export const answersMigration: Migration = {
  id: 'server.002-answers',
  up: async (schema) => {
    await schema.createTable('server_answer', (table) => {
      table.string('tenant').notNullable();
      /** Digest of actor, route and key. */
      table.string('key').notNullable();
      /** Keyed digest of the request: a body may hold a PIN. */
      table.string('request').notNullable();
      /** `null` while it is worked on. */
      table.integer('status');
      table.text('body');
      table.bigInteger('at').notNullable();
      table.primary(['tenant', 'key']);
      table.index(['tenant', 'at']);
    });
    await schema.createTable('server_mark', (table) => {
      table.string('tenant').notNullable();
      table.string('name').notNullable();
      table.string('value').notNullable();
      table.primary(['tenant', 'name']);
    });
  },
};
