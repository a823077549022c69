/**
 * What other plugins may ask of the organisation: people, offices, signature books, and who stands in for whom.
 * Who may do what today is answered by the engine's `Directory` port, which this plugin provides too.
 * @packageDocumentation
 */
import { createPort, type ActorId, type GroupKey, type Tx } from '@libro-firma/engine/plugin';
import type { Position, Role } from './roles.js';

export { isPosition, isRole, positionLabels, positions, roleLabels, roles, type Position, type Role } from './roles.js';

/** A calendar date in Europe/Rome, `2026-01-31`. */
export type CalendarDate = string;

/** The days on which something holds: both are included; without `validTo` there is no end yet. */
export interface Period {
  readonly validFrom: CalendarDate;
  readonly validTo?: CalendarDate;
}

/** A macrostructure of the administration, such as a settore or an area; its offices are inside it. */
export interface Sector extends Period {
  readonly id: string;
  readonly name: string;
}

/** Where roles are held, signature books belong and acts come from. */
export interface Office extends Period {
  readonly id: string;
  readonly name: string;
  /** Id of its sector. */
  readonly sector: string;
}

/** `validFrom` and `validTo` are the days in service. */
export interface Person extends Period {
  /** The actor id, `p-0001`. */
  readonly id: ActorId;
  readonly givenName: string;
  readonly familyName: string;
  /** Codice fiscale, 16 characters, capital letters. Personal: not for lists. */
  readonly fiscalCode: string;
  readonly email: string;
  /** Unique; lower case. */
  readonly username: string;
}

/** A role that a person holds in an office for a period. */
export interface RoleHeld extends Period {
  readonly person: ActorId;
  readonly role: Role;
  /** Id of the office. */
  readonly office: string;
  /** The act of appointment. */
  readonly actRef?: string;
}

/** A position of a book is given to a role in an office (whoever holds it then), or to one person. */
export type Holder = { readonly role: Role; readonly office: string } | { readonly person: ActorId };

/**
 * A libro firma: who requests, checks, initials, endorses and signs the acts of an office, in these positions, and where
 * they are numbered. A route names the position; who holds it is asked when the case comes there.
 */
export interface SignatureBook extends Period {
  readonly id: string;
  readonly name: string;
  /** Id of the office that it belongs to. */
  readonly office: string;
  /** Several holders of one position are alternatives. `requester` and `signer1` have at least one. */
  readonly positions: { readonly [P in Position]?: readonly Holder[] };
  /** The protocol clerk looks at a request before it goes on. */
  readonly clerkCheck: boolean;
  /** Id of the protocol register in which its acts are numbered. */
  readonly register: string;
}

/**
 * `substitute`: the deputy, by office. `signingDelegation`: delega di firma, imputed to the delegator.
 * `functionsDelegation`: delega di funzioni, written, reasoned and limited in time.
 */
export const substitutionKinds = ['substitute', 'signingDelegation', 'functionsDelegation'] as const;
export type SubstitutionKind = (typeof substitutionKinds)[number];

export const substitutionKindLabels: Readonly<Record<SubstitutionKind, string>> = {
  substitute: 'Sostituto o vicario',
  signingDelegation: 'Delega di firma',
  functionsDelegation: 'Delega di funzioni',
};

/** What a substitution is limited to; what is not listed is not limited. Empty: all that the person does. */
export interface SubstitutionScope {
  readonly roles?: readonly Role[];
  readonly offices?: readonly string[];
  readonly books?: readonly string[];
}

export interface Substitution extends Period {
  readonly id: string;
  readonly kind: SubstitutionKind;
  /** Who is stood in for. */
  readonly from: ActorId;
  /** Who stands in. Never passed on further. */
  readonly to: ActorId;
  readonly scope: SubstitutionScope;
  /** The act that gives it; delegations have one. */
  readonly actRef?: string;
}

/** All or part of an organisation, as it is imported. Each is inserted, or replaces the one with the same key. */
export interface OrganisationData {
  readonly sectors?: readonly Sector[];
  readonly offices?: readonly Office[];
  readonly people?: readonly Person[];
  /** Key: person, role, office and `validFrom`. A role is ended by giving it a `validTo`. */
  readonly roles?: readonly RoleHeld[];
  readonly substitutions?: readonly Substitution[];
  readonly books?: readonly SignatureBook[];
}

export interface ImportReport {
  readonly sectors: number;
  readonly offices: number;
  readonly people: number;
  readonly roles: number;
  readonly substitutions: number;
  readonly books: number;
}

/** One thing that keeps an import from being taken: `where` is a JSON pointer into the data. */
export interface ImportProblem {
  readonly where: string;
  readonly code: string;
  readonly message: string;
}

/** `at` is an instant, UTC milliseconds. What has ended by then, or not begun, is left out of lists. */
export interface Organisation {
  sector(tx: Tx, id: string): Promise<Sector | undefined>;
  office(tx: Tx, id: string): Promise<Office | undefined>;
  /** The book with its positions as they are at `at`. */
  book(tx: Tx, id: string, at: number): Promise<SignatureBook | undefined>;
  person(tx: Tx, id: ActorId): Promise<Person | undefined>;
  personByUsername(tx: Tx, username: string): Promise<Person | undefined>;
  personByFiscalCode(tx: Tx, fiscalCode: string): Promise<Person | undefined>;

  sectors(tx: Tx, at: number): Promise<readonly Sector[]>;
  offices(tx: Tx, at: number): Promise<readonly Office[]>;
  books(tx: Tx, at: number): Promise<readonly SignatureBook[]>;
  /** By family name, then given name. `search` looks in name and username, without regard to case and accents. */
  people(
    tx: Tx,
    at: number,
    filter?: { readonly search?: string; readonly office?: string; readonly after?: string; readonly limit?: number },
  ): Promise<readonly Person[]>;

  /** Roles that the people hold at that instant. */
  rolesOf(tx: Tx, people: readonly ActorId[], at: number): Promise<readonly RoleHeld[]>;
  /** Roles held in the office at that instant by people in service. */
  rolesIn(tx: Tx, office: string, at: number): Promise<readonly RoleHeld[]>;
  /** Books that the actor may put requests into: in position `requester`, also for somebody else. */
  booksFor(tx: Tx, actor: ActorId, at: number): Promise<readonly SignatureBook[]>;
  /** Offices in which the actor holds a role, also for somebody else. */
  officesOf(tx: Tx, actor: ActorId, at: number): Promise<readonly Office[]>;
  /** In force at that instant, from and to these people when they are given. For the mention of the act beside a signature. */
  substitutions(
    tx: Tx,
    at: number,
    filter?: { readonly from?: ActorId; readonly to?: ActorId },
  ): Promise<readonly Substitution[]>;
  /** Whether the person belongs to the group in their own right, not for somebody else. */
  holdsItself(tx: Tx, person: ActorId, group: GroupKey, at: number): Promise<boolean>;

  /**
   * All or nothing, in the caller's transaction.
   * @throws LibroFirmaError `organisation.import-invalid`, with every {@link ImportProblem} under `details.problems`.
   */
  import(tx: Tx, data: OrganisationData): Promise<ImportReport>;
}

export const Organisation = createPort<Organisation>('organisation:1');
