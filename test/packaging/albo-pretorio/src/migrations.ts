import type { Migration } from '@libro-firma/engine/plugin';

export const migrations: readonly Migration[] = [
  {
    id: 'albo.001-publication',
    async up(schema) {
      await schema.createTable('albo_publication', (table) => {
        table.string('tenant', 32).notNullable();
        table.string('id', 255).notNullable(); // the job's idempotency key
        table.string('case_id', 64).notNullable();
        table.integer('year').notNullable();
        table.integer('number').notNullable();
        table.text('title').notNullable();
        table.string('document_id', 64).notNullable();
        table.integer('version').notNullable();
        table.string('notice_id', 64).notNullable(); // the portal's
        table.string('first_day', 10).notNullable();
        table.string('last_day', 10).notNullable();
        table.bigInteger('until').notNullable();
        table.string('state', 10).notNullable();
        table.primary(['tenant', 'id']);
        table.unique(['tenant', 'year', 'number']);
      });
    },
  },
];
