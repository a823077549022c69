import type { ActorId, CaseMode } from '@libro-firma/engine/plugin';
import type {
  CaseFile,
  ClassEntry,
  Correspondent,
  Direction,
  Register,
  RegisteredDocument,
  RegistryArea,
} from '../ports.js';
import type { NamedPerson } from '../segnatura/names.js';

/** Everything that a registration says except its number and date: made and checked before the number is taken. */
export interface RegistrationRequest {
  /** The same key never takes two numbers. */
  readonly jobKey: string;
  readonly mode: CaseMode;
  readonly caseId: string;
  readonly confidential: boolean;
  readonly register: Register;
  readonly area: RegistryArea;
  readonly direction: Direction;
  readonly subject: string;
  readonly sender: Correspondent;
  /** Known once the signatures were verified; `sender.signers` has their names. */
  readonly signers: readonly NamedPerson[];
  readonly recipients: readonly Correspondent[];
  readonly senderNumber: string | undefined;
  readonly senderDate: string | undefined;
  /** The main document first. */
  readonly documents: readonly RegisteredDocument[];
  readonly operator: ActorId;
  readonly classification: ClassEntry;
  /** From the top of the scheme to the entry itself. */
  readonly classPath: readonly ClassEntry[];
  readonly caseFile: CaseFile | undefined;
  readonly office: { readonly id: string; readonly name: string } | undefined;
  readonly reason: string | undefined;
}
