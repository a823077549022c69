import type { Path } from '../../core/index.js';
import type { Key } from '../../store/index.js';

/** What a group of commands has to know; each kind is one query. */
export class Wants {
  /** Read, and held until the commit ends. */
  readonly instances = new Set<string>();
  /**
   * Instances that may be given as this node has committed them moments ago, where other nodes write too: for works that
   * refuse what they find out of date, since a refusal is looked at again on what the database holds.
   */
  readonly recent = new Set<string>();
  readonly tasks = new Map<string, Key>();
  readonly jobs = new Map<string, Key>();
  readonly incidents = new Map<string, Key>();
  readonly inbox = new Set<string>();
  readonly correlationKeys = new Set<string>();
  readonly messages: { readonly message: string; readonly key: string }[] = [];
  readonly processIds = new Set<string>();
  readonly scopes = new Map<string, Set<number> | 'all'>();
  private readonly turns = new Map<string, number>();

  /** How many have asked before for whoever waits for this message: each of them takes one away. */
  turn(message: string, key: string): number {
    const pair = JSON.stringify([message, key]);
    const turn = this.turns.get(pair) ?? 0;
    this.turns.set(pair, turn + 1);
    return turn;
  }

  path(instance: string, path: Path): void {
    if (path.length === 0) return;
    const wanted = this.scopes.get(instance);
    if (wanted === 'all') return;
    this.scopes.set(instance, new Set([...(wanted ?? []), ...path]));
  }
}
