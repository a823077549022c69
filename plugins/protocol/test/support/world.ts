import {
  StepFailure,
  type CaseView,
  type Dialect,
  type LibroFirmaError,
  type StepResult,
  type Tx,
} from '@libro-firma/engine/plugin';
import { testClock, testDatabase, type TestClock, type TestDatabase } from '@libro-firma/engine/testing';
import type { SignatureReport, Verification, VerificationReport } from '@libro-firma/plugin-signing/ports';
import { Workshop } from '../../src/courtesy/workshop.js';
import { migrations } from '../../src/migrations/index.js';
import type { ProtocolData, RegistrationVariable } from '../../src/ports.js';
import { StoredProtocol } from '../../src/protocol.js';
import type { RegisterJob, Sources } from '../../src/register/prepare.js';
import { RegisterStep, type RegisterOutput } from '../../src/steps/register.js';
import { TestDocuments } from './documents.js';
import { testSeal, type TestSeal } from './seal.js';

/** The fixture of the whole run sees that PostgreSQL is there. */
export const dialects = ['sqlite', 'postgres'] as const;

/** The code of what was refused. */
export const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'nothing was refused';
  } catch (error) {
    if (error instanceof StepFailure && error.result.kind === 'failed') return error.result.code;
    return (error as LibroFirmaError).code ?? String(error);
  }
};

export const TENANT = 'palermo';

export const masterData: ProtocolData = {
  areas: [
    {
      id: 'aoo',
      description: 'Comune di Palermo - Area unica',
      administration: { name: 'Comune di Palermo', ipaCode: 'c_g273', taxCode: '80016350821' },
      ipaCode: 'c_g273',
      pec: 'protocollo@cert.comune.example',
    },
  ],
  registers: [
    {
      id: 'generale',
      area: 'aoo',
      code: 'RU',
      description: 'Registro ufficiale di protocollo',
      kind: 'protocol',
      opening: { firstNumber: 1, by: 'p-0009', act: 'Determinazione n. 1/2026' },
    },
    {
      id: 'determine',
      area: 'aoo',
      code: 'DET',
      description: 'Registro delle determinazioni',
      kind: 'serialRegister',
      opening: { firstNumber: 1, by: 'p-0009', act: 'Determinazione n. 1/2026' },
    },
    { id: 'chiuso', area: 'aoo', code: 'NUOVO', description: 'Registro non ancora aperto', kind: 'protocol' },
  ],
  classification: [
    { code: 'VI', title: 'Pianificazione e gestione del territorio', active: true },
    { code: 'VI.3', title: 'Edilizia privata', active: true },
    { code: 'VI.3.1', title: 'Permessi di costruire', active: true },
    { code: 'VII', title: 'Servizi alla persona', active: true },
    { code: 'VIII', title: 'Voce soppressa', active: false },
  ],
};

const signature = (name: string, change: Partial<SignatureReport>): SignatureReport => ({
  field: `Firma-${name}`,
  signer: {
    name,
    fiscalCode: undefined,
    organization: undefined,
    subject: name,
    issuer: 'CA',
    serialNumber: '1',
    validFrom: 0,
    validTo: 1,
  },
  claimedAt: undefined,
  reason: undefined,
  level: 'PAdES-B-B',
  intact: true,
  trusted: true,
  demo: true,
  coversFile: true,
  after: 'nothing',
  changes: [],
  problems: [],
  valid: true,
  ...change,
});

export const signedBy = (...names: readonly string[]): VerificationReport => ({
  signatures: names.map((name) => signature(name, {})),
  valid: names.length > 0,
});

export const brokenSignature = (name: string): VerificationReport => ({
  signatures: [signature(name, { valid: false, intact: false, problems: ['content-changed'] })],
  valid: false,
});

export interface JobChange {
  readonly caseId?: string;
  readonly key?: string;
  readonly mode?: 'live' | 'trial';
  readonly confidential?: boolean;
  readonly config?: Partial<RegisterJob['config']>;
  readonly input?: RegisterJob['input'];
}

const recipients = [
  { name: 'Dott.ssa Anna Lo Cascio', kind: 'person', email: 'anna@example.org', taxCode: 'LCSNNA80A41G273X' },
  { name: 'Edil "Sud" & figli', kind: 'company', email: 'edil@example.org', taxCode: '01234567890' },
] as const;

let jobs = 0;

