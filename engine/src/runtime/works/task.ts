import type { Instance } from '../../core/index.js';
import type { Tx } from '../../plugin/database.js';
import type { ActorId } from '../../plugin/directory.js';
import type { CompleteTaskRequest, Receipt } from '../../plugin/engine-api.js';
import { LibroFirmaError } from '../../plugin/errors.js';
import type { Form } from '../../plugin/forms.js';
import type { JsonObject } from '../../plugin/json.js';
import type { TaskRow } from '../../store/index.js';
import { notFound } from '../errors.js';
import { checkForm, refuseOutcome } from '../forms.js';
import { keyOf } from '../ids.js';
import type { Attempt } from '../pipeline/attempt.js';
import type { Commit } from '../pipeline/commit.js';
import { timeIn } from '../pipeline/time-in.js';
import { userTaskContext } from '../pipeline/user-steps.js';
import type { Wants } from '../pipeline/wants.js';
import type { Work } from '../pipeline/work.js';

/** What works on one user task have in common. */
abstract class TaskWork implements Work<Receipt> {
  abstract readonly kind: string;
  private readonly key: { readonly instance: string; readonly n: number };

  constructor(
    protected readonly taskId: string,
    readonly commandId: string | undefined,
  ) {
    const key = keyOf(taskId);
    if (key === undefined) throw notFound('task', taskId);
    this.key = key;
  }

  get about(): string {
    return this.key.instance;
  }

  seek(wants: Wants): void {
    wants.recent.add(this.key.instance);
    wants.tasks.set(this.taskId, this.key);
  }

  narrow(commit: Commit, wants: Wants): void {
    const task = commit.book.tasks.get(this.key);
    if (task !== undefined) wants.path(task.instance, task.path);
  }

  async carryOut(attempt: Attempt): Promise<Receipt> {
    const task = attempt.book.tasks.get(this.key);
    if (task === undefined) throw notFound('task', this.taskId);
    if (task.state !== 'open') throw notOpen(task, attempt.state(task.instance)?.instance.state !== 'running');
    return this.work(attempt, task);
  }

  protected abstract work(attempt: Attempt, task: TaskRow): Promise<Receipt>;
}

const notOpen = (task: TaskRow, caseEnded: boolean): LibroFirmaError => {
  if (task.state === 'completed') {
    return new LibroFirmaError(
      'conflict',
      'engine.task-completed',
      {
        it: `L’attività «${task.name}» è già stata completata. Aggiorna la scrivania.`,
        en: `Task "${task.name}" has already been completed.`,
      },
      { details: { completedBy: task.completedBy ?? null, endedAt: task.endedAt ?? null } },
    );
  }
  if (caseEnded) {
    return new LibroFirmaError('gone', 'engine.instance-ended', {
      it: `La pratica è conclusa: l’attività «${task.name}» non serve più.`,
      en: `The case has ended: task "${task.name}" is no longer needed.`,
    });
  }
  return new LibroFirmaError('gone', 'engine.task-cancelled', {
    it: `L’attività «${task.name}» non serve più: la pratica è andata avanti per un’altra strada.`,
    en: `Task "${task.name}" was taken away: the case went on by another way.`,
  });
};

export class AssignTaskWork extends TaskWork {
  constructor(
    readonly kind: 'claimTask' | 'releaseTask',
    taskId: string,
    private readonly actor: string,
    commandId: string | undefined,
  ) {
    super(taskId, commandId);
  }

  protected work(attempt: Attempt, { n, path, instance }: TaskRow): Promise<Receipt> {
    return attempt.command(instance, { kind: this.kind, n, path, actor: this.actor }, this.actor);
  }
}

/** A task of a trial that somebody plays. */
export interface PlayedTask {
  /** Who plays it: its case is theirs. The actor of the request is the person that is played. */
  readonly by: ActorId;
  /** What the plugin step made in place of its own screens; takes the place of its guard. */
  readonly instead: ((tx: Tx) => Promise<JsonObject | void>) | undefined;
}

