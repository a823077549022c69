import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, type Engine } from '@libro-firma/engine';
import type { Actor, AnyRoute, CaseMode, LiveEvent, LiveTarget, TaskView, Tx } from '@libro-firma/engine/plugin';
import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { testClock, testDatabase, type TestClock, type TestDatabase } from '@libro-firma/engine/testing';
import documentsPlugin from '@libro-firma/plugin-documents';
import { bundleVariable, Documents, type CaseDocument } from '@libro-firma/plugin-documents/ports';
import organisationPlugin from '@libro-firma/plugin-organisation';
import { Organisation, type OrganisationData } from '@libro-firma/plugin-organisation/ports';
import signingPlugin, { Signing, Verification, Seal } from '@libro-firma/plugin-signing';
import { defaultWorker, type WorkerOptions } from '../../dist/batch/worker-options.js';
import { BatchWorker } from '../../dist/batch/worker.js';
import { openBatch } from '../../dist/batch/open-batch.js';
import { findBatch, itemsOf } from '../../dist/batch/rows.js';
import type { BatchRow, ItemRow } from '../../dist/batch/types.js';
import { Parts } from '../../dist/parts.js';
import { letter } from './pdfs.js';

export const TENANT = 'palermo';
export const PIN = '12345678';

/** Drafter, procedure manager, two directors, and the delegate of the first one. */
export const people = {
  drafter: 'p-0001',
  manager: 'p-0002',
  director: 'p-0003',
  second: 'p-0004',
  delegate: 'p-0005',
  stranger: 'p-0006',
} as const;

const person = (id: string, givenName: string, familyName: string, fiscalCode: string) => ({
  id,
  givenName,
  familyName,
  fiscalCode,
  email: `${id}@comune.test`,
  username: id,
  validFrom: '2020-01-01',
});

export const organisation: OrganisationData = {
  sectors: [{ id: 's1', name: 'Affari generali', validFrom: '2020-01-01' }],
  offices: [{ id: 'gare', name: 'Ufficio Gare', sector: 's1', validFrom: '2020-01-01' }],
  people: [
    person(people.drafter, 'Ada', 'Rossi', 'RSSDAA80A41G273N'),
    person(people.manager, 'Bruno', 'Neri', 'NREBRN75B02G273Q'),
    person(people.director, 'Carla', 'Verdi', 'VRDCRL70C43G273J'),
    person(people.second, 'Dario', 'Bruni', 'BRNDRA68D04G273I'),
    person(people.delegate, 'Elsa', 'Gialli', 'GLLLSE82E45G273Z'),
    person(people.stranger, 'Fabio', 'Viola', 'VLIFBA85H06G273W'),
  ],
  roles: [
    { person: people.drafter, role: 'drafter', office: 'gare', validFrom: '2020-01-01' },
    { person: people.manager, role: 'procedureManager', office: 'gare', validFrom: '2020-01-01' },
    { person: people.manager, role: 'administrator', office: 'gare', validFrom: '2020-01-01' },
    { person: people.director, role: 'director', office: 'gare', validFrom: '2020-01-01' },
    { person: people.second, role: 'accounting', office: 'gare', validFrom: '2020-01-01' },
  ],
  substitutions: [
    {
      id: 'd1',
      kind: 'signingDelegation',
      from: people.director,
      to: people.delegate,
      scope: { roles: ['director'] },
      actRef: 'determina n. 12/2026',
      validFrom: '2026-01-01',
    },
  ],
};

const task = (id: string, name: string, type: string, group: string, headers: Record<string, string> = {}): string => `
  <userTask id="${id}" name="${name}">
    <extensionElements>
      <lf:taskDefinition type="${type}"/>
      <lf:taskHeaders>${Object.entries(headers)
        .map(([key, value]) => `<lf:header key="${key}" value="${value}"/>`)
        .join('')}</lf:taskHeaders>
      <lf:assignmentDefinition candidateGroups="${group}"/>
      <lf:ioMapping><lf:input source="=bundle" target="bundle"/></lf:ioMapping>
    </extensionElements>
  </userTask>`;

