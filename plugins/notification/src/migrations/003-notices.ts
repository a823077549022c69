import type { Migration } from '@libro-firma/engine/plugin';

/** Notices in the desk, one row a person, and which kinds a person does not want to be disturbed by. */
export const notices: Migration = {
  id: 'notification.003-notices',
  async up(schema) {
    await schema
      .createTable('notification_notice', (table) => {
        table.string('tenant', 64).notNullable();
        table.string('id', 40).notNullable(); // follows from the notice's key and the person
        table.string('person', 64).notNullable();
        table.string('kind', 32).notNullable();
        table.string('case_id', 64);
        table.string('mode', 8).notNullable();
        table.integer('confidential').notNullable();
        table.text('text').notNullable();
        table.bigInteger('created_at').notNullable();
        table.bigInteger('read_at');
        table.primary(['tenant', 'id']);
        table.index(['tenant', 'person', 'created_at', 'id'], 'notification_notice_person');
        table.index(['tenant', 'person', 'read_at'], 'notification_notice_unread');
      })
      .createTable('notification_mute', (table) => {
        table.string('tenant', 64).notNullable();
        table.string('person', 64).notNullable();
        table.string('kind', 32).notNullable();
        table.primary(['tenant', 'person', 'kind']);
      });
  },
};
