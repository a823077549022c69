import type {
  Directory,
  EngineApi,
  JsonObject,
  Submission,
  Tx,
  UserStepHandler,
  UserTaskContext,
} from '@libro-firma/engine/plugin';
import type { Documents } from '@libro-firma/plugin-documents/ports';
import type { Organisation } from '@libro-firma/plugin-organisation/ports';
import { refuse } from '../errors.js';
import type { MarkKind } from '../ports.js';
import { insertMark } from '../rows/acts.js';
import { newId } from '../rows/ids.js';
import { actingAs } from './capacity.js';
import type { MarkConfig } from './manifests.js';
import { documentOf, draftersOf } from './task-facts.js';

export interface StepServices {
  readonly documents: Documents;
  readonly directory: Directory;
  readonly organisation: Organisation;
  readonly engine: EngineApi;
}

/**
 * Sigla or visto: a person approves or refuses the present version of the document. What is recorded is the version's
 * digest as the server knows it, never one that a variable or a client claims.
 */
export class MarkStep implements UserStepHandler<MarkConfig> {
  constructor(
    private readonly kind: MarkKind,
    private readonly services: () => StepServices,
  ) {}

  async complete(task: UserTaskContext<MarkConfig>, submission: Submission, tx: Tx): Promise<JsonObject | void> {
    const { outcome, reason, actor, onBehalfOf, playedBy } = submission;
    const { documents } = this.services();
    if (outcome !== 'approved' && outcome !== 'rejected') {
      throw refuse('outcome-unknown', { details: { expected: ['approved', 'rejected'], got: outcome ?? null } });
    }
    const document = await documentOf(tx, documents, task);
    if (outcome === 'rejected') assertMayReject(task.config, reason);
    else {
      if (task.mode === 'live') await this.assertNotDrafter(task, submission, tx, document.id);
      const opened =
        playedBy !== undefined || (await documents.hasOpened(tx, actor, document.id, document.head.digest));
      if ((task.config.requireOpened ?? true) && !opened) throw refuse('not-opened', { where: document.head.name });
    }
    const as = await this.actingAs(task, submission, tx);
    await insertMark(tx, {
      id: newId(tx.now),
      kind: this.kind,
      outcome,
      reason: reason?.trim() || undefined,
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

  /** Neither whoever acts nor the person for whom they act may have drafted the document. */
  private async assertNotDrafter(
    task: UserTaskContext<MarkConfig>,
    { actor, onBehalfOf }: Submission,
    tx: Tx,
    documentId: string,
  ): Promise<void> {
    const { engine, documents } = this.services();
    const requester = (await engine.case(tx, task.caseId))?.startedBy;
    const drafters = await draftersOf(tx, documents, requester, documentId);
    if (drafters.has(actor) || (onBehalfOf !== undefined && drafters.has(onBehalfOf))) throw refuse('drafter');
  }

  private async actingAs(task: UserTaskContext<MarkConfig>, { actor, onBehalfOf }: Submission, tx: Tx) {
    const candidates = (await this.services().engine.task(tx, task.taskId))?.candidates ?? [];
    return actingAs(tx, this.services(), { candidates }, actor, onBehalfOf);
  }
}

export const assertMayReject = (config: { readonly allowReject?: boolean }, reason: string | undefined): void => {
  if (config.allowReject === false) throw refuse('reject-not-allowed');
  if (!reason?.trim()) throw refuse('reason-required', { where: 'reason' });
};
