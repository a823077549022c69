import type { Migration } from '@libro-firma/engine/plugin';
import { dialectOf, ruleStatements, sealStatements, type Rule } from './guards.js';

/** A counter grows by one, and only once the number before it stands in the register: a gap cannot be written. */
const rules: readonly Rule[] = [
  {
    name: 'protocol_counter_begin',
    table: 'protocol_counter',
    on: 'insert',
    refusedWhen: `new.last_number <> new.first_number - 1
      or exists (select 1 from protocol_counter c where c.tenant = new.tenant and c.register = new.register
                 and (c.year >= new.year or c.last_at > new.last_at))
      or not exists (select 1 from protocol_opening o where o.tenant = new.tenant and o.register = new.register
                     and ((o.year = new.year and o.first_number = new.first_number)
                          or (o.year < new.year and new.first_number = 1)))`,
    message: 'protocol.counter: a year begins with 1, or where the register was opened',
  },
  {
    name: 'protocol_counter_next',
    table: 'protocol_counter',
    on: 'update',
    refusedWhen: `new.tenant <> old.tenant or new.register <> old.register or new.year <> old.year
      or new.first_number <> old.first_number or new.last_number <> old.last_number + 1 or new.last_at < old.last_at
      or exists (select 1 from protocol_counter c where c.tenant = old.tenant and c.register = old.register
                 and c.year > old.year)
      or (old.last_number >= old.first_number and not exists (
            select 1 from protocol_registration r where r.tenant = old.tenant and r.register = old.register
            and r.year = old.year and r.number = old.last_number))`,
    message: 'protocol.counter: the next number follows the last registration',
  },
  {
    name: 'protocol_counter_no_delete',
    table: 'protocol_counter',
    on: 'delete',
    refusedWhen: '1 = 1',
    message: 'protocol.counter: counters stay',
  },
];

export const registers: Migration = {
  id: 'protocol.001-registers',
  async up(_schema, sql) {
    await sql.schema.createTable('protocol_area', (table) => {
      table.string('tenant', 64).notNullable();
      table.string('id', 64).notNullable();
      table.string('description', 300).notNullable();
      table.string('administration_name', 300).notNullable();
      table.string('administration_code', 64).notNullable(); // IPA
      table.string('administration_tax_code', 32);
      table.string('area_code', 64).notNullable(); // IPA
      table.string('pec', 320);
      table.primary(['tenant', 'id']);
    });
    await sql.schema.createTable('protocol_register', (table) => {
      table.string('tenant', 64).notNullable();
      table.string('id', 64).notNullable();
      table.string('area', 64).notNullable();
      table.string('code', 16).notNullable();
      table.string('description', 300).notNullable();
      table.string('kind', 16).notNullable(); // protocol | serialRegister
      table.primary(['tenant', 'id']);
      table.unique(['tenant', 'area', 'code']);
      table.foreign(['tenant', 'area']).references(['tenant', 'id']).inTable('protocol_area');
    });
    await sql.schema.createTable('protocol_opening', (table) => {
      table.string('tenant', 64).notNullable();
      table.string('register', 64).notNullable();
      table.integer('year').notNullable(); // in Europe/Rome
      table.integer('first_number').notNullable();
      table.string('opened_by', 200).notNullable();
      table.string('act', 500).notNullable();
      table.bigInteger('opened_at').notNullable();
      table.primary(['tenant', 'register']);
      table.foreign(['tenant', 'register']).references(['tenant', 'id']).inTable('protocol_register');
    });
    await sql.schema.createTable('protocol_counter', (table) => {
      table.string('tenant', 64).notNullable();
      table.string('register', 64).notNullable();
      table.integer('year').notNullable(); // in Europe/Rome
      table.integer('first_number').notNullable();
      table.integer('last_number').notNullable(); // first_number - 1 until the first one is taken
      table.bigInteger('last_at').notNullable(); // the date of the last one; of the first one to come
      table.primary(['tenant', 'register', 'year']);
      table.foreign(['tenant', 'register']).references(['tenant', 'id']).inTable('protocol_register');
    });
    // Trial cases count apart and take no number.
    await sql.schema.createTable('protocol_trial_counter', (table) => {
      table.string('tenant', 64).notNullable();
      table.string('register', 64).notNullable();
      table.integer('last_number').notNullable();
      table.primary(['tenant', 'register']);
    });
    const dialect = dialectOf(sql);
    for (const statement of sealStatements(dialect, { table: 'protocol_opening', keys: [['tenant', 'register']] })) {
      await sql.raw(statement);
    }
  },
};

export const counterStatements = (dialect: Parameters<typeof ruleStatements>[0]): readonly string[] =>
  rules.flatMap((rule) => ruleStatements(dialect, rule));
