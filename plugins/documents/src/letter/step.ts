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
import { bundleVariable, type Bundle, type Documents, type NewLetter, type WrittenLetter } from '../ports.js';
import type { Recipient, Signer } from './letter.js';

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

  constructor(parts: { documents: Documents; db: Database; clock: Clock }) {
    this.#documents = parts.documents;
    this.#db = parts.db;
    this.#clock = parts.clock;
  }

  async execute(job: Job<LetterConfig, LetterInput>): Promise<StepResult<JsonObject>> {
    const { tenant, caseId } = job;
    const before = await this.#db.read(tenant, (tx) => this.#documents.bundleOf(tx, caseId));
    let written: WrittenLetter;
    try {
      written = await this.#documents.writeLetter(tenant, this.#letter(job, before));
    } catch (error) {
      if (!(error instanceof LibroFirmaError) || !WRONG_LETTER.has(error.code)) throw error;
      return failed(error.code, error.text, false);
    }
    return completedWith((tx) => refuseAsFailure(this.#bind(tx, job, written, before)));
  }

  #letter({ config, input, mode }: Job<LetterConfig, LetterInput>, before: Bundle | undefined): NewLetter {
    const { administration, office, contacts, place, signers } = config;
    return {
      ...(administration === undefined ? {} : { administration }),
      ...(office === undefined ? {} : { office }),
      ...(contacts === undefined ? {} : { contacts }),
      ...(place === undefined ? {} : { place }),
      recipients: (input.recipients ?? []).map(({ name, address, email }) => ({
        name,
        ...(address ? { address } : {}),
        ...(email ? { email } : {}),
      })),
      subject: input.subject,
      body: input.body,
      attachments: (before?.attachments ?? []).map(({ head }) => head.name),
      at: this.#clock.now(),
      ...(input.date ? { date: input.date.slice(0, 10) } : {}),
      signers: signers ?? [{ title: 'Il Dirigente' }],
      trial: mode === 'trial',
    };
  }

  async #bind(
    tx: Parameters<Documents['addVersion']>[0],
    { caseId, mode, confidential, config }: Job<LetterConfig, LetterInput>,
    { pages, ...blob }: WrittenLetter,
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
    if (error instanceof LibroFirmaError) throw new StepFailure(failed(error.code, error.text));
    throw error;
  }
};

const pdfName = (given: string | undefined): string => {
  const name = given?.trim() ?? '';
  return name === '' ? 'Lettera.pdf' : /\.pdf$/i.test(name) ? name : `${name}.pdf`;
};

/** What trying again does not mend. */
const WRONG_LETTER = new Set(['documents.letterhead-missing', 'documents.letter-characters']);
