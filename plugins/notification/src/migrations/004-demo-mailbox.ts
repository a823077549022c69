import type { Migration } from '@libro-firma/engine/plugin';

/** What the demo's own SMTP server received. Stays empty outside the demo. */
export const demoMailbox: Migration = {
  id: 'notification.004-demo-mailbox',
  async up(schema) {
    await schema.createTable('notification_received', (table) => {
      table.string('tenant', 64).notNullable();
      table.string('id', 40).notNullable();
      table.string('message_id', 400).notNullable();
      table.string('from_address', 320).notNullable();
      table.string('to_address', 320).notNullable();
      table.string('subject', 1000).notNullable();
      table.bigInteger('size').notNullable();
      table.string('file', 200).notNullable(); // name of the .eml below the plugin's data folder
      table.bigInteger('received_at').notNullable();
      table.primary(['tenant', 'id']);
      table.index(['tenant', 'received_at', 'id'], 'notification_received_time');
    });
  },
};
