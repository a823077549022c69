import type { Tx } from './database.js';
import type { Localized } from './json.js';
import { createPort } from './ports.js';

/** Opaque to the engine. The organisation plugin uses the id of a person. */
export type ActorId = string;

/**
 * Opaque to the engine; what a user task is offered to. The organisation plugin knows these forms:
 * `person:<id>`, `role:<role>@<office>`, `role:<role>@*` (in any office), `book:<signatureBook>:<position>`.
 */
export type GroupKey = string;

/** Why an actor belongs to a group. */
export interface Membership {
  readonly group: GroupKey;
  /** Set when the actor stands in for somebody: that person's id. */
  readonly onBehalfOf?: ActorId;
  readonly kind: 'own' | 'substitute' | 'signingDelegation' | 'functionsDelegation';
}

/** A person as screens and mails name them. */
export interface ActorSummary {
  readonly id: ActorId;
  readonly name: string;
  readonly email: string | undefined;
}

/**
 * Who may do what today. Asked whenever a queue is read or a task is worked on, never copied into a task: an absence, a
 * leaver or a new substitute takes effect at once. Provided by exactly one plugin.
 */
export interface Directory {
  /** Every group the actor belongs to at that instant. Empty for somebody unknown or no longer in service. */
  groupsOf(tx: Tx, actor: ActorId, at: number): Promise<readonly Membership[]>;
  /** Everybody who belongs to the group at that instant. */
  holdersOf(tx: Tx, group: GroupKey, at: number): Promise<readonly ActorId[]>;
  /** Permissions (`protocol.void`) that follow from the actor's roles at that instant. */
  permissionsOf(tx: Tx, actor: ActorId, at: number): Promise<ReadonlySet<string>>;
  describe(tx: Tx, actors: readonly ActorId[]): Promise<readonly ActorSummary[]>;
  /** What to show for a group: "Dirigente, Ufficio Gare". */
  labelOf(tx: Tx, groups: readonly GroupKey[]): Promise<ReadonlyMap<GroupKey, string>>;
  /** The words that group keys are made of, as the screens name them; for whoever writes a rule. */
  vocabulary?(): {
    readonly roles: readonly { readonly value: string; readonly label: Localized }[];
    readonly positions: readonly { readonly value: string; readonly label: Localized }[];
  };
  /** Why the group cannot be meant (an office that does not exist), or `undefined` when it can. For checks while drawing. */
  problemWith(tx: Tx, group: GroupKey, at: number): Promise<string | undefined>;
}

export const Directory = createPort<Directory>('engine.directory:1');
