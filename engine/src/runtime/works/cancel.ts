import type { Receipt } from '../../plugin/engine-api.js';
import type { Attempt } from '../pipeline/attempt.js';
import type { Wants } from '../pipeline/wants.js';
import type { Work } from '../pipeline/work.js';

export interface CancelCase {
  readonly instanceId: string;
  readonly actor: string;
  readonly reason: string;
  readonly commandId?: string;
}

/** Ends a case at once, with everything that is open in it. */
export class CancelWork implements Work<Receipt> {
  readonly kind = 'cancel';
  readonly commandId: string | undefined;

  constructor(
    private readonly request: CancelCase,
    /** Looks once more, within the transaction, whether it may be. */
    private readonly allowed?: (attempt: Attempt) => Promise<void>,
  ) {
    this.commandId = request.commandId;
  }

  seek(wants: Wants): void {
    wants.instances.add(this.request.instanceId);
    wants.scopes.set(this.request.instanceId, 'all');
  }

  async carryOut(attempt: Attempt): Promise<Receipt> {
    await this.allowed?.(attempt);
    const { instanceId, actor, reason } = this.request;
    return attempt.command(instanceId, { kind: 'cancel', actor, reason }, actor);
  }
}
