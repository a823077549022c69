import type { Migration } from '@libro-firma/engine/plugin';

/** Local accounts, their sessions, and the trace of who signed in or tried to. */
export const accountsMigration: Migration = {
  id: 'server.001-accounts',
  up: async (schema) => {
    await schema.createTable('server_account', (table) => {
      table.string('tenant').notNullable();
      table.string('id').notNullable();
      /** Lower case. */
      table.string('username').notNullable();
      /** The actor: id of a person of the directory. */
      table.string('person').notNullable();
      /** See `accounts/password.ts`. */
      table.text('password').notNullable();
      table.integer('must_change').notNullable();
      table.integer('disabled').notNullable();
      table.bigInteger('created_at').notNullable();
      table.string('created_by').notNullable();
      table.bigInteger('changed_at').notNullable();
      table.primary(['tenant', 'id']);
      table.unique(['tenant', 'username']);
      table.unique(['tenant', 'person']);
    });
    await schema.createTable('server_session', (table) => {
      table.string('tenant').notNullable();
      /** SHA-256 of the token, hexadecimal: whoever reads the table cannot take over a session. */
      table.string('id').notNullable();
      table.string('account').notNullable();
      table.bigInteger('created_at').notNullable();
      table.bigInteger('seen_at').notNullable();
      /** The absolute end. */
      table.bigInteger('ends_at').notNullable();
      table.primary(['tenant', 'id']);
      table.index(['tenant', 'account']);
    });
    await schema.createTable('server_login', (table) => {
      table.string('tenant').notNullable();
      table.string('id').notNullable();
      table.bigInteger('at').notNullable();
      /** As it was typed, lower case. */
      table.string('username').notNullable();
      table.string('account');
      /** See `LoginOutcome`. */
      table.string('outcome').notNullable();
      table.string('address').notNullable();
      table.primary(['tenant', 'id']);
      table.index(['tenant', 'username', 'at']);
      table.index(['tenant', 'at']);
    });
  },
};
