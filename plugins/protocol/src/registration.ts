import type { ActorId } from '@libro-firma/engine/plugin';
import type { RegisterKind, RegistryArea } from './master-data.js';

/** `in` received, `out` sent, `internal` between offices of the same registry area. */
export const directions = ['in', 'out', 'internal'] as const;
export type Direction = (typeof directions)[number];

/** Whoever sent or receives the document, as they were called when it was registered. */
export interface Correspondent {
  readonly kind: 'person' | 'company' | 'administration';
  readonly name: string;
  /** Both or none, and of a person only: *Nome* and *Cognome* where they were written apart. */
  readonly givenName?: string;
  readonly familyName?: string;
  readonly email?: string;
  readonly pec?: string;
  readonly address?: string;
  readonly ipaCode?: string;
  readonly taxCode?: string;
  /** An office of this administration. */
  readonly office?: { readonly id: string; readonly name: string };
  /** Persons who signed for it. */
  readonly signers?: readonly string[];
}

export interface RegisteredDocument {
  /** 0 is the main document. */
  readonly position: number;
  readonly documentId: string;
  readonly version: number;
  readonly name: string;
  readonly mediaType: string;
  /** SHA-256, lower-case hexadecimal. */
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  /** It carries digital signatures that were verified before the number was taken. */
  readonly signed: boolean;
}

export interface ClassificationChange {
  /** 1 is what the registration began with. */
  readonly n: number;
  readonly classification: string;
  readonly title: string;
  readonly caseFile: { readonly id: string; readonly code: string; readonly title: string } | undefined;
  readonly by: ActorId;
  readonly at: number;
  readonly reason: string | undefined;
}

export interface AssignmentChange {
  readonly n: number;
  /** Id of the office in charge. */
  readonly office: string | undefined;
  readonly officeName: string | undefined;
  readonly person: ActorId | undefined;
  readonly by: ActorId;
  readonly at: number;
  readonly reason: string | undefined;
}

/** DPR 445/2000, arts. 54 and 61: the registration stays readable. */
export interface Voiding {
  readonly at: number;
  readonly by: ActorId;
  /** The act that authorises it. */
  readonly act: string;
  readonly reason: string;
}

export interface Registration {
  readonly id: string;
  readonly register: { readonly id: string; readonly code: string; readonly name: string; readonly kind: RegisterKind };
  readonly area: RegistryArea;
  readonly year: number;
  readonly number: number;
  /** `0000123/2026`; `PROVA-7` in a trial case, which has no number. */
  readonly label: string;
  /** UTC milliseconds. Never before that of the number before it. */
  readonly at: number;
  /** The date in Europe/Rome, `2026-03-03`. */
  readonly date: string;
  readonly direction: Direction;
  readonly subject: string;
  readonly sender: Correspondent;
  readonly recipients: readonly Correspondent[];
  /** The sender's own number and date, where known (art. 53, letter e). */
  readonly senderNumber: string | undefined;
  readonly senderDate: string | undefined;
  readonly documents: readonly RegisteredDocument[];
  /** A person, or `route:<name of the route>` when nobody registered by hand. */
  readonly operator: ActorId;
  readonly caseId: string;
  readonly confidential: boolean;
  readonly trial: boolean;
  /** Sealed with a key of the demo authority: without legal value. */
  readonly demo: boolean;
  /** SHA-256 of the segnatura's bytes, hexadecimal; `undefined` in a trial case without a demo seal. */
  readonly segnaturaDigest: string | undefined;
  readonly classification: ClassificationChange;
  readonly assignment: AssignmentChange;
  readonly voiding: Voiding | undefined;
}

/** The process variable `registration`, and the output of the step `protocol.register:1`. */
export type RegistrationVariable = {
  readonly id: string;
  /** Id of the register. */
  readonly register: string;
  readonly registerName: string;
  readonly year: number;
  readonly number: number;
  readonly label: string;
  /** UTC milliseconds. */
  readonly date: number;
  /** The date in Europe/Rome, `2026-03-03`: what a form's date is measured against. */
  readonly day: string;
  readonly trial: boolean;
};

export const registrationVariable = (registration: Registration): RegistrationVariable => ({
  id: registration.id,
  register: registration.register.id,
  registerName: registration.register.name,
  year: registration.year,
  number: registration.number,
  label: registration.label,
  date: registration.at,
  day: registration.date,
  trial: registration.trial,
});
