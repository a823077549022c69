import type { Migration } from '@libro-firma/engine/plugin';
import type { Knex } from 'knex';

/** Every row holds while `valid_from <= at < valid_to`, UTC milliseconds; without `valid_to` there is no end yet. */
const period = (table: Knex.CreateTableBuilder): void => {
  table.bigInteger('valid_from').notNullable();
  table.bigInteger('valid_to');
};

export const organisationTables: Migration = {
  id: 'organisation.001-organisation',
  async up(schema) {
    await schema
      .createTable('organisation_sector', (table) => {
        table.string('tenant').notNullable();
        table.string('id').notNullable();
        table.string('name').notNullable();
        period(table);
        table.primary(['tenant', 'id']);
      })
      .createTable('organisation_office', (table) => {
        table.string('tenant').notNullable();
        table.string('id').notNullable();
        table.string('sector').notNullable();
        table.string('name').notNullable();
        period(table);
        table.primary(['tenant', 'id']);
        table.index(['tenant', 'sector']);
      })
      .createTable('organisation_person', (table) => {
        table.string('tenant').notNullable();
        table.string('id').notNullable();
        table.string('given_name').notNullable();
        table.string('family_name').notNullable();
        table.string('fiscal_code').notNullable();
        table.string('email').notNullable();
        table.string('username').notNullable();
        // `family given username`, small letters without accents: for the search and for the order of lists.
        table.string('search').notNullable();
        period(table);
        table.primary(['tenant', 'id']);
        table.unique(['tenant', 'fiscal_code']);
        table.unique(['tenant', 'username']);
        table.index(['tenant', 'search', 'id']);
      })
      .createTable('organisation_role', (table) => {
        table.string('tenant').notNullable();
        table.string('person').notNullable();
        table.string('role').notNullable();
        table.string('office').notNullable();
        period(table);
        table.string('act_ref');
        table.primary(['tenant', 'person', 'role', 'office', 'valid_from']);
        table.index(['tenant', 'office', 'role']);
        table.index(['tenant', 'role']);
      })
      .createTable('organisation_book', (table) => {
        table.string('tenant').notNullable();
        table.string('id').notNullable();
        table.string('office').notNullable();
        table.string('name').notNullable();
        table.integer('clerk_check').notNullable();
        table.string('register').notNullable();
        period(table);
        table.primary(['tenant', 'id']);
        table.index(['tenant', 'office']);
      })
      // A holder is a role in an office, or a person: `holder` is its group key, the columns beside it are for joins.
      .createTable('organisation_position', (table) => {
        table.string('tenant').notNullable();
        table.string('book').notNullable();
        table.string('position').notNullable();
        table.string('holder').notNullable();
        table.string('role');
        table.string('office');
        table.string('person');
        period(table);
        table.primary(['tenant', 'book', 'position', 'holder', 'valid_from']);
        table.index(['tenant', 'office', 'role']);
        table.index(['tenant', 'person']);
      })
      .createTable('organisation_substitution', (table) => {
        table.string('tenant').notNullable();
        table.string('id').notNullable();
        table.string('kind').notNullable();
        table.string('delegator').notNullable();
        table.string('delegate').notNullable();
        table.text('scope').notNullable();
        period(table);
        table.string('act_ref');
        // Who entered it and who ended it before its time; empty for what was imported.
        table.string('created_by');
        table.bigInteger('created_at').notNullable();
        table.string('ended_by');
        table.bigInteger('ended_at');
        table.primary(['tenant', 'id']);
        table.index(['tenant', 'delegate', 'valid_from']);
        table.index(['tenant', 'delegator', 'valid_from']);
      });
  },
};
