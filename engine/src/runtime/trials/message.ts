import type { Tx } from '../../plugin/database.js';
import type { Receipt } from '../../plugin/engine-api.js';
import type { JsonObject } from '../../plugin/json.js';
import { rejected } from '../errors.js';
import { keyOf } from '../ids.js';
import type { Attempt } from '../pipeline/attempt.js';
import type { Wants } from '../pipeline/wants.js';
import type { Work } from '../pipeline/work.js';
import { subscriptionsOf } from './reads.js';

/** Whoever plays a trial is the outside world: gives it a message that it waits for. */
export class TrialMessageWork implements Work<Receipt> {
  readonly kind = 'trialMessage';
  private readonly key: { readonly instance: string; readonly n: number };

  constructor(
    private readonly request: {
      readonly waitingId: string;
      readonly actor: string;
      readonly variables: JsonObject;
      write?(tx: Tx): Promise<void>;
    },
  ) {
    const key = keyOf(request.waitingId);
    if (key === undefined) throw gone(request.waitingId);
    this.key = key;
  }

  seek(wants: Wants): void {
    wants.instances.add(this.key.instance);
    wants.scopes.set(this.key.instance, 'all');
  }

  async carryOut(attempt: Attempt): Promise<Receipt> {
    const { waitingId, actor, variables, write } = this.request;
    const { instance, n } = this.key;
    const waits = (await subscriptionsOf(attempt.commit.tx, [instance])).find((row) => row.n === n);
    if (waits === undefined || attempt.state(instance)?.instance.clock === undefined) throw gone(waitingId);
    const { path, element } = waits;
    const receipt = await attempt.command(instance, { kind: 'deliverMessage', n, path, element, variables }, actor);
    await write?.(await attempt.transaction());
    return receipt;
  }
}

const gone = (id: string) => rejected('no-such-subscription', `Nothing waits as ${id}.`, id);
