import type { Migration } from '@libro-firma/engine/plugin';

/** Who gave what to which version: never changed, only added to. */
const acts: Migration = {
  id: 'signing.001-acts',
  up: async (schema) => {
    await schema.createTable('signing_marks', (t) => {
      t.string('tenant').notNullable();
      t.string('id').notNullable();
      /** `initials`, `endorsement`, or `signature` for a signature that was refused. */
      t.string('kind').notNullable();
      t.string('outcome').notNullable();
      t.text('reason');
      t.string('case_id').notNullable();
      t.string('task_id').notNullable();
      t.string('step_name').notNullable();
      t.string('document_id').notNullable();
      t.integer('version').notNullable();
      t.string('digest', 64).notNullable();
      t.string('actor').notNullable();
      t.string('on_behalf_of');
      t.string('capacity').notNullable();
      t.string('role');
      t.bigInteger('at').notNullable();
      t.primary(['tenant', 'id']);
      t.index(['tenant', 'case_id', 'at'], 'signing_marks_case');
    });
    await schema.createTable('signing_signatures', (t) => {
      t.string('tenant').notNullable();
      /** The batch item that made it: a second signature of one item cannot be stored. */
      t.string('id').notNullable();
      t.string('batch_id').notNullable();
      t.string('case_id').notNullable();
      t.string('task_id').notNullable();
      t.string('step_name').notNullable();
      t.string('document_id').notNullable();
      t.integer('version').notNullable();
      t.string('digest', 64).notNullable();
      t.string('opened_digest', 64).notNullable();
      t.string('actor').notNullable();
      t.string('on_behalf_of');
      t.string('capacity').notNullable();
      t.string('role');
      t.string('field').notNullable();
      /** JSON: CertificateSummary. */
      t.text('certificate').notNullable();
      t.integer('demo').notNullable();
      t.integer('stamp_page');
      t.bigInteger('at').notNullable();
      t.primary(['tenant', 'id']);
      // One task, one signature, whatever happens to the process in between.
      t.unique(['tenant', 'task_id'], { indexName: 'signing_signatures_task' });
      t.index(['tenant', 'document_id', 'version'], 'signing_signatures_document');
      t.index(['tenant', 'case_id', 'at'], 'signing_signatures_case');
    });
  },
};

/** Documents signed together under one authorisation; what is under way survives the process. */
const batches: Migration = {
  id: 'signing.002-batches',
  up: async (schema) => {
    await schema.createTable('signing_batches', (t) => {
      t.string('tenant').notNullable();
      t.string('id').notNullable();
      t.string('actor').notNullable();
      t.string('provider').notNullable();
      t.string('credential_id').notNullable();
      t.string('state').notNullable();
      /** JSON: why it waits for a PIN. */
      t.text('problem');
      t.string('authorisation_id');
      t.integer('total').notNullable();
      t.bigInteger('created_at').notNullable();
      t.bigInteger('updated_at').notNullable();
      t.bigInteger('finished_at');
      /** The process that works on it, and until when nobody else may. */
      t.string('worker');
      t.bigInteger('lease_until').notNullable();
      t.primary(['tenant', 'id']);
      t.index(['tenant', 'actor', 'created_at'], 'signing_batches_actor');
      t.index(['tenant', 'state', 'lease_until'], 'signing_batches_work');
    });
    await schema.createTable('signing_batch_items', (t) => {
      t.string('tenant').notNullable();
      t.string('batch_id').notNullable();
      t.integer('n').notNullable();
      t.string('id').notNullable();
      t.string('task_id').notNullable();
      t.string('case_id').notNullable();
      t.string('title').notNullable();
      t.string('document_id').notNullable();
      t.string('document_name').notNullable();
      t.string('step_name').notNullable();
      /** The version that the signer opened. */
      t.string('digest', 64).notNullable();
      t.string('on_behalf_of');
      t.string('capacity').notNullable();
      t.string('role');
      t.string('state').notNullable();
      t.string('outcome');
      t.text('detail');
      /** JSON: where the prepared file is and where its signature goes. */
      t.text('prepared');
      /** Hexadecimal. */
      t.string('hash', 64);
      /** Base64. Written before anything else is done with it. */
      t.text('signature');
      t.integer('attempts').notNullable().defaultTo(0);
      t.bigInteger('updated_at').notNullable();
      t.primary(['tenant', 'batch_id', 'n']);
      t.unique(['tenant', 'id'], { indexName: 'signing_batch_items_id' });
      t.index(['tenant', 'task_id'], 'signing_batch_items_task');
    });
  },
};

/** Keys of the demonstration authority. The private keys are files beside the database; here is what may be done with them. */
const demoKeys: Migration = {
  id: 'signing.003-demo-keys',
  up: async (schema) => {
    await schema.createTable('signing_demo_keys', (t) => {
      t.string('tenant').notNullable();
      t.string('id').notNullable();
      /** `authority`, `seal`, `person:<id>`. */
      t.string('owner').notNullable();
      /** Base64 of the DER. */
      t.text('certificate').notNullable();
      t.string('pin_salt');
      t.string('pin_hash');
      t.integer('failures').notNullable().defaultTo(0);
      t.bigInteger('locked_at');
      t.bigInteger('valid_to').notNullable();
      t.bigInteger('created_at').notNullable();
      t.primary(['tenant', 'id']);
      t.index(['tenant', 'owner', 'created_at'], 'signing_demo_keys_owner');
    });
    await schema.createTable('signing_demo_hashes', (t) => {
      t.string('tenant').notNullable();
      t.string('authorisation_id').notNullable();
      t.string('hash', 64).notNullable();
      t.string('key_id').notNullable();
      t.bigInteger('expires_at').notNullable();
      t.text('signature');
      t.primary(['tenant', 'authorisation_id', 'hash']);
    });
  },
};

export const migrations: readonly Migration[] = [acts, batches, demoKeys];
