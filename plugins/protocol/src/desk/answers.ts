/** Answers of the protocol's routes, as `src/routes/views.ts` says them. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface Correspondent {
  readonly kind: 'person' | 'company' | 'administration';
  readonly name: string;
  readonly email?: string;
  readonly pec?: string;
  readonly address?: string;
  readonly taxCode?: string;
  readonly office?: { readonly id: string; readonly name: string };
  readonly signers?: readonly string[];
}

export interface RegisteredDocument {
  readonly position: number;
  readonly documentId: string;
  readonly version: number;
  readonly name: string;
  readonly digest: string;
  readonly size: number;
  readonly signed: boolean;
}

export interface Classification {
  readonly n: number;
  readonly code: string;
  readonly title: string;
  readonly caseFile: { readonly id: string; readonly code: string; readonly title: string } | null;
  readonly by: Person;
  readonly at: number;
  readonly reason: string | null;
}

export interface Assignment {
  readonly n: number;
  readonly office: { readonly id: string; readonly name: string } | null;
  readonly person: Person | null;
  readonly by: Person;
  readonly at: number;
  readonly reason: string | null;
}

export interface Registration {
  readonly id: string;
  readonly register: { readonly id: string; readonly code: string; readonly name: string; readonly kind: string };
  readonly year: number;
  readonly number: number;
  readonly label: string;
  readonly at: number;
  readonly direction: 'in' | 'out' | 'internal';
  readonly confidential: boolean;
  readonly masked: boolean;
  readonly onCase: boolean;
  readonly subject: string | null;
  readonly sender: Correspondent | null;
  readonly recipients: readonly Correspondent[] | null;
  readonly documents: readonly RegisteredDocument[] | null;
  readonly senderNumber: string | null;
  readonly senderDate: string | null;
  readonly operator: Person & { readonly automatic: boolean };
  readonly caseId: string | null;
  readonly trial: boolean;
  readonly demo: boolean;
  readonly segnaturaDigest: string | null;
  readonly classification: Classification;
  readonly assignment: Assignment;
  readonly voiding: { readonly at: number; readonly by: Person; readonly act: string; readonly reason: string } | null;
}

export interface RegistrationDetail extends Registration {
  readonly history: {
    readonly classification: readonly Classification[];
    readonly assignment: readonly Assignment[];
  };
}

export interface Register {
  readonly id: string;
  readonly code: string;
  readonly description: string;
  readonly kind: 'protocol' | 'serialRegister';
  readonly area: { readonly id: string; readonly description: string };
  readonly opening: {
    readonly year: number;
    readonly firstNumber: number;
    readonly by: Person;
    readonly act: string;
    readonly at: number;
  } | null;
  readonly last: { readonly label: string; readonly at: number } | null;
}

export interface ClassEntry {
  readonly code: string;
  readonly title: string;
  readonly active: boolean;
}

export interface CaseFile {
  readonly id: string;
  readonly code: string;
  readonly title: string;
}

export interface Items<T> {
  readonly items: readonly T[];
}

export const directionLabels: Readonly<Record<Registration['direction'], string>> = {
  in: 'In entrata',
  out: 'In uscita',
  internal: 'Interno',
};

export const kindLabels: Readonly<Record<Register['kind'], string>> = {
  protocol: 'Protocollo',
  serialRegister: 'Repertorio',
};
