import type { JsonObject, Submission, Tx, UserStepHandler, UserTaskContext } from '@libro-firma/engine/plugin';
import { refuse } from '../errors.js';
import { insertMark } from '../rows/acts.js';
import { newId } from '../rows/ids.js';
import { actingAs } from './capacity.js';
import type { SignatureConfig } from './manifests.js';
import type { Rehearse } from './rehearse.js';
import { assertMayReject, type StepServices } from './mark-step.js';
import { documentOf } from './task-facts.js';

/** As which plugin {@link Submission.origin} names this one. */
export const PLUGIN = 'signing';

/**
 * Firma ends in two ways: with a signature, which only the batch of this plugin can bring, or with a refusal and its
 * reason. Completing it by hand would leave an act unsigned that everybody takes for signed.
 */
export class SignatureStep implements UserStepHandler<SignatureConfig> {
  constructor(
    private readonly services: () => StepServices,
    readonly rehearse: Rehearse,
  ) {}

  async complete(task: UserTaskContext<SignatureConfig>, submission: Submission, tx: Tx): Promise<JsonObject | void> {
    if (submission.outcome === 'rejected') return this.reject(task, submission, tx);
    if (submission.outcome !== undefined && submission.outcome !== 'signed') {
      throw refuse('outcome-unknown', { details: { expected: ['signed', 'rejected'], got: submission.outcome } });
    }
    if (submission.outcome === undefined || submission.origin !== PLUGIN) throw refuse('use-signature');
  }

  private async reject(task: UserTaskContext<SignatureConfig>, submission: Submission, tx: Tx): Promise<void> {
    const { actor, onBehalfOf, reason } = submission;
    const { documents, engine } = this.services();
    assertMayReject(task.config, reason);
    const document = await documentOf(tx, documents, task);
    const candidates = (await engine.task(tx, task.taskId))?.candidates ?? [];
    const as = await actingAs(tx, this.services(), { candidates }, actor, onBehalfOf);
    await insertMark(tx, {
      id: newId(tx.now),
      kind: 'signature',
      outcome: 'rejected',
      reason: reason?.trim(),
      caseId: task.caseId,
      taskId: task.taskId,
      stepName: task.elementName,
      documentId: document.id,
      version: document.head.n,
      digest: document.head.digest,
      actor,
      onBehalfOf,
      capacity: as.capacity,
      role: task.config.role ?? as.role,
      at: tx.now,
    });
  }
}
