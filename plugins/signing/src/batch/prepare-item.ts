import {
  LibroFirmaError,
  type ActorId,
  type Clock,
  type Database,
  type Logger,
  type TenantId,
  type Tx,
} from '@libro-firma/engine/plugin';
import { signedAttributes } from '../cms/signed-data.js';
import { hex } from '../pdf/bytes.js';
import type { Credential, Mark } from '../ports.js';
import { marksOn } from '../rows/acts.js';
import { behalfSentence } from '../steps/capacity.js';
import type { Workshop } from '../workshop/workshop.js';
import { eligibility, type Eligible, type EligibilityServices } from './eligibility.js';
import { endItem, keepPrepared } from './rows.js';
import { ending, lockHolder, type Ending, type ItemRow, type Prepared } from './types.js';

export interface PrepareServices extends EligibilityServices {
  readonly db: Database;
  readonly clock: Clock;
  readonly workshop: Workshop;
  readonly log: Logger;
  /** Where it is signed; written into the signature dictionary. */
  readonly location: string | undefined;
  /** How long the document's lock holds, milliseconds. */
  readonly lockMs: number;
}

/** A prepared file older than this gets a new one: its stamp would show a time long past. Milliseconds. */
const FRESH = 5 * 60_000;

export interface Signer {
  readonly tenant: TenantId;
  readonly actor: ActorId;
  readonly credential: Credential;
}

/**
 * First phase: locks the document, gives it field, stamp and signature dictionary, and stores file and hash. Ends the item
 * where that is not possible. Asked again for a prepared item (a PIN was wrong), it locks again and keeps a fresh file.
 */
export const prepareItem = async (services: PrepareServices, signer: Signer, item: ItemRow): Promise<void> => {
  const { db, clock, documents } = services;
  const { tenant, actor } = signer;
  try {
    const found = await db.write(tenant, (tx) => lockDocument(tx, services, actor, item));
    if ('outcome' in found) return;
    if (item.prepared && clock.now() - item.prepared.at < FRESH) return;
    const stamp = await db.read(tenant, (tx) => stampFacts(tx, services, found, actor));
    const pdf = await documents.bytes(tenant, found.document.head);
    const { prepared, hash } = await prepare(services, signer, item, { found, pdf, ...stamp });
    await db.write(tenant, (tx) => keepPrepared(tx, item.id, prepared, hash));
  } catch (error) {
    if (error instanceof LibroFirmaError && error.kind === 'unavailable') throw error;
    await end(services, tenant, item, endingOf(error, services, item));
  }
};

/** One document that cannot be prepared does not keep the others from being signed. */
const endingOf = (error: unknown, { log }: PrepareServices, item: ItemRow): Ending => {
  if (!(error instanceof LibroFirmaError)) {
    log.error({ err: error, item: item.id }, 'a document could not be prepared for signing');
    return ending('failed');
  }
  if (error.code === 'documents.head-moved') return ending('changed');
  if (error.code === 'documents.locked') return ending('locked');
  return ending('notSignable', error.text.it);
};

/** Ends an item that was not signed and gives its document back. */
export const end = async (
  { db, documents }: Pick<PrepareServices, 'db' | 'documents'>,
  tenant: TenantId,
  item: ItemRow,
  how: Ending,
): Promise<void> =>
  db.write(tenant, async (tx) => {
    await endItem(tx, item.id, how);
    if (item.documentId !== '') await documents.unlock(tx, item.documentId, lockHolder(item.id));
  });

/** The task as it may be signed, its document locked; or how the item ended. */
const lockDocument = async (
  tx: Tx,
  services: PrepareServices,
  actor: ActorId,
  item: ItemRow,
): Promise<Eligible | Ending> => {
  const found = await eligibility(tx, services, actor, item.taskId, item.digest);
  const give = async (how: Ending): Promise<Ending> => {
    await endItem(tx, item.id, how);
    await services.documents.unlock(tx, item.documentId, lockHolder(item.id));
    return how;
  };
  if (!found.ok) return give(found.ending);
  const lock = found.value.document.lock;
  if (lock && lock.holder !== lockHolder(item.id)) return give(ending('locked'));
  await services.documents.lock(tx, {
    documentId: item.documentId,
    expectedHead: item.digest,
    holder: lockHolder(item.id),
    ttlMs: services.lockMs,
  });
  return found.value;
};

