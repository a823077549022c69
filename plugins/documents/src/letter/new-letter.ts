import type { Blob } from '../ports.js';

/** A page or more of text on the letterhead: a certificate, a notice. Texts are plain. */
export interface NewLetter {
  /** `Comune di Palermo`; the one of the documents plugin's settings unless given. */
  readonly administration?: string;
  /** `Settore Opere Pubbliche - Ufficio Gare`. */
  readonly office?: string;
  /** Address, telephone, PEC, at the foot of each page; that of the settings unless given. */
  readonly contacts?: string;
  readonly recipients?: readonly { readonly name: string; readonly address?: string; readonly email?: string }[];
  readonly subject: string;
  /** Paragraphs are parted by an empty line; a line that begins with `- ` is an item of a list. */
  readonly body: string;
  /** Names only. */
  readonly attachments?: readonly string[];
  /** `Palermo`. */
  readonly place?: string;
  /** When it is written, UTC milliseconds. */
  readonly at: number;
  /** The date that it bears, `2026-03-03`; the day in Rome on which it is written unless given. */
  readonly date?: string;
  /** In signing order; nobody unless given. */
  readonly signers?: readonly { readonly title: string; readonly name?: string }[];
  /** `PROVA - SENZA VALORE LEGALE` stands on every page. */
  readonly trial?: boolean;
}

/** A PDF in the store. */
export interface WrittenLetter extends Blob {
  readonly pages: number;
}
