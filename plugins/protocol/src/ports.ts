/**
 * What other plugins may ask of the protocol: registrations, their segnatura and courtesy copy, registers and the
 * classification scheme.
 * @packageDocumentation
 */
import { createPort, type ActorId, type TenantId, type Tx } from '@libro-firma/engine/plugin';

/** `in` received, `out` sent, `internal` between offices of the same registry area. */
export const directions = ['in', 'out', 'internal'] as const;
export type Direction = (typeof directions)[number];

/**
 * `protocol`: the official register of an area (DPR 445/2000, art. 53). `serialRegister`: a particular register
 * (*repertorio*) such as that of the determinations.
 */
export const registerKinds = ['protocol', 'serialRegister'] as const;
export type RegisterKind = (typeof registerKinds)[number];

/** A registry area (*area organizzativa omogenea*, AOO) of an administration, as the index IPA knows both. */
export interface RegistryArea {
  readonly id: string;
  /** "Comune di Palermo - Area unica". */
  readonly description: string;
  readonly administration: {
    readonly name: string;
    /** Code in the index IPA, `c_g273`. */
    readonly ipaCode: string;
    /** Fiscal code; written into the segnatura when it has the 11 digits that the schema asks for. */
    readonly taxCode?: string;
  };
  /** Code of the area in the index IPA. */
  readonly ipaCode: string;
  /** Certified e-mail address of the area. */
  readonly pec?: string;
}

export interface Register {
  readonly id: string;
  /** Id of its registry area. */
  readonly area: string;
  /** *CodiceRegistro* of the segnatura: 1 to 16 letters, digits, `_`, `.` or `-`. */
  readonly code: string;
  /** "Registro ufficiale di protocollo". */
  readonly description: string;
  readonly kind: RegisterKind;
}

/** That somebody began to number in a register, and from where. Once in the life of a register, never changed. */
export interface RegisterOpening {
  readonly register: string;
  /** The calendar year in Europe/Rome in which the first number is taken; every later year begins with 1. */
  readonly year: number;
  /** 1, or where another system stopped plus 1. */
  readonly firstNumber: number;
  readonly by: ActorId;
  /** The act that orders it: "Determinazione n. 12 del 15/03/2026". */
  readonly act: string;
  /** UTC milliseconds. */
  readonly at: number;
}

export interface RegisterState extends Register {
  readonly areaDescription: string;
  /** Without it the register takes no number. */
  readonly opening: RegisterOpening | undefined;
  /** The last number taken in the last year that has one. */
  readonly last: { readonly year: number; readonly number: number; readonly at: number } | undefined;
}

/** An entry of the classification scheme (*titolario*): `VI` (titolo), `VI.3` (classe), `VI.3.1` (sottoclasse). */
export interface ClassEntry {
  /** Levels parted by dots, at most three. */
  readonly code: string;
  readonly title: string;
  /** A closed one keeps what it has and takes nothing new. */
  readonly active: boolean;
}

/** A case file (*fascicolo*). */
export interface CaseFile {
  readonly id: string;
  /** `VI.3/2026/12`: class, year, number within both. */
  readonly code: string;
  readonly title: string;
  /** Code of its class. */
  readonly classification: string;
  readonly openedAt: number;
  readonly openedBy: ActorId;
}

/** Whoever sent or receives the document, as they were called when it was registered. */
export interface Correspondent {
  readonly kind: 'person' | 'company' | 'administration';
  readonly name: string;
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
  trial: registration.trial,
});

/** Everything that is given is asked for. Trial registrations are never found. */
export interface RegistrationQuery {
  readonly register?: string;
  readonly year?: number;
  readonly number?: number;
  /** Words of the subject, each somewhere in it, without regard to case and accents. */
  readonly text?: string;
  /** Words of one recipient's name. */
  readonly recipient?: string;
  /** Dates in Europe/Rome, both included. */
  readonly from?: string;
  readonly to?: string;
  /** A code of the scheme; what is classified below it is found too. */
  readonly classification?: string;
  readonly caseFile?: string;
  readonly office?: string;
  readonly voided?: boolean;
  readonly cursor?: string;
  /** 1 to 200; 50 without it. */
  readonly limit?: number;
}

/** Newest first. */
export interface RegistrationPage {
  readonly items: readonly Registration[];
  readonly next: string | null;
}

/** A file made for somebody to take away. */
export interface DerivedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** All or part of the protocol's own master data, as it is imported. Each is inserted, or replaces the one with the same key. */
export interface ProtocolData {
  readonly areas?: readonly RegistryArea[];
  /**
   * `opening` opens the register unless it is open already: without one it takes no number. `firstNumber` 1 for a register
   * that begins here.
   */
  readonly registers?: readonly (Register & {
    readonly opening?: { readonly firstNumber: number; readonly by: ActorId; readonly act: string };
  })[];
  readonly classification?: readonly ClassEntry[];
}

/**
 * The protocol for other plugins. Whether an actor may see a registration was asked before: nothing here is masked.
 */
export interface Protocol {
  /** `undefined` when there is none with this id. Trial ones are found by id and by case. */
  registration(tx: Tx, id: string): Promise<Registration | undefined>;
  /** Of a case, oldest first, voided ones included. */
  registrationsOf(tx: Tx, caseId: string): Promise<readonly Registration[]>;
  search(tx: Tx, query: RegistrationQuery): Promise<RegistrationPage>;
  /** The sealed XML as it was made with the number, byte for byte; `undefined` for a trial case without a demo seal. */
  segnatura(tx: Tx, registrationId: string): Promise<DerivedFile | undefined>;
  /**
   * The main document's pages as a new PDF that bears number and date and says that it is a copy; the signed original is
   * read and left as it is. The same registration gives the same bytes again. Outside any transaction.
   *
   * @throws LibroFirmaError `protocol.not-found`, `protocol.copy-failed`, `documents.blob-damaged`
   */
  courtesyCopy(tenant: TenantId, registrationId: string): Promise<DerivedFile>;
  registers(tx: Tx): Promise<readonly RegisterState[]>;
  /** The whole scheme, in its order. */
  classification(tx: Tx): Promise<readonly ClassEntry[]>;
  /** @throws LibroFirmaError `protocol.import-invalid` with `details.problems` */
  import(tx: Tx, data: ProtocolData): Promise<void>;
  /** @throws LibroFirmaError `protocol.register-unknown`, `protocol.already-open` */
  open(tx: Tx, opening: { register: string; firstNumber: number; by: ActorId; act: string }): Promise<RegisterOpening>;
}

export const Protocol = createPort<Protocol>('protocol:1');