export interface StampFacts {
  readonly signerName: string;
  readonly behalf: string | undefined;
  readonly notes: readonly string[];
}

export const stampFacts = async (
  tx: Tx,
  { directory, organisation }: PrepareServices,
  { task, onBehalfOf, as }: Pick<Eligible, 'task' | 'onBehalfOf' | 'as'>,
  actor: ActorId,
): Promise<StampFacts> => {
  const marks = (await marksOn(tx, task.caseId)).filter(({ outcome }) => outcome === 'approved');
  const people = new Set([actor, ...(onBehalfOf ? [onBehalfOf] : []), ...marks.map((mark) => mark.actor)]);
  const names = new Map((await directory.describe(tx, [...people])).map(({ id, name }) => [id, name]));
  const acts = onBehalfOf ? await organisation.substitutions(tx, tx.now, { from: onBehalfOf, to: actor }) : [];
  const act = acts.find(({ kind }) => kind === as.capacity)?.actRef;
  return {
    signerName: names.get(actor) ?? actor,
    behalf: behalfSentence(as.capacity, onBehalfOf && (names.get(onBehalfOf) ?? onBehalfOf), act),
    notes: marks.map((mark) => noteOf(mark, names.get(mark.actor) ?? mark.actor)),
  };
};

const noteOf = ({ kind, role, at, stepName }: Mark, name: string): string => {
  const word = kind === 'initials' ? 'Sigla' : 'Visto';
  // A step that bears the name of its kind adds nothing.
  const step = stepName.trim() === word ? '' : ` (${stepName})`;
  return `${word}${step}: ${name}${role ? `, ${role}` : ''}, ${dateTime(at)}`;
};

const rome = new Intl.DateTimeFormat('it-IT', {
  timeZone: 'Europe/Rome',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** "24/11/2026 alle 20:31". */
const dateTime = (at: number): string => rome.format(at).replace(', ', ' alle ');

/** File, stamp and hash of one document. */
export const prepare = async (
  services: PrepareServices,
  { tenant, credential }: Signer,
  item: Pick<ItemRow, 'role'>,
  {
    found,
    pdf,
    signerName,
    behalf,
    notes,
  }: StampFacts & { readonly found: Pick<Eligible, 'config' | 'document'>; readonly pdf: Uint8Array },
): Promise<{ readonly prepared: Prepared; readonly hash: string }> => {
  const { workshop, documents, clock, location } = services;
  const { config, document } = found;
  const at = Math.floor(clock.now() / 1000) * 1000; // a PDF's time has seconds
  const certificate = credential.chain[0];
  if (certificate === undefined) throw new TypeError(`credential ${credential.id} without a certificate`);
  const made = await workshop.run('prepare', {
    pdf,
    anchor: {
      position: config.position ?? 1,
      ...(config.anchorField === undefined ? {} : { field: config.anchorField }),
      ...(config.anchorPhrase === undefined ? {} : { phrase: config.anchorPhrase }),
    },
    stamp: {
      name: signerName,
      role: item.role,
      onBehalfOf: behalf,
      signed: `Firmato digitalmente il ${dateTime(at)}`,
      warning: credential.demo ? 'PROVA - SENZA VALORE LEGALE' : undefined,
    },
    signaturePage: { document: document.head.name, notes },
    ...(config.reason === undefined ? {} : { reason: config.reason }),
    ...(location === undefined ? {} : { location }),
    at,
    reserve: reserveFor(credential),
  });
  const blob = await documents.store(tenant, made.bytes);
  return {
    prepared: {
      blob: { digest: blob.digest, size: blob.size },
      content: hex(made.digest),
      contentsAt: made.contentsAt,
      contentsLength: made.contentsLength,
      field: made.fieldName,
      stampPage: made.stamp?.page ?? null,
      pages: made.pages,
      at,
    },
    hash: hex(signedAttributes(made.digest, certificate).hash),
  };
};

/** Certificates, attributes and signature, and room for a time stamp that a later level adds. Bytes. */
const reserveFor = ({ chain }: Credential): number => chain.reduce((sum, { length }) => sum + length, 0) + 2048 + 8192;
