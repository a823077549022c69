import type { ActorId } from '@libro-firma/engine/plugin';

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
