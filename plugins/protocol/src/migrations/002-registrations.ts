import type { Migration } from '@libro-firma/engine/plugin';
import { counterStatements } from './001-registers.js';
import { dialectOf, ruleStatements, sealStatements, type Rule, type Sealed } from './guards.js';

const sealed: readonly Sealed[] = [
  {
    table: 'protocol_registration',
    keys: [
      ['tenant', 'id'],
      ['tenant', 'register', 'year', 'number'],
      ['tenant', 'job_key'],
    ],
  },
  { table: 'protocol_document', keys: [['tenant', 'registration', 'position']] },
  { table: 'protocol_segnatura', keys: [['tenant', 'registration']] },
  { table: 'protocol_voiding', keys: [['tenant', 'registration']] },
  { table: 'protocol_classification', keys: [['tenant', 'registration', 'n']] },
  { table: 'protocol_assignment', keys: [['tenant', 'registration', 'n']] },
];

const partOf = (table: string): Rule => ({
  name: `${table}_in_time`,
  table,
  on: 'insert',
  refusedWhen: `exists (select 1 from protocol_registration r where r.tenant = new.tenant and r.id = new.registration)`,
  message: `protocol.immutable: ${table} belongs to a registration that is complete`,
});

/** Number, documents, segnatura and seal stand together or not at all: the registration is the last row to be written. */
const rules: readonly Rule[] = [
  partOf('protocol_document'),
  partOf('protocol_segnatura'),
  {
    name: 'protocol_registration_complete',
    table: 'protocol_registration',
    on: 'insert',
    refusedWhen: `not exists (select 1 from protocol_counter c where c.tenant = new.tenant and c.register = new.register
                  and c.year = new.year and c.last_number = new.number and c.last_at = new.registered_at)
      or not exists (select 1 from protocol_segnatura s where s.tenant = new.tenant and s.registration = new.id
                     and s.digest = new.segnatura_digest)
      or (select count(*) from protocol_document d where d.tenant = new.tenant and d.registration = new.id)
         <> new.documents`,
    message: 'protocol.registration: number, documents and segnatura go together',
  },
];

export const registrations: Migration = {
  id: 'protocol.002-registrations',
  async up(_schema, sql) {
    await sql.schema.createTable('protocol_registration', (table) => {
      table.string('tenant', 64).notNullable();
      table.string('id', 40).notNullable();
      table.string('register', 64).notNullable();
      table.integer('year').notNullable(); // in Europe/Rome
      table.integer('number').notNullable();
      table.bigInteger('registered_at').notNullable();
      table.string('registered_on', 10).notNullable(); // the date in Europe/Rome
      table.string('direction', 8).notNullable(); // in | out | internal
      table.text('subject').notNullable();
      table.text('subject_key').notNullable(); // for searching: see text-key.ts
      table.text('sender').notNullable(); // JSON: Correspondent
      table.text('recipients').notNullable(); // JSON: Correspondent[]
      table.text('recipients_key').notNullable();
      table.text('area').notNullable(); // JSON: RegistryArea, as it was called then
      table.string('sender_number', 100);
      table.string('sender_date', 10);
      table.string('operator', 200).notNullable();
      table.string('case_id', 64).notNullable();
      table.integer('confidential').notNullable();
      table.integer('demo').notNullable();
      table.integer('documents').notNullable();
      table.string('main_digest', 64).notNullable();
      table.string('segnatura_digest', 64).notNullable();
      table.string('job_key', 300).notNullable();
      table.primary(['tenant', 'id']);
      table.unique(['tenant', 'register', 'year', 'number']);
      table.unique(['tenant', 'job_key']);
      table.index(['tenant', 'registered_at', 'id']);
      table.index(['tenant', 'case_id']);
      table.foreign(['tenant', 'register']).references(['tenant', 'id']).inTable('protocol_register');
    });
    await sql.schema.createTable('protocol_document', (table) => {
      table.string('tenant', 64).notNullable();
      table.string('registration', 40).notNullable();
      table.integer('position').notNullable(); // 0 is the main document
      table.string('document_id', 64).notNullable();
      table.integer('version').notNullable();
      table.string('name', 300).notNullable();
      table.string('media_type', 120).notNullable();
      table.string('digest', 64).notNullable(); // SHA-256, hexadecimal
      table.bigInteger('size').notNullable();
      table.integer('signed').notNullable();
      table.primary(['tenant', 'registration', 'position']);
      table.index(['tenant', 'digest']);
    });
    await sql.schema.createTable('protocol_segnatura', (table) => {
      table.string('tenant', 64).notNullable();
      table.string('registration', 40).notNullable();
      table.binary('xml').notNullable();
      table.string('digest', 64).notNullable();
      table.primary(['tenant', 'registration']);
    });
    await sql.schema.createTable('protocol_voiding', (table) => {
      table.string('tenant', 64).notNullable();
      table.string('registration', 40).notNullable();
      table.bigInteger('voided_at').notNullable();
      table.string('voided_by', 200).notNullable();
      table.string('act', 500).notNullable();
      table.text('reason').notNullable();
      table.primary(['tenant', 'registration']);
    });
    // Histories are added to; n = 1 is what the registration began with.
    await sql.schema.createTable('protocol_classification', (table) => {
      table.string('tenant', 64).notNullable();
      table.string('registration', 40).notNullable();
      table.integer('n').notNullable();
      table.string('class', 32).notNullable();
      table.string('title', 300).notNullable();
      table.string('case_file', 64);
      table.string('changed_by', 200).notNullable();
      table.bigInteger('changed_at').notNullable();
      table.text('reason');
      table.primary(['tenant', 'registration', 'n']);
    });
    await sql.schema.createTable('protocol_assignment', (table) => {
      table.string('tenant', 64).notNullable();
      table.string('registration', 40).notNullable();
      table.integer('n').notNullable();
      table.string('office', 64);
      table.string('office_name', 300);
      table.string('person', 200);
      table.string('changed_by', 200).notNullable();
      table.bigInteger('changed_at').notNullable();
      table.text('reason');
      table.primary(['tenant', 'registration', 'n']);
    });
    // What the histories come to today: the only row of a registration that changes.
    await sql.schema.createTable('protocol_current', (table) => {
      table.string('tenant', 64).notNullable();
      table.string('registration', 40).notNullable();
      table.string('class', 32).notNullable();
      table.string('case_file', 64);
      table.string('office', 64);
      table.integer('classification_n').notNullable();
      table.integer('assignment_n').notNullable();
      table.integer('voided').notNullable();
      table.primary(['tenant', 'registration']);
      table.index(['tenant', 'class']);
      table.index(['tenant', 'case_file']);
      table.index(['tenant', 'office']);
    });
    // Registrations of trial cases: the whole as JSON, apart from the register and from every figure.
    await sql.schema.createTable('protocol_trial', (table) => {
      table.string('tenant', 64).notNullable();
      table.string('id', 40).notNullable();
      table.string('case_id', 64).notNullable();
      table.string('job_key', 300).notNullable();
      table.bigInteger('registered_at').notNullable();
      table.string('main_digest', 64).notNullable();
      table.text('registration').notNullable();
      table.binary('segnatura');
      table.primary(['tenant', 'id']);
      table.unique(['tenant', 'job_key']);
      table.index(['tenant', 'case_id']);
    });
    const dialect = dialectOf(sql);
    const statements = [
      ...sealed.flatMap((table) => sealStatements(dialect, table)),
      ...rules.flatMap((rule) => ruleStatements(dialect, rule)),
      ...counterStatements(dialect),
    ];
    for (const statement of statements) await sql.raw(statement);
  },
};
