import type { Migration } from '@libro-firma/engine/plugin';

/** Bytes are on the disk by digest; these tables say whose they are. No row, no document. */
const first: Migration = {
  id: 'documents.001-documents',
  up: async (schema) => {
    await schema.createTable('documents_uploads', (t) => {
      t.string('tenant').notNullable();
      t.string('id').notNullable();
      t.string('owner').notNullable();
      t.string('digest', 64).notNullable();
      t.bigInteger('size').notNullable();
      t.string('name').notNullable();
      t.string('media_type').notNullable();
      t.integer('pages');
      /** JSON: PdfFacts. */
      t.text('facts').notNullable();
      /** JSON: the first CheckProblem that keeps it from being a main document. */
      t.text('main_problem');
      t.bigInteger('created_at').notNullable();
      t.bigInteger('expires_at').notNullable();
      /** The case that took it. */
      t.string('used_by');
      t.primary(['tenant', 'id']);
      t.index(['tenant', 'owner'], 'documents_uploads_owner');
      t.index(['tenant', 'digest'], 'documents_uploads_digest');
      t.index(['tenant', 'expires_at'], 'documents_uploads_expiry');
    });
    await schema.createTable('documents_bundles', (t) => {
      t.string('tenant').notNullable();
      t.string('id').notNullable();
      t.string('case_id').notNullable();
      t.string('mode').notNullable();
      t.integer('confidential').notNullable();
      t.string('created_by').notNullable();
      t.bigInteger('created_at').notNullable();
      t.primary(['tenant', 'id']);
      t.unique(['tenant', 'case_id'], { indexName: 'documents_bundles_case' });
    });
    await schema.createTable('documents_documents', (t) => {
      t.string('tenant').notNullable();
      t.string('id').notNullable();
      t.string('bundle_id').notNullable();
      t.string('case_id').notNullable();
      t.string('role').notNullable();
      t.integer('position').notNullable();
      /** Number of the present version; moved by compare-and-set only. */
      t.integer('head').notNullable();
      t.string('lock_holder');
      t.bigInteger('lock_until');
      t.bigInteger('removed_at');
      t.string('removed_by');
      t.primary(['tenant', 'id']);
      // Also what makes a second main document impossible.
      t.unique(['tenant', 'bundle_id', 'role', 'position'], { indexName: 'documents_documents_place' });
    });
    await schema.createTable('documents_versions', (t) => {
      t.string('tenant').notNullable();
      t.string('document_id').notNullable();
      t.integer('n').notNullable();
      t.string('digest', 64).notNullable();
      t.bigInteger('size').notNullable();
      t.string('kind').notNullable();
      t.string('name').notNullable();
      t.string('media_type').notNullable();
      t.integer('pages');
      /** JSON. */
      t.text('facts').notNullable();
      t.string('created_by').notNullable();
      t.bigInteger('created_at').notNullable();
      t.primary(['tenant', 'document_id', 'n']);
      t.index(['tenant', 'digest'], 'documents_versions_digest');
    });
    await schema.createTable('documents_reads', (t) => {
      t.string('tenant').notNullable();
      t.string('id').notNullable();
      t.string('document_id').notNullable();
      t.integer('n').notNullable();
      t.string('digest', 64).notNullable();
      t.string('actor').notNullable();
      t.string('kind').notNullable();
      t.bigInteger('at').notNullable();
      t.primary(['tenant', 'id']);
      t.index(['tenant', 'document_id', 'actor', 'digest'], 'documents_reads_opened');
    });
  },
};

/** Documents that nothing changes any more. */
const frozen: Migration = {
  id: 'documents.002-frozen',
  up: async (schema) => {
    await schema.alterTable('documents_documents', (t) => {
      t.string('frozen_by');
      t.bigInteger('frozen_at');
      /** JSON: Localized. */
      t.text('frozen_why');
    });
  },
};

export const migrations: readonly Migration[] = [first, frozen];
