import type { JsonObject, TaskView, Tx, UserStepHandler } from '@libro-firma/engine/plugin';
import { assertOwnSignature, record, signedFile, type FinishServices } from '../batch/finish-item.js';
import { prepare, stampFacts, type Signer } from '../batch/prepare-item.js';
import type { ItemRow } from '../batch/types.js';
import type { DemoKeys } from '../demo/demo-keys.js';
import { refuse } from '../errors.js';
import { newId } from '../rows/ids.js';
import { actingAs } from './capacity.js';
import type { SignatureConfig } from './manifests.js';
import { documentOf } from './task-facts.js';

export type Rehearse = NonNullable<UserStepHandler<SignatureConfig>['rehearse']>;

export interface RehearsalServices {
  readonly services: FinishServices;
  /** Keys without legal value; a trial is signed with no others. */
  readonly demoKeys: DemoKeys | undefined;
  /** Of every demonstration certificate. */
  readonly pin: string;
}

/**
 * Signs in a trial that an analyst plays: a real signature with the demonstration key of the person that is played, on the
 * real file, without batch and screen. What the person would have to see to (opening the document, the PIN) is left out.
 */
export const rehearsal =
  (parts: () => RehearsalServices): Rehearse =>
  async (task, { actor, onBehalfOf, outcome }) => {
    if (outcome !== 'signed') return undefined;
    const { services, demoKeys, pin } = parts();
    const { tenant, taskId, caseId, config } = task;
    const { db, documents, engine, clock } = services;
    if (demoKeys === undefined) throw refuse('trial-needs-demo-keys');
    const [credential] = await demoKeys.credentialsOf(tenant, actor);
    if (credential === undefined) throw refuse('no-credential');
    const signer: Signer = { tenant, actor, credential };

    const { document, as, stamp, view } = await db.read(tenant, async (tx) => {
      const found = await engine.task(tx, taskId);
      const candidates = found?.candidates ?? [];
      const capacity = await actingAs(tx, services, { candidates }, actor, onBehalfOf);
      const about = { task: { caseId } as TaskView, onBehalfOf, as: capacity };
      return {
        view: found,
        document: await documentOf(tx, documents, task),
        as: capacity,
        stamp: await stampFacts(tx, services, about, actor),
      };
    });
    const role = config.role ?? as.role;
    const pdf = await documents.bytes(tenant, document.head);
    const { prepared, hash } = await prepare(
      services,
      signer,
      { role },
      { found: { config, document }, pdf, ...stamp },
    );
    const bytes = new Uint8Array(Buffer.from(hash, 'hex'));
    const { id: authorisationId } = await demoKeys.authorise({
      ...{ tenant, actor, pin },
      credentialId: credential.id,
      hashes: [bytes],
    });
    const signature = await demoKeys.signHash({ tenant, authorisationId, credentialId: credential.id, hash: bytes });
    const signed = await signedFile(services, signer, prepared, Buffer.from(signature).toString('base64'));
    const item: ItemRow = {
      batchId: '',
      n: 1,
      id: newId(clock.now()),
      taskId,
      caseId,
      title: view?.caseTitle ?? '',
      documentId: document.id,
      documentName: document.head.name,
      stepName: task.elementName,
      digest: document.head.digest,
      onBehalfOf,
      capacity: as.capacity,
      role,
      state: 'signed',
      outcome: undefined,
      detail: undefined,
      prepared,
      hash,
      signature: undefined,
      attempts: 1,
    };
    await assertOwnSignature(services, signer, item, signed);
    const blob = await documents.store(tenant, signed);
    return { write: (tx: Tx): Promise<JsonObject> => record(tx, services, signer, item, prepared, blob) };
  };
