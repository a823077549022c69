import type { Readable } from 'node:stream';
import type { ActorId, Database, TenantId } from '@libro-firma/engine/plugin';
import { TooManyBytes, type BlobStore, type StagedBlob } from './blob-store.js';
import type { CheckLimits } from './check/limits.js';
import type { CheckerPool } from './check/pool.js';
import { problems } from './check/problems.js';
import { macros, program, refusal, tooLarge, tooManyPending, unsupported } from './errors.js';
import { cleanName } from './media/file-name.js';
import { knownTypes, sniff, type MediaType } from './media/sniff.js';
import type { CheckProblem, CheckPurpose, PdfFacts } from './ports.js';
import { newId } from './rows/ids.js';
import { insertUpload, pendingBytes, type Upload } from './rows/uploads.js';
import { maxAttachmentBytes, maxMainBytes, type Settings } from './settings.js';

/** What keeps a PDF from being signed, yet not from going with a signed one. */
const MAIN_ONLY = new Set(['documents.too-many-pages', 'documents.certified']);

export interface Arrival {
  readonly tenant: TenantId;
  readonly owner: ActorId;
  /** As the sender calls it. */
  readonly name: string;
  /** What it is meant for; left open, it is judged as both, and told when a request takes it. */
  readonly as: CheckPurpose | undefined;
  readonly stream: Readable;
  /** Bytes that the sender says will come: too many are refused before the first one. */
  readonly announced: number | undefined;
  /** UTC milliseconds. */
  readonly now: number;
}

interface Judged {
  readonly mediaType: MediaType;
  readonly pages: number | undefined;
  readonly facts: PdfFacts;
  readonly mainProblem: CheckProblem | undefined;
}

/** Takes files in: onto the disk, looked through, then a row. What is refused leaves nothing behind. */
export class Uploads {
  readonly #db: Database;
  readonly #store: BlobStore;
  readonly #checkers: CheckerPool;
  readonly #limits: CheckLimits;
  readonly #settings: Settings;

  constructor(parts: {
    db: Database;
    store: BlobStore;
    checkers: CheckerPool;
    limits: CheckLimits;
    settings: Settings;
  }) {
    this.#db = parts.db;
    this.#store = parts.store;
    this.#checkers = parts.checkers;
    this.#limits = parts.limits;
    this.#settings = parts.settings;
  }

  /** Bytes at most for a purpose. */
  maxBytes(as: CheckPurpose | undefined): number {
    const [main, attachment] = [maxMainBytes(this.#settings), maxAttachmentBytes(this.#settings)];
    return as === 'main' ? main : as === 'attachment' ? attachment : Math.max(main, attachment);
  }

  /** Throws a `documents.*` error for whatever is wrong with the file. */
  async receive(arrival: Arrival): Promise<Upload> {
    try {
      return await this.#receive(arrival);
    } catch (error) {
      // A sender that is still sending hears of the refusal only when somebody reads on.
      arrival.stream.resume();
      throw error;
    }
  }

  async #receive({ tenant, owner, name, as, stream, announced = 0, now }: Arrival): Promise<Upload> {
    if (announced > this.maxBytes(as)) throw tooLarge(name, this.maxBytes(as));
    const { maxPendingMb, uploadHours } = this.#settings;
    const pending = await this.#db.read(tenant, (tx) => pendingBytes(tx, owner));
    if (pending >= maxPendingMb * 1_000_000) throw tooManyPending(maxPendingMb);

    const staged = await this.#stage(tenant, name, as, stream);
    let judged: Judged;
    try {
      judged = await this.#judge(staged, name, as);
    } catch (error) {
      await staged.discard();
      throw error;
    }
    const blob = await staged.keep();
    const upload: Upload = {
      ...blob,
      ...judged,
      id: newId(now),
      owner,
      name: cleanName(name, judged.mediaType),
      createdAt: now,
      expiresAt: now + uploadHours * 3_600_000,
      usedBy: undefined,
    };
    await this.#db.write(tenant, (tx) => insertUpload(tx, upload));
    return upload;
  }

  async #stage(tenant: TenantId, name: string, as: CheckPurpose | undefined, stream: Readable): Promise<StagedBlob> {
    try {
      return await this.#store.stage(tenant, stream, this.maxBytes(as));
    } catch (error) {
      if (error instanceof TooManyBytes) throw tooLarge(name, error.max);
      throw error;
    }
  }

  async #judge(staged: StagedBlob, name: string, as: CheckPurpose | undefined): Promise<Judged> {
    if (staged.size === 0) throw refusal(problems.empty(), name);
    const sniffed = await sniff(staged.head, name, staged.path);
    const isPdf = sniffed.kind === 'type' && sniffed.mediaType === 'application/pdf';
    if (as === 'main' && !isPdf) throw refusal(problems.notPdf(), name);
    if (sniffed.kind === 'program') throw program(name);
    if (sniffed.kind === 'macros') throw macros(name);
    const allowed = this.#settings.attachmentTypes;
    const fits = sniffed.kind === 'type' && (allowed.includes(sniffed.mediaType) || (isPdf && as !== 'attachment'));
    if (!fits) {
      throw unsupported(
        name,
        allowed.map((type) => knownTypes[type].label.it),
      );
    }
    if (isPdf) return this.#judgePdf(staged, name, as);
    return { mediaType: sniffed.mediaType, pages: undefined, facts: {}, mainProblem: problems.notPdf() };
  }

  async #judgePdf(staged: StagedBlob, name: string, as: CheckPurpose | undefined): Promise<Judged> {
    const report = await this.#checkers.check(staged.path, 'main', this.#limits);
    const serious = report.problems.find(({ code }) => as === 'main' || !MAIN_ONLY.has(code));
    if (serious) throw refusal(serious, name, MAIN_ONLY.has(serious.code) ? 'too-large' : 'invalid');
    const max = this.maxBytes('main');
    const mainProblem = report.problems[0] ?? (staged.size > max ? problems.tooLarge(max) : undefined);
    return { mediaType: 'application/pdf', pages: report.pages, facts: report.facts, mainProblem };
  }
}
