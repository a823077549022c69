import type { Localized, PluginContext, TrialPart, TrialTrace } from '@libro-firma/engine/plugin';
import type { CaseDocument, VersionKind } from './bundle.js';
import { Parts } from './module.js';

/** What people bring; everything else was made by a step. */
const BROUGHT: readonly VersionKind[] = ['upload', 'correction'];

const labelOf = ({ head }: CaseDocument): Localized =>
  head.kind === 'signed'
    ? { it: 'Documento firmato per prova', en: 'Document signed as a trial' }
    : { it: 'Documento di prova', en: 'Trial document' };

const traceOf = (document: CaseDocument): TrialTrace => {
  const { caseId, id, head } = document;
  const [inCase, one] = [caseId, id].map(encodeURIComponent);
  return {
    kind: 'document',
    label: labelOf(document),
    title: head.name,
    file: `/documents/cases/${inCase}/documents/${one}/versions/${head.n}/content`,
    at: head.createdAt,
  };
};

/**
 * Documents of a played trial are shown as its steps leave them. They go with it; housekeeping removes bytes that nothing
 * names any more.
 */
export const trial: TrialPart<Pick<PluginContext<never>, 'container'>> = {
  traces: async ({ container }, tx, caseId) => {
    const bundle = await container.get(Parts).documents.bundleOf(tx, caseId);
    if (bundle === undefined) return [];
    const all = [...(bundle.main === undefined ? [] : [bundle.main]), ...bundle.attachments, ...bundle.derived];
    return all.filter(({ head }) => !BROUGHT.includes(head.kind)).map(traceOf);
  },
  forget: async (_context, { sql, tenant }, caseId) => {
    const documents = sql('documents_documents').where({ tenant, case_id: caseId }).select('id');
    for (const table of ['documents_reads', 'documents_versions'])
      await sql(table).where({ tenant }).whereIn('document_id', documents.clone()).delete();
    for (const table of ['documents_documents', 'documents_bundles'])
      await sql(table).where({ tenant, case_id: caseId }).delete();
    await sql('documents_uploads').where({ tenant, used_by: caseId }).delete();
  },
};
