import type { Migration } from '@libro-firma/engine/plugin';

/** Given and family name of a person apart. Of the entries that were there nobody can tell which words are which: they stay empty. */
export const personNames: Migration = {
  id: 'notification.006-person-names',
  async up(schema) {
    await schema.alterTable('notification_address', (table) => {
      table.string('given_name', 140);
      table.string('family_name', 140);
    });
  },
};
