import {
  bpmnError,
  completed,
  waiting,
  type Database,
  type Job,
  type StepHandler,
  type StepManifest,
  type StepResult,
} from '@libro-firma/engine/plugin';
import type { Documents } from '@libro-firma/plugin-documents/ports';
import type { Signing } from '@libro-firma/plugin-signing/ports';
import type { Portal } from './portal.js';
import { end, publicationBy, record } from './publications.js';

export const publishManifest: StepManifest = {
  type: 'albo.publish:1',
  label: { it: 'Pubblicazione all’albo', en: 'Publication on the notice board' },
  icon: 'it-presentation',
  appliesTo: 'bpmn:ServiceTask',
  config: {
    type: 'object',
    properties: { days: { type: 'integer', title: 'Giorni', minimum: 1, maximum: 365, default: 15 } },
    additionalProperties: false,
  },
  input: { type: 'object', properties: { title: { type: 'string', minLength: 1 } }, required: ['title'] },
  errors: [
    { code: 'albo.confidential', label: { it: 'L’atto è riservato' } },
    { code: 'albo.unsigned', label: { it: 'L’atto non è firmato' } },
  ],
  onUnknownOutcome: 'reconcile',
  retry: { attempts: 8, delayMs: 1_000, maxDelayMs: 300_000 },
  timeoutMs: 10_000,
};

type PublishJob = Job<{ readonly days?: number }, { readonly title: string }>;

export interface PublishParts {
  readonly db: Database;
  readonly documents: Documents;
  readonly signing: Signing;
  readonly portal: Portal;
}

/** What the step waits for: the end of the term. */
export const correlationKeyOf = (publicationId: string): string => `albo:${publicationId}`;

export const publishStep = ({
  db,
  documents,
  signing,
  portal,
}: PublishParts): StepHandler<PublishJob['config'], PublishJob['input']> => {
  /** The present version of the case's main document, when it is signed as it is. */
  const signedAct = (job: PublishJob) =>
    db.read(job.tenant, async (tx) => {
      const act = (await documents.bundleOf(tx, job.caseId))?.main;
      if (act === undefined) return undefined;
      const signatures = await signing.signaturesOn(tx, act.id);
      return signatures.some(({ digest }) => digest === act.head.digest) ? act.head : undefined;
    });

  /** The notice stands on the portal: the act goes on the board, and the step waits for the end of its term. */
  const onBoard = async (job: PublishJob, noticeId: string): Promise<StepResult<never>> => {
    const act = await signedAct(job);
    if (act === undefined) return bpmnError('albo.unsigned');
    const entry = {
      id: job.idempotencyKey,
      caseId: job.caseId,
      title: job.input.title,
      documentId: act.documentId,
      version: act.n,
      noticeId,
    };
    await db.write(job.tenant, (tx) => record(tx, entry, job.config.days ?? 15));
    return waiting(correlationKeyOf(job.idempotencyKey));
  };

  return {
    async execute(job) {
      if (job.confidential) return bpmnError('albo.confidential');
      const act = await signedAct(job);
      if (act === undefined) return bpmnError('albo.unsigned');
      if (job.mode === 'trial') return completed({ publication: { label: 'PROVA' } });
      const notice = { key: job.idempotencyKey, title: job.input.title, digest: act.digest };
      return onBoard(job, await portal.announce(notice, job.signal));
    },

    async reconcile(job) {
      if (job.mode === 'trial') return undefined;
      const noticeId = await portal.find(job.idempotencyKey, job.signal);
      return noticeId === undefined ? undefined : onBoard(job, noticeId);
    },

    async cancel(job) {
      if (job.mode === 'trial') return;
      const known = await db.read(job.tenant, (tx) => publicationBy(tx, job.idempotencyKey));
      const noticeId = known?.noticeId ?? (await portal.find(job.idempotencyKey, job.signal));
      if (noticeId !== undefined) await portal.withdraw(noticeId, job.signal);
      await db.write(job.tenant, (tx) => end(tx, job.idempotencyKey, 'withdrawn'));
    },
  };
};
