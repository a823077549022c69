import { createHash, randomBytes } from 'node:crypto';
import type { Tx } from '@libro-firma/engine/plugin';
import { refuse } from '../errors.js';
import { numberLabel, trialLabel } from '../label.js';
import type { AssignmentChange, ClassificationChange, Registration } from '../ports.js';
import { romeTime } from '../rome.js';
import { segnaturaXml, type SegnaturaContent } from '../segnatura/build.js';
import { sealXml, type SealKey } from '../segnatura/seal.js';
import { takeNumber, takeTrialNumber } from '../store/counter.js';
import type { NewAssignment, NewClassification } from '../store/histories.js';
import { insertRegistration, registrationByJob, registrationsOfCase, type Segnatura } from '../store/registrations.js';
import { insertTrial, trialByJob, trialId } from '../store/trials.js';
import type { RegistrationRequest } from './request.js';

/** The seal as far as a registration needs it. */
export type RegisterSeal = SealKey & { readonly demo: boolean };

/** Register code in the segnatura of a trial: no real register is called so (see `import-check.ts`). */
export const TRIAL_REGISTER_CODE = 'PROVA';

/** Ids grow with time, so that rows of one day lie side by side. */
const newId = (at: number): string => `${at.toString(36).padStart(9, '0')}${randomBytes(8).toString('hex')}`;

const contentOf = (
  request: RegistrationRequest,
  registerCode: string,
  number: number,
  at: number,
  demo: boolean,
): SegnaturaContent => ({
  area: request.area,
  registerCode,
  number,
  at,
  signers: request.signers,
  direction: request.direction,
  subject: request.subject,
  sender: request.sender,
  recipients: request.recipients,
  documents: request.documents,
  confidential: request.confidential,
  classPath: request.classPath,
  caseFile: request.caseFile,
  demo,
});

const sealed = (content: SegnaturaContent, seal: RegisterSeal): Segnatura => {
  const xml = sealXml(segnaturaXml(content), seal, content.at);
  return { xml, digest: createHash('sha256').update(xml).digest('hex') };
};

const begunWith = (
  request: RegistrationRequest,
): { readonly classification: NewClassification; readonly assignment: NewAssignment } => ({
  classification: {
    classification: request.classification.code,
    title: request.classification.title,
    caseFile: request.caseFile?.id,
    by: request.operator,
    reason: request.reason,
  },
  assignment: {
    office: request.office?.id,
    officeName: request.office?.name,
    person: undefined,
    by: request.operator,
    reason: request.reason,
  },
});

const assembled = (
  request: RegistrationRequest,
  taken: {
    readonly id: string;
    readonly year: number;
    readonly number: number;
    readonly at: number;
    readonly label: string;
  },
  demo: boolean,
  trial: boolean,
  segnaturaDigest: string | undefined,
): Registration => {
  const { classification, assignment } = begunWith(request);
  const { at } = taken;
  const file = request.caseFile;
  const first: ClassificationChange = {
    ...classification,
    n: 1,
    at,
    caseFile: file && { id: file.id, code: file.code, title: file.title },
  };
  const firstAssignment: AssignmentChange = { ...assignment, n: 1, at };
  return {
    ...taken,
    register: {
      id: request.register.id,
      code: request.register.code,
      name: request.register.description,
      kind: request.register.kind,
    },
    area: request.area,
    date: romeTime(at).date,
    direction: request.direction,
    subject: request.subject,
    sender: request.sender,
    recipients: request.recipients,
    senderNumber: request.senderNumber,
    senderDate: request.senderDate,
    documents: request.documents,
    operator: request.operator,
    caseId: request.caseId,
    confidential: request.confidential,
    trial,
    demo,
    segnaturaDigest,
    classification: first,
    assignment: firstAssignment,
    voiding: undefined,
  };
};

/** The same document is registered once in a register: a route that comes round again finds what is there. */
const alreadyRegistered = async (tx: Tx, request: RegistrationRequest): Promise<Registration | undefined> => {
  const before = await registrationsOfCase(tx, request.caseId);
  return before.find(
    ({ register, documents, voiding }) =>
      register.id === request.register.id &&
      voiding === undefined &&
      documents[0]?.digest === request.documents[0]?.digest,
  );
};

/**
 * Takes the next number and writes registration, segnatura and seal with it, in the caller's transaction: all of it or
 * nothing. Nothing but the database is waited for: the seal is a few milliseconds of this process' own time.
 *
 * @throws LibroFirmaError `protocol.register-unknown`, `protocol.register-not-open`, `protocol.clock-behind`
 */
export const registerDocument = async (
  tx: Tx,
  request: RegistrationRequest,
  seal: RegisterSeal,
  clockTolerance: number,
): Promise<Registration> => {
  const before = await registrationByJob(tx, request.jobKey);
  if (before !== undefined) return before;
  // The lock of the register comes first: whoever registered the same document before has committed by now.
  const register = request.register.id;
  await tx.sql('protocol_register').where({ tenant: tx.tenant, id: register }).forUpdate().first('id');
  const same = await alreadyRegistered(tx, request);
  if (same !== undefined) return same;
  const { year, number, at } = await takeNumber(tx, register, clockTolerance);
  const segnatura = sealed(contentOf(request, request.register.code, number, at, seal.demo), seal);
  const taken = { id: newId(at), year, number, at, label: numberLabel(number, year) };
  const registration = assembled(request, taken, seal.demo, false, segnatura.digest);
  await insertRegistration(tx, { registration, segnatura, jobKey: request.jobKey, ...begunWith(request) });
  return registration;
};

/** What a trial case gets in place of a number: it stands in no register and no figure. */
export const registerTrial = async (
  tx: Tx,
  request: RegistrationRequest,
  seal: RegisterSeal | undefined,
): Promise<Registration> => {
  const before = await trialByJob(tx, request.jobKey);
  if (before !== undefined) return before;
  if (seal !== undefined && !seal.demo) throw refuse('seal-missing');
  const number = await takeTrialNumber(tx, request.register.id);
  const at = tx.now;
  const segnatura = seal && sealed(contentOf(request, TRIAL_REGISTER_CODE, number, at, true), seal);
  const taken = { id: trialId(newId(at)), year: romeTime(at).year, number, at, label: trialLabel(number) };
  const registration = assembled(request, taken, true, true, segnatura?.digest);
  await insertTrial(tx, registration, request.jobKey, segnatura?.xml);
  return registration;
};
