import type { ActorId, Localized, TenantId, Tx } from '@libro-firma/engine/plugin';
import type { Readable } from 'node:stream';
import type { BlobStore } from './blob-store.js';
import type { CheckLimits } from './check/limits.js';
import type { CheckerPool } from './check/pool.js';
import { documentNotFound, frozen, headMoved, locked, mainExists } from './errors.js';
import { writeLetter, type Letterhead } from './letter/write.js';
import type {
  AddDocument,
  AddVersion,
  Blob,
  Bundle,
  CaseDocument,
  CheckPurpose,
  CheckReport,
  DocumentFreeze,
  DocumentLock,
  DocumentRead,
  Documents,
  DocumentVersion,
  NewLetter,
  ReadKind,
  WrittenLetter,
} from './ports.js';
import * as rows from './rows/documents.js';
import { newId } from './rows/ids.js';
import { hasOpened, insertRead, readsOf } from './rows/reads.js';

/** The port, over the tables and the store. */
export class StoredDocuments implements Documents {
  readonly #store: BlobStore;
  readonly #checkers: CheckerPool;
  readonly #limits: CheckLimits;
  readonly #letterhead: Letterhead;

  constructor(store: BlobStore, checkers: CheckerPool, limits: CheckLimits, letterhead: Letterhead = {}) {
    this.#store = store;
    this.#checkers = checkers;
    this.#limits = limits;
    this.#letterhead = letterhead;
  }

  bundleOf(tx: Tx, caseId: string): Promise<Bundle | undefined> {
    return rows.findBundle(tx, caseId);
  }

  document(tx: Tx, documentId: string): Promise<CaseDocument | undefined> {
    return rows.findDocument(tx, documentId);
  }

  versions(tx: Tx, documentId: string): Promise<readonly DocumentVersion[]> {
    return rows.findVersions(tx, documentId);
  }

  version(tx: Tx, documentId: string, n: number): Promise<DocumentVersion | undefined> {
    return rows.findVersion(tx, documentId, n);
  }

  async store(tenant: TenantId, content: Uint8Array | Readable): Promise<Blob> {
    return (await this.#store.stage(tenant, content)).keep();
  }

  open(tenant: TenantId, blob: Blob): Promise<Readable> {
    return this.#store.open(tenant, blob);
  }

  bytes(tenant: TenantId, blob: Blob): Promise<Uint8Array> {
    return this.#store.bytes(tenant, blob);
  }

  async writeLetter(tenant: TenantId, letter: NewLetter): Promise<WrittenLetter> {
    const { bytes, pages } = await writeLetter(letter, this.#letterhead);
    return { ...(await this.store(tenant, bytes)), pages };
  }

  check(tenant: TenantId, blob: Blob, purpose: CheckPurpose): Promise<CheckReport> {
    return this.#checkers.check(this.#store.pathOf(tenant, blob.digest), purpose, this.#limits);
  }

  async addVersion(tx: Tx, version: AddVersion): Promise<DocumentVersion> {
    const document = await this.#at(tx, version.documentId, version.expectedHead);
    const { head } = document;
    if (!(await rows.moveHead(tx, document.id, head.n, version.holder))) throw await this.#whyNot(tx, document);
    const mediaType = version.mediaType ?? head.mediaType;
    const pages = version.pages ?? (mediaType === head.mediaType ? head.pages : undefined);
    await rows.insertVersion(tx, document.id, head.n + 1, {
      ...version,
      name: version.name ?? head.name,
      mediaType,
      ...(pages === undefined ? {} : { pages }),
    });
    return this.#present(tx, document.id);
  }

  async addDocument(tx: Tx, document: AddDocument): Promise<CaseDocument> {
    const { caseId, role, mode, confidential, createdBy } = document;
    await rows.insertBundle(tx, { id: newId(tx.now), caseId, mode, confidential, createdBy });
    const bundle = await rows.findBundle(tx, caseId);
    if (!bundle) throw documentNotFound();
    if (role === 'main' && bundle.main) throw mainExists();
    const id = newId(tx.now);
    await rows.insertDocument(tx, { id, bundleId: bundle.id, caseId, role });
    await rows.insertVersion(tx, id, 1, document);
    const made = await rows.findDocument(tx, id);
    if (!made) throw documentNotFound();
    return made;
  }

  async lock(
    tx: Tx,
    {
      documentId,
      expectedHead,
      holder,
      ttlMs,
    }: { documentId: string; expectedHead: string; holder: string; ttlMs: number },
  ): Promise<DocumentLock> {
    const document = await this.#at(tx, documentId, expectedHead);
    const lock = { holder, until: tx.now + ttlMs };
    if (!(await rows.setLock(tx, documentId, document.head.n, lock))) throw await this.#whyNot(tx, document);
    return lock;
  }

  unlock(tx: Tx, documentId: string, holder: string): Promise<void> {
    return rows.clearLock(tx, documentId, holder);
  }

  async freeze(
    tx: Tx,
    { documentId, expectedHead, by, why }: { documentId: string; expectedHead: string; by: string; why: Localized },
  ): Promise<DocumentFreeze> {
    const document = await this.#at(tx, documentId, expectedHead);
    if (document.frozen) return document.frozen;
    const freeze = { by, at: tx.now, why };
    if (!(await rows.setFrozen(tx, documentId, document.head.n, freeze))) throw headMoved(document.head.name);
    return freeze;
  }

  async recordRead(
    tx: Tx,
    { actor, documentId, version, kind }: { actor: ActorId; documentId: string; version: number; kind: ReadKind },
  ): Promise<void> {
    const found = await rows.findVersion(tx, documentId, version);
    if (!found) throw documentNotFound();
    await insertRead(tx, { actor, documentId, version, digest: found.digest, kind, at: tx.now });
  }

  hasOpened(tx: Tx, actor: ActorId, documentId: string, digest: string): Promise<boolean> {
    return hasOpened(tx, actor, documentId, digest);
  }

  readsOf(tx: Tx, documentId: string): Promise<readonly DocumentRead[]> {
    return readsOf(tx, documentId);
  }

  /** The document, if its present version is the expected one. */
  async #at(tx: Tx, documentId: string, expectedHead: string): Promise<CaseDocument> {
    const document = await rows.findDocument(tx, documentId);
    if (!document || document.removedAt !== undefined) throw documentNotFound();
    if (document.head.digest !== expectedHead) throw headMoved(document.head.name);
    return document;
  }

  /** Why a conditional change found no row: it is frozen, somebody holds the lock, or the head moved between the queries. */
  async #whyNot(tx: Tx, { id, head }: CaseDocument): Promise<Error> {
    const now = await rows.findDocument(tx, id);
    if (now?.frozen) return frozen(head.name, now.frozen.why);
    return now?.lock && now.head.n === head.n ? locked(head.name, now.lock.until) : headMoved(head.name);
  }

  async #present(tx: Tx, documentId: string): Promise<DocumentVersion> {
    const document = await rows.findDocument(tx, documentId);
    if (!document) throw documentNotFound();
    return document.head;
  }
}