export const jobOf = (change: JobChange = {}): RegisterJob => {
  const caseId = change.caseId ?? 'c-1';
  return {
    tenant: TENANT,
    id: `${caseId}.1`,
    type: 'protocol.register:1',
    instanceId: caseId,
    caseId,
    elementId: 'protocolla',
    elementName: 'Protocollazione',
    mode: change.mode ?? 'live',
    confidential: change.confidential ?? false,
    attempt: 1,
    idempotencyKey: change.key ?? `job-${(jobs += 1)}`,
    signal: new AbortController().signal,
    config: {
      register: 'generale',
      direction: 'out',
      classification: 'VI.3.1',
      subject: 'Risposta all’istanza di accesso',
      office: 'u-gare',
      ...change.config,
    },
    input: change.input ?? { recipients },
  };
};

/** A protocol on a database of its own, with the plugins around it played by the test. */
export class World {
  readonly documents = new TestDocuments();
  readonly verification: Verification & { answer: VerificationReport } = {
    answer: signedBy('Mario Rossi', 'Lucia De Luca'),
    verify: () => Promise.resolve(this.verification.answer),
  };
  readonly sources: Sources;
  readonly protocol: StoredProtocol;

  private constructor(
    readonly db: TestDatabase,
    readonly clock: TestClock,
    readonly seal: TestSeal,
  ) {
    this.sources = {
      documents: this.documents,
      organisation: {
        office: (_tx, id) =>
          Promise.resolve(
            id.startsWith('u-')
              ? { id, name: `Ufficio ${id.slice(2)}`, sector: 's', validFrom: '2020-01-01' }
              : undefined,
          ),
        book: (_tx, id) =>
          Promise.resolve({
            id,
            name: 'Libro firma Gare',
            office: 'u-gare',
            positions: {},
            clerkCheck: false,
            register: 'determine',
            validFrom: '2020-01-01',
          }),
      },
      engine: { case: () => Promise.resolve({ processName: 'Nota in uscita' } as CaseView) },
    };
    const workshop = new Workshop({
      timeout: 60_000,
      maxMemory: 512 * 1024 * 1024,
      entry: new URL('../../dist/courtesy/child.js', import.meta.url),
    });
    this.protocol = new StoredProtocol({ db, documents: this.documents, workshop, news: { listen: () => undefined } });
  }

  static async open(
    options: { dialect?: Dialect; at?: string; seal?: TestSeal; data?: ProtocolData } = {},
  ): Promise<World> {
    const clock = testClock(options.at ?? '2026-03-03T08:00:00Z');
    const dialect = options.dialect === undefined ? {} : { dialect: options.dialect };
    const db = await testDatabase({ clock, migrations, ...dialect });
    const world = new World(db, clock, options.seal ?? testSeal());
    await db.write(TENANT, (tx) => world.protocol.import(tx, options.data ?? masterData));
    return world;
  }

  close(): Promise<void> {
    return this.db.drop();
  }

  read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.db.read(TENANT, work);
  }

  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.db.write(TENANT, work);
  }

  step(seal: TestSeal = this.seal): RegisterStep {
    const { db, sources, verification } = this;
    return new RegisterStep({
      ...sources,
      db,
      verification,
      seal,
      hints: { taken: () => undefined },
      clockTolerance: 60_000,
    });
  }

  /** The first half of the step: everything before the transaction. */
  execute(job: RegisterJob, seal?: TestSeal): Promise<StepResult<RegisterOutput>> {
    return this.step(seal).execute(job);
  }

  /** Both halves, as the engine runs them; refusals come back as they are. */
  async run(change: JobChange = {}): Promise<StepResult<RegisterOutput>> {
    const job = jobOf(change);
    const result = await this.execute(job);
    if (result.kind !== 'completed' || result.write === undefined) return result;
    const output = await this.write(result.write);
    return { kind: 'completed', output: output as RegisterOutput };
  }

  /** Puts a fresh document into a case of its own and registers it. */
  async register(change: JobChange = {}): Promise<RegistrationVariable> {
    const caseId = change.caseId ?? `c-${(jobs += 1)}`;
    const existing = await this.read((tx) => this.documents.bundleOf(tx, caseId));
    if (existing === undefined) this.documents.put(caseId, Buffer.from(`%PDF ${caseId}`));
    const result = await this.run({ ...change, caseId });
    if (result.kind !== 'completed' || result.output === undefined)
      throw new Error(`not registered: ${JSON.stringify(result)}`);
    return result.output.registration;
  }
}