/** Completes a user task: form, the plugin step's guard, the caller's own rows, then the step. */
export class CompleteTaskWork extends TaskWork {
  readonly kind = 'completeTask';

  constructor(
    private readonly request: CompleteTaskRequest,
    private readonly origin: string,
    private readonly played?: PlayedTask,
  ) {
    super(request.taskId, request.commandId);
  }

  protected async work(attempt: Attempt, task: TaskRow): Promise<Receipt> {
    const { actor, onBehalfOf, outcome, reason } = this.request;
    refuseTaken(task, actor);
    const { n, path, instance } = task;
    const output = await this.output(attempt, task);
    return attempt.command(
      instance,
      {
        kind: 'completeTask',
        n,
        path,
        actor,
        output,
        ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
        ...(outcome === undefined ? {} : { outcome }),
        ...(reason === undefined ? {} : { reason }),
      },
      this.played?.by ?? actor,
    );
  }

  private async output(attempt: Attempt, task: TaskRow): Promise<JsonObject> {
    const { onBehalfOf, outcome, reason, values, write } = this.request;
    const { tx, context } = attempt.commit;
    const { played } = this;
    const state = attempt.state(task.instance);
    const instance = state?.instance;
    if (instance === undefined || (played !== undefined && !isPlayedBy(instance, played.by))) {
      throw notFound('case', task.instance);
    }
    const transaction = () => attempt.transaction(instance);
    const person = { actor: this.request.actor, ...(played === undefined ? {} : { playedBy: played.by }) };
    const step = context.handlers.user(task.type);
    const form = await formOf(attempt, task);
    const { caseId, mode, confidential } = instance;
    if (task.type === undefined && context.valuesNeedForm && (form?.outcomes ?? []).length === 0)
      refuseOutcome(outcome);
    const accepted = await checkForm(
      form ?? (task.type !== undefined || context.valuesNeedForm ? { fields: [] } : undefined),
      { outcome, reason, values },
      {
        handlers: context.handlers,
        context: { ...person, instanceId: instance.id, caseId, mode, confidential },
        variables: { ...state?.scopes.get(instance.root)?.variables, ...task.input },
        now: timeIn(instance, tx.now),
        transaction,
      },
    );
    const submission = {
      ...person,
      origin: this.origin,
      values: accepted,
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      ...(outcome === undefined ? {} : { outcome }),
      ...(reason === undefined ? {} : { reason }),
    };
    const about = userTaskContext(tx.tenant, instance, task);
    const guarded =
      played?.instead !== undefined
        ? await played.instead(await transaction())
        : step?.handler.complete === undefined
          ? undefined
          : await step.handler.complete(about, submission, await transaction());
    const written = write === undefined ? undefined : await write(await transaction());
    return { ...accepted, ...guarded, ...written };
  }
}

/** Whether the instance belongs to a trial that this person plays. */
export const isPlayedBy = ({ clock, startedBy }: Instance, actor: ActorId): boolean =>
  clock !== undefined && startedBy === actor;

/** The step refuses it too; told here before somebody's guard has written anything. */
const refuseTaken = (task: TaskRow, actor: string): void => {
  if (task.assignee === undefined || task.assignee === actor) return;
  throw new LibroFirmaError(
    'conflict',
    'engine.task-taken',
    {
      it: `L’attività «${task.name}» è stata presa in carico da un’altra persona.`,
      en: `Task "${task.name}" has been taken by somebody else.`,
    },
    { details: { assignee: task.assignee } },
  );
};

const formOf = async (attempt: Attempt, task: TaskRow): Promise<Form | undefined> => {
  if (task.form !== 'element') return task.form;
  const { tx, context } = attempt.commit;
  const definitionId = attempt.state(task.instance)?.instance.definitionId;
  if (definitionId === undefined) return undefined;
  const node = (await context.graphs.get(tx, definitionId)).graph.nodes.get(task.element);
  return node?.type === 'userTask' ? node.form : undefined;
};
