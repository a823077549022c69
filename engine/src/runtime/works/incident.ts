import type { Receipt } from '../../plugin/engine-api.js';
import type { JsonObject } from '../../plugin/json.js';
import { notFound, rejected } from '../errors.js';
import { keyOf } from '../ids.js';
import type { Attempt } from '../pipeline/attempt.js';
import type { Commit } from '../pipeline/commit.js';
import { keyText } from '../pipeline/rows.js';
import type { Wants } from '../pipeline/wants.js';
import type { Work } from '../pipeline/work.js';

export interface RetryIncident {
  readonly incidentId: string;
  readonly actor: string;
  /** Corrected variables of the outermost scope. */
  readonly variables?: JsonObject;
  /** What was set right, for the history of the case. */
  readonly reason?: string;
  readonly commandId?: string;
}

export interface ResolveIncident {
  readonly incidentId: string;
  readonly actor: string;
  /** What the element would have given. */
  readonly output?: JsonObject;
  readonly reason: string;
  readonly commandId?: string;
}

/** A person decides how a case goes on where the machine could not. */
export class IncidentWork implements Work<Receipt> {
  readonly commandId: string | undefined;
  private readonly key: { readonly instance: string; readonly n: number };

  constructor(
    readonly kind: 'retryIncident' | 'resolveIncident',
    private readonly request: RetryIncident | ResolveIncident,
  ) {
    const key = keyOf(request.incidentId);
    if (key === undefined) throw notFound('incident', request.incidentId);
    this.key = key;
    this.commandId = request.commandId;
  }

  seek(wants: Wants): void {
    wants.instances.add(this.key.instance);
    wants.incidents.set(keyText(this.key), this.key);
  }

  aim(commit: Commit, wants: Wants): void {
    const row = commit.incidents.get(keyText(this.key));
    if (row !== undefined) wants.path(row.instance, row.path);
  }

  carryOut(attempt: Attempt): Promise<Receipt> {
    const row = attempt.commit.incidents.get(keyText(this.key));
    if (row === undefined) {
      throw attempt.state(this.key.instance) === undefined
        ? notFound('incident', this.request.incidentId)
        : rejected('no-such-incident', 'The incident is not open any more.', this.request.incidentId);
    }
    const { instance, n, path } = row;
    const { actor } = this.request;
    if (this.kind === 'resolveIncident') {
      const { output = {}, reason } = this.request as ResolveIncident;
      return attempt.command(instance, { kind: 'resolveIncident', n, path, actor, output, reason }, actor);
    }
    const { variables, reason } = this.request as RetryIncident;
    const given = { ...(variables === undefined ? {} : { variables }), ...(reason === undefined ? {} : { reason }) };
    return attempt.command(instance, { kind: 'retryIncident', n, path, actor, ...given }, actor);
  }
}
