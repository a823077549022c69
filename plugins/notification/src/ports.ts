import { createPort, type GroupKey, type TenantId, type Tx } from '@libro-firma/engine/plugin';

/** As the segnatura tells them apart: a natural person, a legal one, a public administration (IPA). */
export type RecipientKind = 'person' | 'company' | 'administration';

/** A recipient of an act as a case keeps it (variable `recipients`): a copy, unmoved by later changes of the address book. */
export interface Recipient {
  /** Id in the address book; empty in a trial case for one that was typed, since a trial keeps nothing. */
  readonly id: string;
  readonly kind: RecipientKind;
  /** Of a person written in two parts: given name, then family name. */
  readonly name: string;
  /** Both or none, and of a person only; none where the name came as one text. */
  readonly givenName?: string;
  readonly familyName?: string;
  readonly email: string;
  readonly pec?: string;
  /** Postal address, one line. */
  readonly address?: string;
  /** Code in the index of public administrations (IPA). */
  readonly ipaCode?: string;
  /** Fiscal code or VAT number. */
  readonly taxCode?: string;
}

/** The address book. */
export interface AddressBook {
  /** `undefined` when there is no such entry. */
  entry(tx: Tx, id: string): Promise<Recipient | undefined>;
  /** The entry with this e-mail and this name, made when there is none; `by` is the person who typed it. */
  keep(tx: Tx, recipient: Omit<Recipient, 'id'>, by: string): Promise<Recipient>;
}

export const AddressBook = createPort<AddressBook>('notification.address-book:1');

/**
 * Where a mail stands. `queued`: not yet taken by the server, tried again by itself. `accepted`: the server took it, which
 * says nothing about the recipient having it. `failed`: the server will not take it. `unknown`: the server had the whole
 * mail and its answer is missing. `cancelled`: the step went away, or the address was corrected, before the server took it.
 * `trial`: of a trial case, kept for reading and never sent.
 */
export type MessageState = 'queued' | 'accepted' | 'failed' | 'unknown' | 'cancelled' | 'trial';

export interface OutboxMessage {
  readonly id: string;
  readonly caseId: string;
  readonly messageId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly state: MessageState;
  readonly attempts: number;
  readonly queuedAt: number;
  readonly acceptedAt: number | undefined;
  /** The server's last words. */
  readonly answer: string | undefined;
}

/** What was sent for a case; for whoever keeps its papers. */
export interface Outbox {
  /** In the order of queueing. The called instances' mails belong to the case too. */
  messagesOf(tx: Tx, caseId: string): Promise<readonly OutboxMessage[]>;
}

export const Outbox = createPort<Outbox>('notification.outbox:1');

export interface NoticeRequest {
  /** The same key gives one notice to each person, however often it is asked. */
  readonly key: string;
  /** Persons may mute a kind; see `notices/kinds.ts`. */
  readonly kind: string;
  readonly to: { readonly persons: readonly string[] } | { readonly groups: readonly GroupKey[] };
  /** One or two sentences, Italian, without the subject of a confidential act. */
  readonly text: string;
  readonly caseId?: string;
  readonly mode?: 'live' | 'trial';
  readonly confidential?: boolean;
}

/** Notices in the desk. */
export interface Notices {
  /** Stored, then told to whoever is looking. In a trial case only persons that the request names get it. */
  post(tenant: TenantId, request: NoticeRequest): Promise<void>;
}

export const Notices = createPort<Notices>('notification.notices:1');
