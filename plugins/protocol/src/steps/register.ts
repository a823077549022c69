import {
  bpmnError,
  completed,
  completedWith,
  failed,
  LibroFirmaError,
  StepFailure,
  type Database,
  type StepHandler,
  type StepResult,
  type Tx,
} from '@libro-firma/engine/plugin';
import type { Seal, SealAtHand, Verification } from '@libro-firma/plugin-signing/ports';
import { codeOf, sentenceOf } from '../errors.js';
import { registrationVariable, type Registration, type RegistrationVariable } from '../ports.js';
import { prepare, unchanged, type RegisterJob, type Sources } from '../register/prepare.js';
import { registerDocument, registerTrial } from '../register/register.js';
import type { RegisterHints } from '../register-hints.js';
import type { RegistrationRequest } from '../register/request.js';
import { objectionTo } from '../register/signatures.js';
import { frozenBy } from '../register/frozen.js';
import { registrationByJob } from '../store/registrations.js';
import { trialByJob } from '../store/trials.js';
import type { RegisterConfig, RegisterInput } from './register-manifest.js';

export type RegisterOutput = { readonly registration: RegistrationVariable };
type Result = StepResult<RegisterOutput>;

export interface RegisterParts extends Sources {
  readonly db: Database;
  readonly verification: Verification;
  readonly seal: Pick<Seal, 'identity' | 'atHand'>;
  readonly hints: Pick<RegisterHints, 'taken'>;
  /** Milliseconds. */
  readonly clockTolerance: number;
}

const outputOf = (registration: Registration): RegisterOutput => ({ registration: registrationVariable(registration) });

/** Kinds of refusal that pass by themselves: somebody repairs a clock or configures a seal. */
const RETRYABLE = new Set(['unavailable', 'too-many']);
/** A document that was changed at this moment is as it should be at the next attempt. */
const CHANGED = new Set([codeOf('document-changed'), 'documents.head-moved']);

const failureOf = (error: unknown): StepResult<never> => {
  if (!(error instanceof LibroFirmaError)) throw error;
  const retryable = RETRYABLE.has(error.kind) || CHANGED.has(error.code);
  return failed(error.code, error.text, retryable);
};

const validAt = ({ certificate }: SealAtHand, at: number): boolean =>
  certificate.validFrom <= at && at <= certificate.validTo;

/** `protocol.register:1`: checks first, then takes the number in the very transaction that moves the case on. */
export class RegisterStep implements StepHandler<RegisterConfig, RegisterInput, RegisterOutput> {
  readonly #parts: RegisterParts;

  constructor(parts: RegisterParts) {
    this.#parts = parts;
  }

  async execute(job: RegisterJob): Promise<Result> {
    const before = await this.reconcile(job);
    if (before !== undefined) return before;
    try {
      return await this.#prepared(job);
    } catch (error) {
      return failureOf(error);
    }
  }

  /** Did an earlier attempt take the number? */
  async reconcile(job: RegisterJob): Promise<Result | undefined> {
    const find = job.mode === 'trial' ? trialByJob : registrationByJob;
    const found = await this.#parts.db.read(job.tenant, (tx) => find(tx, job.idempotencyKey));
    return found && completed(outputOf(found));
  }

  async #prepared(job: RegisterJob): Promise<Result> {
    const { db, seal } = this.#parts;
    const request = await db.read(job.tenant, (tx) => prepare(tx, job, this.#parts));
    const signed = await this.#verified(job, request);
    if ('kind' in signed) return signed;
    const key = await seal.atHand(job.tenant, job.mode);
    if (key === undefined && job.mode === 'live') {
      const lack = (await seal.identity(job.tenant, job.mode)) === undefined ? 'seal-missing' : 'seal-elsewhere';
      return failed(codeOf(lack), sentenceOf(lack));
    }
    return completedWith(async (tx) => {
      try {
        return outputOf(await this.#write(tx, signed, key));
      } catch (error) {
        // What the database itself says goes up as it is: the commit knows what to repeat.
        throw error instanceof LibroFirmaError ? new StepFailure(failureOf(error)) : error;
      }
    });
  }

  /** The number is taken only once every signature on the main document holds (domain: route, "firma"). */
  async #verified(job: RegisterJob, request: RegistrationRequest): Promise<RegistrationRequest | StepResult<never>> {
    const { documents, verification } = this.#parts;
    const [main, ...attachments] = request.documents;
    if (main === undefined || job.config.requireSignature === false) return request;
    const bytes = await documents.bytes(job.tenant, main);
    const report = await verification.verify(job.tenant, bytes);
    const objection = objectionTo(report, job.config.signatures ?? 1, job.mode);
    if (objection !== undefined) return bpmnError(objection.code, objection.message);
    const signers = new Map(report.signatures.flatMap(({ signer }) => (signer ? [[signer.name, signer]] : [])));
    return {
      ...request,
      documents: [{ ...main, signed: true }, ...attachments],
      sender: { ...request.sender, signers: [...signers.keys()] },
      signers: [...signers.values()],
    };
  }

  async #write(tx: Tx, request: RegistrationRequest, key: SealAtHand | undefined): Promise<Registration> {
    if (!(await unchanged(tx, this.#parts.documents, request))) {
      throw new StepFailure(failed(codeOf('document-changed'), sentenceOf('document-changed')));
    }
    const registration = await this.#registered(tx, request, key);
    await frozenBy(tx, this.#parts.documents, registration);
    return registration;
  }

  async #registered(tx: Tx, request: RegistrationRequest, key: SealAtHand | undefined): Promise<Registration> {
    if (request.mode === 'trial') return registerTrial(tx, request, key);
    if (key === undefined || !validAt(key, tx.now)) {
      throw new StepFailure(failed(codeOf('seal-missing'), sentenceOf('seal-missing')));
    }
    this.#parts.hints.taken(tx.tenant, request.caseId);
    return registerDocument(tx, request, key, this.#parts.clockTolerance);
  }
}
