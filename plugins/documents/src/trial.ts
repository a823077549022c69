import type { TrialPart } from '@libro-firma/engine/plugin';

/** Documents of a played trial go with it; housekeeping removes bytes that nothing names any more. */
export const trial: TrialPart<unknown> = {
  forget: async (_context, { sql, tenant }, caseId) => {
    const documents = sql('documents_documents').where({ tenant, case_id: caseId }).select('id');
    for (const table of ['documents_reads', 'documents_versions'])
      await sql(table).where({ tenant }).whereIn('document_id', documents.clone()).delete();
    for (const table of ['documents_documents', 'documents_bundles'])
      await sql(table).where({ tenant, case_id: caseId }).delete();
    await sql('documents_uploads').where({ tenant, used_by: caseId }).delete();
  },
};
