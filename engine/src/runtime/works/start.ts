import type { StartCommand } from '../../core/index.js';
import type { Tx } from '../../plugin/database.js';
import type { ActorId } from '../../plugin/directory.js';
import type { Receipt, StartRequest } from '../../plugin/engine-api.js';
import type { Form } from '../../plugin/forms.js';
import type { JsonObject } from '../../plugin/json.js';
import { notFound } from '../errors.js';
import { checkForm } from '../forms.js';
import type { Attempt } from '../pipeline/attempt.js';
import type { Wants } from '../pipeline/wants.js';
import type { Work } from '../pipeline/work.js';

/** A trial that somebody plays, with a time of its own. */
export interface PlayedStart {
  /** The drawing that is tried. */
  readonly definitionId: string;
  /** The person that is played as the requester. */
  readonly as: ActorId;
}

/** Starts a case for a person or a plugin: form, variables, the caller's own rows, then the first step. */
export class StartWork implements Work<Receipt> {
  readonly kind = 'start';
  readonly commandId: string | undefined;

  constructor(
    private readonly request: StartRequest,
    private readonly instanceId: string,
    private readonly played?: PlayedStart,
  ) {
    this.commandId = request.commandId;
  }

  seek(wants: Wants): void {
    const { version, processId } = this.request;
    if (version === undefined && this.played === undefined) wants.processIds.add(processId);
  }

  async carryOut(attempt: Attempt): Promise<Receipt> {
    const { request, instanceId } = this;
    const { tx, context } = attempt.commit;
    const definitionId = await this.definition(attempt);
    const { graph } = await context.graphs.get(tx, definitionId);
    const mode = request.mode ?? 'live';
    const confidential = request.confidential ?? false;
    const values = await checkForm(
      formOfStart(request, graph.startForm, context.valuesNeedForm),
      { values: request.values },
      {
        handlers: context.handlers,
        context: { ...personOf(request.actor, this.played), instanceId, caseId: instanceId, mode, confidential },
        now: tx.now,
        transaction: () => attempt.transaction(),
      },
    );
    const written = await request.write?.(await attempt.transaction(), { instanceId });
    const { case: _, ...given } = { ...request.variables, ...values, ...written } as JsonObject;
    const command: StartCommand = {
      kind: 'start',
      instanceId,
      definitionId,
      caseId: instanceId,
      mode,
      confidential,
      title: request.title,
      actor: request.actor,
      ...(this.played === undefined ? {} : { requester: this.played.as, clock: 0 }),
      variables: given,
    };
    return attempt.command(instanceId, command, request.actor);
  }

  private async definition({ commit }: Attempt): Promise<string> {
    const { processId, version } = this.request;
    if (this.played !== undefined) return heldDrawing(commit.tx, this.played.definitionId);
    if (version === undefined) {
      const newest = commit.published.get(processId);
      if (newest === undefined) throw notFound('process', processId);
      return newest;
    }
    const row = (await commit.tx
      .sql('lf_definition')
      .where({ tenant: commit.tx.tenant, process_id: processId, version })
      .first('id')) as { id: string } | undefined;
    if (row === undefined) throw notFound('process', `${processId} v${version}`);
    return row.id;
  }
}

/** The drawing of a trial goes with the last case on it: from here on it stays. */
const heldDrawing = async ({ sql, tenant }: Tx, id: string): Promise<string> => {
  const row: unknown = await sql('lf_definition').where({ tenant, id }).forShare().first('id');
  if (row === undefined) throw notFound('definition', id);
  return id;
};

const personOf = (actor: ActorId, played: PlayedStart | undefined) =>
  played === undefined ? { actor } : { actor: played.as, playedBy: actor };

/** A plugin that starts a case with `variables` alone fills in no form. */
const formOfStart = (request: StartRequest, form: Form | undefined, needed: boolean): Form | undefined => {
  if (request.values === undefined) return undefined;
  return form ?? (needed ? { fields: [] } : undefined);
};

/** Starts an instance that a process, a message or a timer asks for. */
export const startInstance = (attempt: Attempt, command: Omit<StartCommand, 'kind'>): Promise<Receipt> =>
  attempt.command(command.instanceId, { kind: 'start', ...command });
