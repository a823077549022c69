/** What a letter says, in the order in which it stands on the paper. Texts are plain; all lengths are checked by the step. */
export interface Letter {
  /** `Comune di Palermo`. */
  readonly administration: string;
  /** `Settore Opere Pubbliche - Ufficio Gare`. */
  readonly office: string | undefined;
  /** Address, telephone, PEC: at the foot of each page. */
  readonly contacts: string | undefined;
  readonly recipients: readonly Recipient[];
  readonly subject: string;
  /** Paragraphs are parted by an empty line; a line that begins with `- ` is an item of a list. */
  readonly body: string;
  readonly attachments: readonly string[];
  /** `Palermo`. */
  readonly place: string | undefined;
  /** `3 marzo 2026`. */
  readonly date: string;
  /** In signing order. */
  readonly signers: readonly Signer[];
  /** `PROVA - SENZA VALORE LEGALE` on every page of what a trial case makes. */
  readonly trial: boolean;
}

export interface Recipient {
  readonly name: string;
  readonly address?: string;
  readonly email?: string;
}

export interface Signer {
  /** `Il Dirigente`. */
  readonly title: string;
  readonly name?: string;
}

/** `{{firma:1}}`: where the signing step finds the place of the first signature. */
export const signatureMark = (position: number): string => `{{firma:${position}}}`;
