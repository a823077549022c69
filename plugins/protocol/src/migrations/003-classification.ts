import type { Migration } from '@libro-firma/engine/plugin';

export const classification: Migration = {
  id: 'protocol.003-classification',
  async up(_schema, sql) {
    await sql.schema.createTable('protocol_class', (table) => {
      table.string('tenant', 64).notNullable();
      table.string('code', 32).notNullable(); // levels parted by dots
      table.string('title', 300).notNullable();
      table.integer('position').notNullable(); // in the scheme
      table.integer('active').notNullable();
      table.primary(['tenant', 'code']);
    });
    await sql.schema.createTable('protocol_case_file', (table) => {
      table.string('tenant', 64).notNullable();
      table.string('id', 64).notNullable();
      table.string('class', 32).notNullable();
      table.integer('year').notNullable();
      table.integer('number').notNullable(); // within class and year
      table.string('title', 300).notNullable();
      table.string('opened_by', 200).notNullable();
      table.bigInteger('opened_at').notNullable();
      table.primary(['tenant', 'id']);
      table.unique(['tenant', 'class', 'year', 'number']);
    });
  },
};
