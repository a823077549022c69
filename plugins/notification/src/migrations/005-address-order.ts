import type { Migration } from '@libro-firma/engine/plugin';
import { orderKey } from '../addresses/names.js';

const AT_ONCE = 500;

/** The order in which the book is read is that of the names as they are written; `name_key` has their words sorted. */
export const addressOrder: Migration = {
  id: 'notification.005-address-order',
  async up(schema, sql) {
    await schema.alterTable('notification_address', (table) => {
      table.string('order_key', 300).notNullable().defaultTo('');
      table.index(['tenant', 'order_key', 'id'], 'notification_address_order');
    });
    for (let last = { tenant: '', id: '' }; ;) {
      const { tenant, id } = last;
      const rows = (await sql('notification_address')
        .where((after) => {
          void after
            .where('tenant', '>', tenant)
            .orWhere((same) => void same.where('tenant', tenant).where('id', '>', id));
        })
        .orderBy(['tenant', 'id'])
        .limit(AT_ONCE)
        .select('tenant', 'id', 'name')) as { tenant: string; id: string; name: string }[];
      for (const row of rows) {
        const key = { tenant: row.tenant, id: row.id };
        await sql('notification_address')
          .where(key)
          .update({ order_key: orderKey(row.name) });
        last = key;
      }
      if (rows.length < AT_ONCE) return;
    }
  },
};
