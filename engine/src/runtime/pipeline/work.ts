import type { Attempt } from './attempt.js';
import type { Commit } from './commit.js';
import type { Wants } from './wants.js';

/**
 * One command on its way through the commit. Loading comes in three rounds, so that a whole group needs one query for
 * each kind of thing; then each work is carried out alone, after those that came before it.
 */
export interface Work<R = unknown> {
  /** What is asked for, for logs and {@link answerId}. */
  readonly kind: string;
  /** The same id twice gets the same answer. */
  readonly commandId?: string | undefined;
  /** The one instance that it moves, where that is known beforehand. */
  readonly about?: string;
  /** First round: rows by which the instance is found, and instances that are known already. */
  seek(wants: Wants): void;
  /** Second round: the instances. */
  aim?(commit: Commit, wants: Wants): void;
  /** Third round: inner scopes. */
  narrow?(commit: Commit, wants: Wants): void;
  /** Does it. What it throws is its refusal; nothing of it stays then. */
  carryOut(attempt: Attempt): Promise<R>;
}

/** What an answer is kept under: an id that was used for one kind of command says nothing about another kind. */
export const answerId = ({ kind, commandId }: Work): string | undefined =>
  commandId === undefined ? undefined : `${kind}:${commandId}`;
