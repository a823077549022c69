import {
  completedWith,
  failed,
  LibroFirmaError,
  StepFailure,
  type Clock,
  type Database,
  type Job,
  type JsonObject,
  type StepHandler,
  type StepResult,
} from '@libro-firma/engine/plugin';
import { bundleVariable, type Blob, type Bundle, type Documents } from '../ports.js';
import type { Settings } from '../settings.js';
import type { Letter, Recipient, Signer } from './letter.js';
import { renderLetter, UnwritableText, type RenderedLetter } from './render.js';

/** By the diagram; see the manifest. */
export type LetterConfig = {
  readonly administration?: string;
  readonly office?: string;
  readonly contacts?: string;
  readonly place?: string;
  readonly name?: string;
  readonly signers?: readonly Signer[];
};

export type LetterInput = {
  readonly subject: string;
  readonly body: string;
  readonly recipients?: readonly Recipient[] | null;
  /** `2026-03-03`; today in Rome unless given. */
  readonly date?: string | null;
};

/** Makes the letter's PDF: the main document of a case without one, else its next version. */
export class LetterStep implements StepHandler<LetterConfig, LetterInput, JsonObject> {
  readonly #documents: Documents;
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #settings: Settings;

  constructor(parts: { documents: Documents; db: Database; clock: Clock; settings: Settings }) {
    this.#documents = parts.documents;
    this.#db = parts.db;
    this.#clock = parts.clock;
    this.#settings = parts.settings;
  }

  async execute(job: Job<LetterConfig, LetterInput>): Promise<StepResult<JsonObject>> {
    const { tenant, caseId, config } = job;
    const administration = config.administration ?? this.#settings.letterhead.administration;
    if (administration === undefined) {
      return failed('documents.letterhead-missing', LETTERHEAD_MISSING, false);
    }
    const before = await this.#db.read(tenant, (tx) => this.#documents.bundleOf(tx, caseId));
    const rendered = await this.#render(job, administration, before);
    if ('kind' in rendered) return rendered;
    const blob = await this.#documents.store(tenant, rendered.bytes);
    return completedWith((tx) => refuseAsFailure(this.#bind(tx, job, blob, rendered.pages, before)));
  }

  async #render(
    { config, input, mode }: Job<LetterConfig, LetterInput>,
    administration: string,
    before: Bundle | undefined,
  ): Promise<RenderedLetter | StepResult<never>> {
    const now = this.#clock.now();
    const letter: Letter = {
      administration,
      office: config.office,
      contacts: config.contacts ?? this.#settings.letterhead.contacts,
      recipients: (input.recipients ?? []).map(({ name, address, email }) => ({
        name,
        ...(address ? { address } : {}),
        ...(email ? { email } : {}),
      })),
      subject: input.subject,
      body: input.body,
      attachments: (before?.attachments ?? []).map(({ head }) => head.name),
      place: config.place,
      date: longDate(input.date ? Date.parse(`${input.date.slice(0, 10)}T12:00:00Z`) : now),
      signers: config.signers ?? [{ title: 'Il Dirigente' }],
      trial: mode === 'trial',
    };
    try {
      return await renderLetter(letter, now);
    } catch (error) {
      if (!(error instanceof UnwritableText)) throw error;
      return failed('documents.letter-characters', unwritable(error.letters), false);
    }
  }

  async #bind(
    tx: Parameters<Documents['addVersion']>[0],
    { caseId, mode, confidential, config }: Job<LetterConfig, LetterInput>,
    blob: Blob,
    pages: number,
    before: Bundle | undefined,
  ): Promise<JsonObject> {
    const made = {
      blob,
      kind: 'letter' as const,
      createdBy: 'documents',
      name: pdfName(config.name),
      mediaType: 'application/pdf',
      pages,
    };
    const main = before?.main;
    if (main) await this.#documents.addVersion(tx, { documentId: main.id, expectedHead: main.head.digest, ...made });
    else await this.#documents.addDocument(tx, { caseId, mode, confidential, role: 'main', ...made });
    const bundle = await this.#documents.bundleOf(tx, caseId);
    const variable = bundle && bundleVariable(bundle);
    return variable ? { bundle: variable } : {};
  }
}

/** What the tables refuse (locked, moved, a main document that came meanwhile) is over at the next attempt, or an incident. */
const refuseAsFailure = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof LibroFirmaError) throw new StepFailure(failed(error.code, error.text.it));
    throw error;
  }
};

const pdfName = (given: string | undefined): string => {
  const name = given?.trim() ?? '';
  return name === '' ? 'Lettera.pdf' : /\.pdf$/i.test(name) ? name : `${name}.pdf`;
};

const longDate = (at: number): string =>
  new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', day: 'numeric', month: 'long', year: 'numeric' }).format(
    at,
  );

const LETTERHEAD_MISSING =
  "Manca l'intestazione della lettera: indica «administration» nel passo del diagramma, oppure «letterhead.administration» nelle impostazioni del plugin documents.";

const unwritable = (letters: readonly string[]): string =>
  `La lettera contiene caratteri che il suo carattere tipografico non ha: ${letters.slice(0, 20).join(' ')}. Sostituiscili nel testo e riprova.`;