/** One after the other; what is rejected goes no further. */
export const route = (id: string, tasks: readonly string[]): string => {
  const ids = tasks.map((xml) => /id="(\w+)"/.exec(xml)![1]!);
  const flow = (from: string, to: string, condition = ''): string =>
    `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${condition}</sequenceFlow>`;
  const approved = '<conditionExpression>=outcome != "rejected"</conditionExpression>';
  const choices = ids.slice(1).map((next, i) => {
    const choice = `esito${i}`;
    return `<exclusiveGateway id="${choice}" default="${choice}_end"/>
    ${flow(ids[i]!, choice)}${flow(choice, next, approved)}${flow(choice, 'end')}`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lf="https://libro-firma.it/ns/bpmn/1.0"
  id="d-${id}" targetNamespace="https://libro-firma.it/test">
  <process id="${id}" name="${id}" isExecutable="true">
    <startEvent id="start"/>${tasks.join('')}<endEvent id="end"/>
    ${flow('start', ids[0]!)}${choices.join('')}${flow(ids.at(-1)!, 'end')}
  </process>
</definitions>`;
};

const DIRECTOR = 'role:director@gare';
export const routes = {
  one: [task('firma1', 'Firma del dirigente', 'signing.signature:1', DIRECTOR, { position: '1', reason: 'Approvo' })],
  two: [
    task('firma1', 'Firma del dirigente', 'signing.signature:1', DIRECTOR, { position: '1' }),
    task('firma2', 'Firma della ragioneria', 'signing.signature:1', 'role:accounting@gare', { position: '2' }),
  ],
  full: [
    task('sigla', 'Sigla del responsabile', 'signing.initials:1', 'role:procedureManager@gare'),
    task('visto', 'Visto contabile', 'signing.endorsement:1', 'role:accounting@gare'),
    task('firma1', 'Firma del dirigente', 'signing.signature:1', DIRECTOR),
  ],
  noReject: [task('firma1', 'Firma', 'signing.signature:1', DIRECTOR, { allowReject: 'false' })],
  byDrafter: [task('firma1', 'Firma', 'signing.signature:1', 'role:drafter@gare')],
  byDrafterAllowed: [task('firma1', 'Firma', 'signing.signature:1', 'role:drafter@gare', { allowDrafter: 'true' })],
  markByDrafter: [task('sigla', 'Sigla', 'signing.initials:1', 'role:drafter@gare')],
} as const;

export type RouteName = keyof typeof routes;

export interface HouseOptions {
  readonly demo?: boolean;
  readonly settings?: object;
}

/** The plugin as it is shipped, with the organisation and the documents, in an engine with a database of its own. */
export class House {
  events: { readonly to: LiveTarget; readonly event: LiveEvent }[] = [];
  private letters = 0;

  private constructor(
    readonly engine: Engine,
    readonly db: TestDatabase,
    readonly clock: TestClock,
    readonly dataDir: string,
  ) {}

  static async open({ demo = true, settings = {} }: HouseOptions = {}): Promise<House> {
    const clock = testClock('2026-03-03T09:30:00Z');
    const dataDir = await mkdtemp(join(tmpdir(), 'lf-signing-'));
    const db = await testDatabase({ clock });
    const quiet = () => undefined;
    const events: House['events'] = [];
    const engine = await createEngine({
      database: db,
      plugins: [organisationPlugin, documentsPlugin, signingPlugin],
      settings: { signing: settings },
      tenants: [TENANT],
      dataDir,
      demo,
      publicUrl: 'http://127.0.0.1:8080',
      live: { publish: (_tenant, to, event) => void events.push({ to, event }) },
      log: { info: quiet, warn: quiet, error: quiet },
    });
    const house = new House(engine, db, clock, dataDir);
    house.events = events;
    await db.write(TENANT, (tx) => house.organisation.import(tx, organisation));
    return house;
  }

  async close(): Promise<void> {
    await this.parts.workshop.close();
    await this.engine.stop();
    await this.db.drop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private port<T>(plugin: string, port: symbol): T {
    const found = this.engine.plugins.find(({ definition }) => definition.manifest.name === plugin);
    return found!.context.container.get<T>(port);
  }

  get organisation(): Organisation {
    return this.port('organisation', Organisation);
  }
  get documents(): Documents {
    return this.port('documents', Documents);
  }
  get signing(): Signing {
    return this.port('signing', Signing);
  }
  get verification(): Verification {
    return this.port('signing', Verification);
  }
  get seal(): Seal {
    return this.port('signing', Seal);
  }
  get parts(): Parts {
    return this.port('signing', Parts);
  }

  read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.db.read(TENANT, work);
  }

  async deploy(name: RouteName, publish = true): Promise<void> {
    await this.engine.deploy({
      tenant: TENANT,
      xml: route(name, routes[name]),
      actor: people.manager,
      ...(publish ? { publish: true } : {}),
    } as Parameters<Engine['deploy']>[0]);
  }

  /** A case whose drafter brought this PDF. */
  async start(
    name: RouteName,
    pdf?: Uint8Array,
    mode: CaseMode = 'live',
    actor: string = people.drafter,
  ): Promise<string> {
    await this.deploy(name);
    this.letters += 1;
    const content = pdf ?? (await letter(`Nota numero ${this.letters}: la pratica è conclusa.`));
    const blob = await this.documents.store(TENANT, content);
    const { instanceId } = await this.engine.start({
      tenant: TENANT,
      processId: name,
      actor,
      mode,
      title: 'Nota al Ministero',
      write: async (tx, { instanceId: caseId }) => {
        await this.documents.addDocument(tx, {
          caseId,
          role: 'main',
          mode,
          confidential: false,
          name: 'nota.pdf',
          mediaType: 'application/pdf',
          pages: 1,
          kind: 'upload',
          createdBy: actor,
          blob,
        });
        const bundle = await this.documents.bundleOf(tx, caseId);
        return { bundle: bundleVariable(bundle!)! };
      },
    });
    return instanceId;
  }

  async task(caseId: string): Promise<TaskView> {
    const [task] = await this.read((tx) => this.engine.openTasks(tx, caseId));
    if (!task) throw new Error(`no open task in ${caseId}`);
    return task;
  }

  async main(caseId: string): Promise<CaseDocument> {
    return (await this.read((tx) => this.documents.bundleOf(tx, caseId)))!.main!;
  }

  async bytes(caseId: string): Promise<Uint8Array> {
    return this.documents.bytes(TENANT, (await this.main(caseId)).head);
  }

  /** The person reads the present version, as the content route records it. */
  async opens(actor: string, caseId: string): Promise<{ taskId: string; digest: string }> {
    const document = await this.main(caseId);
    await this.db.write(TENANT, (tx) =>
      this.documents.recordRead(tx, { actor, documentId: document.id, version: document.head.n, kind: 'view' }),
    );
    return { taskId: (await this.task(caseId)).id, digest: document.head.digest };
  }

  /** A correction by the drafter: another document altogether. */
  async replaces(caseId: string, text: string): Promise<void> {
    const document = await this.main(caseId);
    const blob = await this.documents.store(TENANT, await letter(text));
    await this.db.write(TENANT, (tx) =>
      this.documents.addVersion(tx, {
        documentId: document.id,
        expectedHead: document.head.digest,
        blob,
        kind: 'correction',
        createdBy: people.drafter,
      }),
    );
  }

  worker(options: Partial<WorkerOptions> = {}): BatchWorker {
    return new BatchWorker(this.parts.services, { ...defaultWorker, delayMs: 1, ...options });
  }

  async credential(actor: string): Promise<string> {
    const [one] = await this.parts.demoKeys!.credentialsOf(TENANT, actor);
    return one!.id;
  }

  /** Opens a batch without working on it. */
  async batch(
    worker: BatchWorker,
    actor: string,
    tasks: readonly { taskId: string; digest: string }[],
    idempotencyKey?: string,
  ): Promise<string> {
    const provider = this.parts.demoKeys!;
    const credentialId = await this.credential(actor);
    const { batch } = await this.db.write(TENANT, (tx) =>
      openBatch(tx, this.parts.services, {
        actor,
        provider,
        credentialId,
        tasks,
        idempotencyKey,
        lease: worker.ownLease,
      }),
    );
    return batch.id;
  }

  /** One batch from its beginning to its end. */
  async signs(
    actor: string,
    tasks: readonly { taskId: string; digest: string }[],
    pin = PIN,
    worker = this.worker(),
  ): Promise<{ batch: BatchRow; items: readonly ItemRow[] }> {
    const id = await this.batch(worker, actor, tasks);
    worker.submit(TENANT, id, pin);
    await worker.idle();
    return this.state(id);
  }

  state(id: string): Promise<{ batch: BatchRow; items: readonly ItemRow[] }> {
    return this.read(async (tx) => ({ batch: (await findBatch(tx, id))!, items: await itemsOf(tx, id) }));
  }

  /** A route as the server calls it, its access rule and schemas included. */
  async call(
    name: string,
    actor: string,
    given: { params?: Record<string, string>; query?: Record<string, string>; body?: object; key?: string } = {},
  ): Promise<unknown> {
    const plugin = this.engine.plugins.find(({ definition }) => definition.manifest.name === 'signing')!;
    const found = plugin.routes.find((one) => one.name === name) as AnyRoute;
    const params = given.params ?? {};
    const caller: Actor = { id: actor, name: actor, memberships: [], permissions: new Set() };
    await this.refuseStrangers(found, caller, params);
    const answer: unknown = await found.handle({
      tenant: TENANT,
      actor: caller,
      params: found.params?.parse(params) ?? {},
      query: found.query?.parse(given.query ?? {}) ?? {},
      body: found.body?.kind === 'json' ? found.body.schema.parse(given.body ?? {}) : undefined,
      idempotencyKey: given.key,
      db: this.db,
      now: this.clock.now(),
    } as never);
    return found.answer.kind === 'json' ? found.answer.schema.parse(answer) : answer;
  }

  private async refuseStrangers({ access }: AnyRoute, actor: Actor, params: Record<string, string>): Promise<void> {
    const may = await this.read(async (tx) => {
      if (access.kind === 'case') return this.engine.access.maySee(tx, actor.id, params[access.param] ?? '');
      if (access.kind === 'rule') return access.check(tx, { actor, params });
      if (access.kind === 'permission') return false;
      return true;
    });
    if (!may) throw new LibroFirmaError('not-found', 'test.no-access', { it: 'Non trovato.' });
  }
}

/** The code of the refusal that the work must end in. */
export const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof LibroFirmaError)) throw error ?? new Error('it was not refused');
  return error.code;
};
