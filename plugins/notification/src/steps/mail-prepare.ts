import { failed, LibroFirmaError, type Database, type StepResult } from '@libro-firma/engine/plugin';
import { bindFile, encodedSize, withDistinctNames, type AttachmentPlan } from '../mail/contents.js';
import { sizeInWords } from '../mail/texts.js';
import { dispatchKey, openDispatch, readDispatch } from '../outbox/dispatch.js';
import type { Notices } from '../ports.js';
import { fileOf, storeParts } from './mail-attachments.js';
import { Unusable, type MailJob } from './mail-job.js';
import { gather, writeMails, type PlanParts } from './mail-plan.js';

export interface PrepareParts extends PlanParts {
  readonly db: Database;
  readonly notices: Notices;
}

/** The addresses (lower case) that the job answers for, or why it cannot be sent. */
export type Prepared = { readonly addresses: ReadonlySet<string> } | { readonly problem: StepResult<never> };

export const tooLarge = (size: number, limit: number): StepResult<never> =>
  failed(
    'notification.too-large',
    {
      it: `La mail con gli allegati pesa ${sizeInWords(size)}, più dei ${sizeInWords(limit)} ammessi (impostazione maxMessageBytes): riduci gli allegati, o inviali in altro modo e risolvi l’incidente.`,
      en: `The mail with its attachments is ${sizeInWords(size)}, more than the ${sizeInWords(limit)} that are allowed (setting maxMessageBytes): make the attachments smaller, or send them in another way and settle the incident.`,
    },
    false,
  );

const open = async (job: MailJob, parts: PrepareParts): Promise<Prepared> => {
  const { db, documents, settings } = parts;
  const gathered = await db.read(job.tenant, (tx) => gather(tx, job, parts));
  const stored = await storeParts(job, gathered.parts, parts);
  const estimate = encodedSize(stored.map(fileOf));
  if (estimate > settings.maxMessageBytes) return { problem: tooLarge(estimate, settings.maxMessageBytes) };
  const { messages, noticeText } = writeMails(job, gathered, stored, parts);
  const { caseId, instanceId, elementId, elementName, mode, confidential } = job;
  await db.write(job.tenant, async (given) => {
    const tx = mode === 'trial' ? { ...given, now: await parts.engine.timeIn(given, instanceId) } : given;
    const attachments: AttachmentPlan[] = [];
    for (const part of stored) {
      attachments.push(part.kind === 'version' ? part.plan : await bindFile(tx, documents, job, part.stored));
    }
    const dispatch = {
      id: dispatchKey(job.id),
      activation: job.idempotencyKey,
      ...{ caseId, instanceId, elementId, elementName, mode, confidential },
    };
    await openDispatch(tx, dispatch, withDistinctNames(attachments), messages);
  });
  if (gathered.audience.without.length > 0) {
    // Somebody without an e-mail address reads it in the desk.
    await parts.notices.post(job.tenant, {
      key: `${job.idempotencyKey}:no-address`,
      kind: 'route',
      to: { persons: gathered.audience.without },
      text: noticeText.trim(),
      ...{ caseId, mode, confidential },
    });
  }
  return { addresses: new Set(messages.map(({ to }) => to.address.toLowerCase())) };
};

/** Writes down what the job sends, before anything is sent; a further attempt finds it and changes nothing. */
export const prepare = async (job: MailJob, parts: PrepareParts): Promise<Prepared> => {
  const known = await parts.db.read(job.tenant, (tx) => readDispatch(tx, dispatchKey(job.id)));
  if (known !== undefined) return { addresses: new Set(known.addresses) };
  try {
    return await open(job, parts);
  } catch (error) {
    if (error instanceof Unusable) return { problem: failed(error.code, error.said, false) };
    // A wrong address or an act that cannot be copied stays so; anything else may pass.
    if (error instanceof LibroFirmaError) {
      return { problem: failed(error.code, error.text, error.kind === 'unavailable') };
    }
    throw error;
  }
};
