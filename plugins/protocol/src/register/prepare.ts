import type { EngineApi, Job, Tx } from '@libro-firma/engine/plugin';
import type { Bundle, CaseDocument, Documents } from '@libro-firma/plugin-documents/ports';
import type { Organisation } from '@libro-firma/plugin-organisation/ports';
import { refuse } from '../errors.js';
import { automaticOperator } from '../operator.js';
import type { Correspondent, RegisteredDocument } from '../ports.js';
import { activeClass, caseFileIn, classPath } from '../store/classes.js';
import { areaById, openingOfRegister, registerById } from '../store/registers.js';
import type { RecipientInput, RegisterConfig, RegisterInput } from '../steps/register-manifest.js';
import type { RegistrationRequest } from './request.js';

export type RegisterJob = Job<RegisterConfig, RegisterInput>;

export interface Sources {
  readonly documents: Pick<Documents, 'bundleOf' | 'bytes' | 'freeze'>;
  readonly organisation: Pick<Organisation, 'book' | 'office'>;
  readonly engine: Pick<EngineApi, 'case'>;
}

const given = (text: string | null | undefined): string | undefined => {
  const trimmed = text?.trim();
  return trimmed === undefined || trimmed === '' ? undefined : trimmed;
};

/** The main document and its attachments as they stand now. */
export const documentsOf = (bundle: Bundle & { readonly main: CaseDocument }): readonly RegisteredDocument[] =>
  [bundle.main, ...bundle.attachments].map(({ id, head }, position) => ({
    position,
    documentId: id,
    version: head.n,
    name: head.name,
    mediaType: head.mediaType,
    digest: head.digest,
    size: head.size,
    signed: false,
  }));

/** @throws LibroFirmaError `protocol.bundle-missing` */
export const bundleWithMain = async (
  tx: Tx,
  documents: Sources['documents'],
  caseId: string,
): Promise<Bundle & { readonly main: CaseDocument }> => {
  const bundle = await documents.bundleOf(tx, caseId);
  if (bundle?.main === undefined) throw refuse('bundle-missing', { details: { caseId } });
  return { ...bundle, main: bundle.main };
};

const recipientOf = (input: RecipientInput): Correspondent => {
  const { kind, name } = input;
  const apart = kind === undefined || kind === 'person';
  const facts = {
    // One without the other tells nothing.
    ...(apart && given(input.givenName) !== undefined && given(input.familyName) !== undefined
      ? { givenName: input.givenName, familyName: input.familyName }
      : {}),
    email: input.email,
    pec: input.pec,
    address: input.address,
    ipaCode: input.ipaCode,
    taxCode: input.taxCode,
  };
  const known = Object.entries(facts).filter(([, value]) => given(value) !== undefined);
  return { kind: kind ?? 'person', name: name.trim(), ...Object.fromEntries(known) };
};

const recipientsOf = (input: RegisterInput): readonly Correspondent[] =>
  (input.recipients ?? []).map((recipient) => {
    if (given(recipient.name) === undefined) throw refuse('recipients-missing');
    return recipientOf(recipient);
  });

const officeOf = async (
  tx: Tx,
  organisation: Sources['organisation'],
  id: string | undefined,
): Promise<RegistrationRequest['office']> => {
  if (id === undefined) return undefined;
  const office = await organisation.office(tx, id);
  if (office === undefined) throw refuse('office-unknown', { details: { office: id } });
  return { id: office.id, name: office.name };
};

/**
 * Everything but the number, read in one transaction. Who signed is added afterwards.
 *
 * @throws LibroFirmaError for what the diagram or the master data lack
 */
export const prepare = async (
  tx: Tx,
  job: RegisterJob,
  { documents, organisation, engine }: Sources,
): Promise<RegistrationRequest> => {
  const { config, input } = job;
  const bundle = await bundleWithMain(tx, documents, job.caseId);
  const bookId = given(input.book);
  const book = bookId === undefined ? undefined : await organisation.book(tx, bookId, tx.now);
  const registerId = given(config.register) ?? given(book?.register);
  if (registerId === undefined) throw refuse('register-missing', { details: { book: bookId ?? null } });
  const register = await registerById(tx, registerId);
  const area = register && (await areaById(tx, register.area));
  if (register === undefined || area === undefined)
    throw refuse('register-unknown', { details: { register: registerId } });
  if (job.mode === 'live' && (await openingOfRegister(tx, register.id)) === undefined) {
    throw refuse('register-not-open', {
      more: { it: `Registro: ${register.description}.`, en: `Register: ${register.description}.` },
      details: { register: register.id },
    });
  }
  const subject = config.subject.replace(/\s+/g, ' ').trim();
  if (subject === '' || subject.length > 2000) throw refuse('subject-missing');
  const recipients = recipientsOf(input);
  if (config.direction === 'out' && register.kind === 'protocol' && recipients.length === 0) {
    throw refuse('recipients-missing');
  }
  const classification = await activeClass(tx, config.classification.trim());
  const caseFile = given(config.caseFile);
  const office = await officeOf(tx, organisation, given(config.office) ?? book?.office);
  const started = await engine.case(tx, job.caseId);
  return {
    jobKey: job.idempotencyKey,
    mode: job.mode,
    caseId: job.caseId,
    confidential: job.confidential,
    register,
    area,
    direction: config.direction,
    subject,
    sender: {
      kind: 'administration',
      name: area.administration.name,
      ipaCode: area.administration.ipaCode,
      ...(office === undefined ? {} : { office }),
    },
    recipients,
    signers: [],
    senderNumber: given(config.senderNumber),
    senderDate: given(config.senderDate),
    documents: documentsOf(bundle),
    operator: given(config.operator) ?? automaticOperator(started?.processName ?? ''),
    classification,
    classPath: await classPath(tx, classification.code),
    caseFile: caseFile === undefined ? undefined : await caseFileIn(tx, classification.code, caseFile),
    office,
    reason: undefined,
  };
};

/** Whether the case still has exactly these documents. */
export const unchanged = async (
  tx: Tx,
  documents: Sources['documents'],
  request: RegistrationRequest,
): Promise<boolean> => {
  const now = documentsOf(await bundleWithMain(tx, documents, request.caseId));
  return (
    now.length === request.documents.length &&
    now.every(({ documentId, digest }, at) => {
      const then = request.documents[at];
      return then?.documentId === documentId && then.digest === digest;
    })
  );
};
