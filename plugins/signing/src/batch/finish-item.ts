import { LibroFirmaError, type JsonObject, type Tx } from '@libro-firma/engine/plugin';
import { bundleVariable } from '@libro-firma/plugin-documents/ports';
import { assembleSignedData, signedAttributes } from '../cms/signed-data.js';
import { refuse } from '../errors.js';
import { embedSignature } from '../pdf/prepare.js';
import type { Signature, VerificationReport, Verification } from '../ports.js';
import type { SignatureReport } from '../report.js';
import { insertSignature } from '../rows/acts.js';
import type { PrepareServices, Signer } from './prepare-item.js';
import { end } from './prepare-item.js';
import { endItem } from './rows.js';
import { ending, endingOfDone, lockHolder, type Ending, type ItemRow, type Prepared } from './types.js';

export interface FinishServices extends PrepareServices {
  readonly verification: Verification;
}

/**
 * Third phase: puts the stored signature into the stored file, verifies the result, and commits version, signature and
 * completed task in one transaction. Run again after a crash it comes to the same end: the command id is the item's.
 */
export const finishItem = async (services: FinishServices, signer: Signer, item: ItemRow): Promise<void> => {
  const { prepared, signature } = item;
  if (!prepared || signature === undefined) throw new TypeError(`item ${item.id} is not signed`);
  try {
    const pdf = await signedFile(services, signer, prepared, signature);
    await assertOwnSignature(services, signer, item, pdf);
    const blob = await services.documents.store(signer.tenant, pdf);
    await services.engine.completeTask({
      tenant: signer.tenant,
      taskId: item.taskId,
      actor: signer.actor,
      ...(item.onBehalfOf === undefined ? {} : { onBehalfOf: item.onBehalfOf }),
      outcome: 'signed',
      commandId: `signing:${item.id}`,
      write: (tx) => record(tx, services, signer, item, prepared, blob),
    });
  } catch (error) {
    const how = await endingOf(error, services, signer, item);
    if (!how) throw error;
    await end(services, signer.tenant, item, how);
  }
};

/** The prepared file with its signature in it. */
export const signedFile = async (
  { documents }: FinishServices,
  { tenant, credential }: Signer,
  prepared: Prepared,
  signature: string,
): Promise<Uint8Array> => {
  const bytes = await documents.bytes(tenant, prepared.blob);
  const certificate = credential.chain[0];
  if (certificate === undefined) throw refuse('no-credential');
  const cms = assembleSignedData({
    attributes: signedAttributes(new Uint8Array(Buffer.from(prepared.content, 'hex')), certificate),
    chain: credential.chain,
    algorithm: credential.algorithm,
    signature: new Uint8Array(Buffer.from(signature, 'base64')),
  });
  return embedSignature({ ...prepared, bytes }, cms);
};

/**
 * Nothing leaves here that does not verify: the new signature has no problem and covers the file, and no earlier one is
 * worse off than before (a document may come with signatures of authorities that are not trusted here).
 */
export const assertOwnSignature = async (
  { verification, documents, db }: FinishServices,
  { tenant }: Signer,
  item: Pick<ItemRow, 'documentId' | 'documentName'>,
  pdf: Uint8Array,
): Promise<void> => {
  const report = await verification.verify(tenant, pdf);
  const own = report.signatures.at(-1);
  const earlier = report.signatures.slice(0, -1);
  const refused = (why: string) => refuse('own-signature-invalid', { where: item.documentName, details: { why } });
  if (!own?.valid || !own.coversFile) throw refused(own?.problems.join(', ') ?? report.unreadable ?? 'no signature');
  if (earlier.every(({ valid }) => valid)) return;
  const document = await db.read(tenant, (tx) => documents.document(tx, item.documentId));
  const before: VerificationReport | undefined =
    document && (await verification.verify(tenant, await documents.bytes(tenant, document.head)));
  earlier.forEach((one, i) => {
    const worse = newProblems(before?.signatures[i], one);
    if (worse.length > 0) throw refused(`${one.field}: ${worse.join(', ')}`);
  });
};

const newProblems = (before: SignatureReport | undefined, after: SignatureReport): readonly string[] =>
  after.problems.filter((one) => !before?.problems.includes(one));

/** Runs in the completing transaction; may run again, so it touches nothing but the database. */
export const record = async (
  tx: Tx,
  { documents }: FinishServices,
  { actor, credential }: Signer,
  item: ItemRow,
  prepared: Prepared,
  blob: { readonly digest: string; readonly size: number },
): Promise<JsonObject> => {
  const version = await documents.addVersion(tx, {
    documentId: item.documentId,
    expectedHead: item.digest,
    holder: lockHolder(item.id),
    blob,
    kind: 'signed',
    createdBy: actor,
    pages: prepared.pages,
    facts: { signature: item.id },
  });
  const signature: Signature = {
    id: item.id,
    batchId: item.batchId,
    caseId: item.caseId,
    taskId: item.taskId,
    stepName: item.stepName,
    documentId: item.documentId,
    version: version.n,
    digest: version.digest,
    openedDigest: item.digest,
    actor,
    onBehalfOf: item.onBehalfOf,
    capacity: item.capacity,
    role: item.role,
    field: prepared.field,
    certificate: credential.certificate,
    demo: credential.demo,
    stampPage: prepared.stampPage ?? undefined,
    at: prepared.at,
  };
  await insertSignature(tx, signature);
  await endItem(tx, item.id, ending('signed'));
  await documents.unlock(tx, item.documentId, lockHolder(item.id));
  const bundle = await documents.bundleOf(tx, item.caseId);
  const variable = bundle && bundleVariable(bundle);
  return {
    ...(variable === undefined ? {} : { bundle: variable }),
    signature: {
      id: item.id,
      signer: credential.certificate.name,
      at: prepared.at,
      digest: version.digest,
      demo: credential.demo,
    },
  };
};

/** What a refusal at the last moment means for the item; `undefined` for what may pass when tried again. */
const endingOf = async (
  error: unknown,
  { engine, db, log }: FinishServices,
  { tenant, actor }: Signer,
  item: ItemRow,
): Promise<Ending | undefined> => {
  if (!(error instanceof LibroFirmaError)) return undefined;
  switch (error.code) {
    case 'documents.head-moved':
      return ending('changed');
    case 'documents.locked':
      return ending('locked');
    case 'engine.task-taken':
      return ending('notYours', error.text.it);
    case 'signing.own-signature-invalid':
    case 'signing.too-heavy':
    case 'documents.blob-damaged':
      log.error({ err: error, item: item.id, details: error.details }, 'a signature could not be finished');
      return ending('failed', error.text.it);
    default:
  }
  if (!['conflict', 'gone', 'not-found', 'forbidden', 'invalid'].includes(error.kind)) return undefined;
  const task = await db.read(tenant, (tx) => engine.task(tx, item.taskId));
  if (task?.state === 'completed') return endingOfDone(task, actor);
  if (task === undefined || task.state === 'cancelled') return ending('gone');
  return ending('failed', error.text.it);
};
