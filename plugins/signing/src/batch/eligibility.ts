import type { CaseAccess, Directory, EngineApi, TaskView, Tx } from '@libro-firma/engine/plugin';
import type { CaseDocument, Documents } from '@libro-firma/plugin-documents/ports';
import type { Organisation } from '@libro-firma/plugin-organisation/ports';
import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { actingAs, type ActingAs } from '../steps/capacity.js';
import { SIGNATURE, type SignatureConfig } from '../steps/manifests.js';
import { documentOf, draftersOf } from '../steps/task-facts.js';
import { ending, endingOfDone, type Ending } from './types.js';

export interface EligibilityServices {
  readonly engine: EngineApi;
  readonly access: CaseAccess;
  readonly documents: Documents;
  readonly directory: Directory;
  readonly organisation: Organisation;
  /** The setting that lets drafters sign everywhere. */
  readonly drafterMaySign: boolean;
}

/** A firma task that the actor may sign now. */
export interface Eligible {
  readonly task: TaskView;
  readonly document: CaseDocument;
  readonly onBehalfOf: string | undefined;
  readonly as: ActingAs;
  readonly config: SignatureConfig;
}

export type Eligibility =
  | { readonly ok: true; readonly value: Eligible }
  | {
      readonly ok: false;
      readonly ending: Ending;
      readonly task: TaskView | undefined;
      readonly document: CaseDocument | undefined;
    };

/**
 * May this person sign this task's document now, in the version with this digest? Asked when a batch is opened, again
 * before the file is prepared and again before its hash is signed: rights and documents change meanwhile.
 * @param digest of the version that the signer says to have opened; `undefined` asks about the present one.
 */
export const eligibility = async (
  tx: Tx,
  services: EligibilityServices,
  actor: string,
  taskId: string,
  digest: string | undefined,
): Promise<Eligibility> => {
  const task = await services.engine.task(tx, taskId);
  if (!task || task.type !== SIGNATURE)
    return { ok: false, ending: ending('notYours'), task: undefined, document: undefined };
  let document: CaseDocument | undefined;
  const no = (end: Ending): Eligibility => ({ ok: false, ending: end, task, document });
  if (task.state === 'cancelled') return no(ending('gone'));
  if (task.state === 'completed') return no(endingOfDone(task, actor));
  const right = await services.access.mayWork(tx, actor, taskId);
  if (!right) return { ok: false, ending: ending('notYours'), task: undefined, document: undefined };
  try {
    document = await documentOf(tx, services.documents, task);
  } catch (error) {
    if (error instanceof LibroFirmaError) return no(ending('notSignable', error.text.it));
    throw error;
  }
  if (digest !== undefined && document.head.digest !== digest) return no(ending('changed'));
  if (!(await services.documents.hasOpened(tx, actor, document.id, document.head.digest)))
    return no(ending('notOpened'));
  const config = task.config as SignatureConfig;
  if (task.mode === 'live' && !(services.drafterMaySign || config.allowDrafter)) {
    const requester = (await services.engine.case(tx, task.caseId))?.startedBy;
    const drafters = await draftersOf(tx, services.documents, requester, document.id);
    const behalf = right.onBehalfOf;
    if (drafters.has(actor) || (behalf !== undefined && drafters.has(behalf))) return no(ending('drafter'));
  }
  const as = await actingAs(tx, services, task, actor, right.onBehalfOf);
  return { ok: true, value: { task, document, onBehalfOf: right.onBehalfOf, as, config } };
};
