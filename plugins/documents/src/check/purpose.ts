/** What a PDF must be able to do: be the act that is signed, or just go with it. */
export type CheckPurpose = 'main' | 'attachment';

export interface CheckProblem {
  /** `documents.active-content` ... */
  readonly code: string;
  /** Italian, says what to do. */
  readonly text: string;
  /** The same in English. Missing in what was kept before there was one. */
  readonly en?: string;
  /** What was found, where: `oggetto 12: /JavaScript`. */
  readonly where?: string;
}

export type PdfFacts = {
  /** `1.7`. */
  readonly version?: string;
  /** Incremental updates, the original included. */
  readonly revisions?: number;
  readonly encrypted?: boolean;
  /** Signatures in the file, valid or not. */
  readonly signatures?: number;
  /** The permission that a certification signature leaves (ISO 32000-2, 12.8.2.2): 1 nothing, 2 forms, 3 also notes. */
  readonly docMdp?: number;
  /** It has a form with fields. */
  readonly form?: boolean;
  readonly tagged?: boolean;
  /** `2b`, as the metadata claims; not verified here. */
  readonly pdfa?: string;
  /** Some page uses a font. Without any it is most likely a scan, which a screen reader cannot read. */
  readonly text?: boolean;
  /** Names of the files inside. */
  readonly embeddedFiles?: readonly string[];
};

export interface CheckReport {
  readonly ok: boolean;
  readonly pages: number;
  readonly problems: readonly CheckProblem[];
  readonly facts: PdfFacts;
}
