/**
 * What other plugins may ask of the protocol: registrations, their segnatura and courtesy copy, registers and the
 * classification scheme.
 * @packageDocumentation
 */
import { createPort, type ActorId, type TenantId, type Tx } from '@libro-firma/engine/plugin';
import type { ClassEntry, Register, RegisterOpening, RegisterState, RegistryArea } from './master-data.js';
import type { Registration, Voiding } from './registration.js';

export * from './master-data.js';
export * from './registration.js';

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

/** A registration that was voided, and whoever signed what it registers. */
export interface Voided {
  readonly registration: Registration;
  readonly voiding: Voiding;
  readonly signers: readonly ActorId[];
}

/** Runs in the transaction of the voiding, and refuses it by throwing; what it gives runs after the commit. */
export type WhenVoided = (tx: Tx, voided: Voided) => Promise<() => void>;

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
  /** Asked for once, when a plugin starts. */
  whenVoided(told: WhenVoided): void;
  registers(tx: Tx): Promise<readonly RegisterState[]>;
  /** The whole scheme, in its order. */
  classification(tx: Tx): Promise<readonly ClassEntry[]>;
  /** @throws LibroFirmaError `protocol.import-invalid` with `details.problems` */
  import(tx: Tx, data: ProtocolData): Promise<void>;
  /** @throws LibroFirmaError `protocol.register-unknown`, `protocol.already-open` */
  open(tx: Tx, opening: { register: string; firstNumber: number; by: ActorId; act: string }): Promise<RegisterOpening>;
}

export const Protocol = createPort<Protocol>('protocol:1');
