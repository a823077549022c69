import { defineRoute, type Access, type AnyRoute } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import type { Parts } from '../parts.js';
import { problemSentences, type SignatureReport } from '../report.js';
import { marksOn, refusalsOf, signaturesOfCase } from '../rows/acts.js';
import { certificateView, id, viewCertificate } from './views.js';

const access: Access = { kind: 'case', param: 'caseId' };
const params = z.strictObject({ caseId: id });

const person = z.strictObject({ id: z.string(), name: z.string() });

const actView = z.strictObject({
  kind: z.enum(['initials', 'endorsement', 'signature']),
  outcome: z.enum(['approved', 'rejected', 'signed']),
  stepName: z.string(),
  actor: person,
  onBehalfOf: person.optional(),
  capacity: z.enum(['own', 'substitute', 'signingDelegation', 'functionsDelegation']),
  role: z.string().optional(),
  reason: z.string().optional(),
  documentId: z.string(),
  version: z.number(),
  digest: z.string(),
  at: z.number(),
  certificate: certificateView.optional(),
  demo: z.boolean().optional(),
  stampPage: z.number().optional(),
});

const signatureReportView = z.strictObject({
  field: z.string(),
  certificate: certificateView.optional(),
  claimedAt: z.number().optional(),
  reason: z.string().optional(),
  level: z.enum(['PAdES-B-B', 'PAdES', 'PKCS#7', 'unknown']),
  intact: z.boolean(),
  trusted: z.boolean(),
  demo: z.boolean(),
  coversFile: z.boolean(),
  after: z.enum(['nothing', 'signatures', 'changes']),
  changes: z.array(z.string()),
  problems: z.array(z.strictObject({ code: z.string(), text: z.string() })),
  valid: z.boolean(),
});

/** Who approved and signed what on a case, and whether the signatures hold. */
export const caseRoutes = (parts: () => Parts): readonly AnyRoute[] => [
  defineRoute({
    name: 'signing.case',
    method: 'GET',
    path: '/signing/cases/:caseId',
    summary: { it: 'Sigle, visti e firme di una pratica', en: 'Initials, endorsements and signatures of a case' },
    access,
    params,
    answer: { kind: 'json', schema: z.strictObject({ items: z.array(actView) }) },
    handle: ({ tenant, params: { caseId }, db }) =>
      db.read(tenant, async (tx) => {
        const marks = (await marksOn(tx, caseId)).map((mark) => ({ ...mark, certificate: undefined }));
        const refusals = (await refusalsOf(tx, caseId)).map((one) => ({
          ...one,
          kind: 'signature' as const,
          outcome: 'rejected' as const,
          certificate: undefined,
        }));
        const signatures = (await signaturesOfCase(tx, caseId)).map((one) => ({
          ...one,
          kind: 'signature' as const,
          outcome: 'signed' as const,
          reason: undefined,
        }));
        const acts = [...marks, ...refusals, ...signatures].sort((a, b) => a.at - b.at);
        const people = new Set(acts.flatMap(({ actor, onBehalfOf }) => [actor, ...(onBehalfOf ? [onBehalfOf] : [])]));
        const names = new Map(
          (await parts().services.directory.describe(tx, [...people])).map((one) => [one.id, one.name]),
        );
        const named = (one: string) => ({ id: one, name: names.get(one) ?? one });
        return {
          items: acts.map((act): z.input<typeof actView> => ({
            kind: act.kind,
            outcome: act.outcome,
            stepName: act.stepName,
            actor: named(act.actor),
            ...(act.onBehalfOf === undefined ? {} : { onBehalfOf: named(act.onBehalfOf) }),
            capacity: act.capacity,
            ...(act.role === undefined ? {} : { role: act.role }),
            ...(act.reason === undefined ? {} : { reason: act.reason }),
            documentId: act.documentId,
            version: act.version,
            digest: act.digest,
            at: act.at,
            ...(act.certificate === undefined ? {} : { certificate: viewCertificate(act.certificate) }),
            ...('demo' in act ? { demo: act.demo } : {}),
            ...('stampPage' in act && act.stampPage !== undefined ? { stampPage: act.stampPage } : {}),
          })),
        };
      }),
  }),
  defineRoute({
    name: 'signing.verification',
    method: 'GET',
    path: '/signing/cases/:caseId/verification',
    summary: {
      it: 'Verifica delle firme del documento principale: integrità, certificati, modifiche successive',
      en: 'Verification of the main document’s signatures',
    },
    access,
    params,
    answer: {
      kind: 'json',
      schema: z.strictObject({
        documentName: z.string().optional(),
        version: z.number().optional(),
        valid: z.boolean(),
        unreadable: z.string().optional(),
        signatures: z.array(signatureReportView),
      }),
    },
    handle: async ({ tenant, params: { caseId }, db }) => {
      const { services, verification } = parts();
      const bundle = await db.read(tenant, (tx) => services.documents.bundleOf(tx, caseId));
      const head = bundle?.main?.head;
      if (!head) return { valid: false, signatures: [] };
      const report = await verification.verify(tenant, await services.documents.bytes(tenant, head));
      return {
        documentName: head.name,
        version: head.n,
        valid: report.valid,
        ...(report.unreadable === undefined ? {} : { unreadable: report.unreadable }),
        signatures: report.signatures.map(viewReport),
      };
    },
  }),
];

const viewReport = (one: SignatureReport): z.input<typeof signatureReportView> => ({
  field: one.field,
  ...(one.signer === undefined ? {} : { certificate: viewCertificate(one.signer) }),
  ...(one.claimedAt === undefined ? {} : { claimedAt: one.claimedAt }),
  ...(one.reason === undefined ? {} : { reason: one.reason }),
  level: one.level,
  intact: one.intact,
  trusted: one.trusted,
  demo: one.demo,
  coversFile: one.coversFile,
  after: one.after,
  changes: [...one.changes],
  problems: one.problems.map((code) => ({ code, text: problemSentences[code] })),
  valid: one.valid,
});
