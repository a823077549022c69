import type { Directory, Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { itemsOf } from '../batch/rows.js';
import { outcomeSentences, type BatchRow, type ItemRow } from '../batch/types.js';
import type { Credential } from '../ports.js';

const instant = z.number();
export const id = z.string().min(1).max(200);

/** Whom a certificate names. */
export const certificateView = z.strictObject({
  name: z.string(),
  organization: z.string().optional(),
  subject: z.string(),
  issuer: z.string(),
  serialNumber: z.string(),
  validFrom: instant,
  validTo: instant,
});

export const credentialView = z.strictObject({
  id: z.string(),
  label: z.string(),
  certificate: certificateView,
  locked: z.boolean(),
  /** Without legal value. */
  demo: z.boolean(),
  /** Shown beside the PIN field. */
  hint: z.string().optional(),
});

/** The fiscal code stays in the certificate: lists do not need it. */
export const viewCertificate = ({
  name,
  organization,
  subject,
  issuer,
  serialNumber,
  validFrom,
  validTo,
}: Credential['certificate']): z.input<typeof certificateView> => ({
  name,
  ...(organization === undefined ? {} : { organization }),
  subject,
  issuer,
  serialNumber,
  validFrom,
  validTo,
});

export const viewCredential = (credential: Credential): z.input<typeof credentialView> => ({
  id: credential.id,
  label: credential.label,
  certificate: viewCertificate(credential.certificate),
  locked: credential.locked,
  demo: credential.demo,
  ...(credential.hint === undefined ? {} : { hint: credential.hint }),
});

export const batchItemView = z.strictObject({
  n: z.number(),
  taskId: z.string(),
  /** Empty, like the title, for a task that was never the signer's. */
  caseId: z.string(),
  title: z.string(),
  documentName: z.string(),
  onBehalfOf: z.strictObject({ id: z.string(), name: z.string() }).optional(),
  state: z.enum(['waiting', 'prepared', 'signed', 'done']),
  outcome: z.enum(Object.keys(outcomeSentences) as [keyof typeof outcomeSentences]).optional(),
  /** Italian: what the signer reads. */
  detail: z.string().optional(),
});

export const batchSummaryView = z.strictObject({
  id: z.string(),
  /** `awaitingPin` with a `problem` asks for the PIN again. */
  state: z.enum(['preparing', 'awaitingPin', 'signing', 'finished']),
  problem: z.strictObject({ code: z.string(), text: z.string(), attemptsLeft: z.number().optional() }).optional(),
  total: z.number(),
  /** Documents that have their outcome. */
  done: z.number(),
  signed: z.number(),
  createdAt: instant,
  finishedAt: instant.optional(),
  /** While it waits for a PIN: when it gives up by itself. */
  pinUntil: instant.optional(),
});

export const batchView = batchSummaryView.extend({ items: z.array(batchItemView) });

/** @param pinMs how long a batch waits for its PIN, milliseconds */
export const summarize = (
  batch: BatchRow,
  items: readonly ItemRow[],
  pinMs: number,
): z.input<typeof batchSummaryView> => ({
  id: batch.id,
  state: batch.state,
  ...(batch.problem === undefined ? {} : { problem: batch.problem }),
  total: batch.total,
  done: items.filter(({ state }) => state === 'done').length,
  signed: items.filter(({ outcome }) => outcome === 'signed').length,
  createdAt: batch.createdAt,
  ...(batch.finishedAt === undefined ? {} : { finishedAt: batch.finishedAt }),
  ...(batch.state === 'awaitingPin' ? { pinUntil: batch.updatedAt + pinMs } : {}),
});

export const viewBatch = async (
  tx: Tx,
  directory: Directory,
  batch: BatchRow,
  pinMs: number,
): Promise<z.input<typeof batchView>> => {
  const items = await itemsOf(tx, batch.id);
  const principals = [...new Set(items.flatMap(({ onBehalfOf }) => onBehalfOf ?? []))];
  const names = new Map((await directory.describe(tx, principals)).map((one) => [one.id, one.name]));
  return {
    ...summarize(batch, items, pinMs),
    items: items.map((item) => ({
      n: item.n,
      taskId: item.taskId,
      caseId: item.caseId,
      title: item.title,
      documentName: item.documentName,
      ...(item.onBehalfOf === undefined
        ? {}
        : { onBehalfOf: { id: item.onBehalfOf, name: names.get(item.onBehalfOf) ?? item.onBehalfOf } }),
      state: item.state,
      ...(item.outcome === undefined ? {} : { outcome: item.outcome }),
      ...(item.detail === undefined ? {} : { detail: item.detail }),
    })),
  };
};
