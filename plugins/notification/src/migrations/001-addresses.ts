import type { Migration } from '@libro-firma/engine/plugin';

/** The address book, and the words by which its entries are found. */
export const addresses: Migration = {
  id: 'notification.001-addresses',
  async up(schema) {
    await schema
      .createTable('notification_address', (table) => {
        table.string('tenant', 64).notNullable();
        table.string('id', 40).notNullable();
        table.string('kind', 16).notNullable(); // person | company | administration
        table.string('name', 300).notNullable();
        table.string('name_key', 300).notNullable(); // normalised: see addresses/names.ts
        table.string('email', 320).notNullable();
        table.string('email_key', 320).notNullable(); // lower case
        table.string('pec', 320);
        table.string('address', 500);
        table.string('ipa_code', 32);
        table.string('tax_code', 16);
        table.integer('archived').notNullable().defaultTo(0);
        table.integer('version').notNullable();
        table.bigInteger('created_at').notNullable();
        table.string('created_by', 64).notNullable();
        table.bigInteger('updated_at').notNullable();
        table.string('updated_by', 64).notNullable();
        table.primary(['tenant', 'id']);
        table.index(['tenant', 'email_key'], 'notification_address_email');
        table.index(['tenant', 'name_key', 'id'], 'notification_address_name');
      })
      .createTable('notification_address_word', (table) => {
        table.string('tenant', 64).notNullable();
        table.string('word', 64).notNullable();
        table.string('address_id', 40).notNullable();
        table.primary(['tenant', 'word', 'address_id']);
        table.index(['tenant', 'address_id'], 'notification_address_word_of');
      });
  },
};
