import {
  createEngine,
  type Engine,
  type EngineDatabase,
  type EngineOptions,
  type LocalStep,
} from '@libro-firma/engine';
import type {
  Dialect,
  Directory,
  Membership,
  StepHandler,
  StepManifest,
  Tx,
  UserStepHandler,
} from '@libro-firma/engine/plugin';
import {
  recordingLog,
  testClock,
  testDatabase,
  type RecordingLog,
  type TestClock,
  type TestDatabase,
} from '@libro-firma/engine/testing';

export const tenant = 'test';

type Given = Omit<EngineOptions, 'database' | 'tenants' | 'log'> & { readonly dialect?: Dialect };

/** An engine on a database of its own, with a clock that stands still; `close` removes everything. */
export class House {
  readonly log: RecordingLog = recordingLog();

  private constructor(
    readonly clock: TestClock,
    readonly database: TestDatabase,
    readonly engine: Engine,
    private readonly given: Given,
    private readonly others: { engine: Engine; database: EngineDatabase }[] = [],
  ) {}

  static async open(given: Given = {}): Promise<House> {
    const clock = testClock();
    const { dialect, ...options } = given;
    const database = await testDatabase({ clock, ...(dialect === undefined ? {} : { dialect }) });
    const log = recordingLog();
    const engine = await createEngine({ pollMs: 3_600_000, ...options, database, tenants: [tenant], log });
    const house = new House(clock, database, engine, given);
    Object.assign(house, { log });
    return house;
  }

  /** A second engine on the same database, through connections of its own. */
  async another(given: Given = {}): Promise<Engine> {
    const database = await this.database.reopen();
    const { dialect: _, ...options } = { ...this.given, ...given };
    const engine = await createEngine({ pollMs: 3_600_000, ...options, database, tenants: [tenant], log: this.log });
    this.others.push({ engine, database });
    return engine;
  }

  deploy(...diagrams: readonly string[]) {
    return Promise.all(diagrams.map((xml) => this.engine.deploy({ tenant, xml, actor: 'analyst', publish: true })));
  }

  async start(variables: Record<string, unknown> = {}, processId = 'process'): Promise<string> {
    const request = { tenant, processId, actor: 'requester', title: 'Una pratica', variables: variables as never };
    return (await this.engine.start(request)).instanceId;
  }

  read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.read(tenant, work);
  }

  async taskAt(instanceId: string, element: string): Promise<string> {
    const open = await this.read((tx) => this.engine.openTasks(tx, instanceId));
    const task = open.find((candidate) => candidate.elementId === element);
    if (task === undefined) throw new Error(`nothing is open at ${element}`);
    return task.id;
  }

  async complete(instanceId: string, element: string, more: Partial<Parameters<Engine['completeTask']>[0]> = {}) {
    const taskId = await this.taskAt(instanceId, element);
    return this.engine.completeTask({ tenant, taskId, actor: 'worker', ...more });
  }

  async stateOf(instanceId: string): Promise<string | undefined> {
    return (await this.read((tx) => this.engine.case(tx, instanceId)))?.state;
  }

  variablesOf(instanceId: string) {
    return this.read((tx) => this.engine.variables(tx, instanceId));
  }

  async incidentsOf(caseId: string) {
    return (await this.read((tx) => this.engine.incidents(tx, { caseId }))).items;
  }

  async count(table: string): Promise<number> {
    const rows = await this.read((tx) => tx.sql(table).where({ tenant }).select('tenant'));
    return rows.length;
  }

  async close(): Promise<void> {
    for (const { engine, database } of this.others) {
      await engine.stop();
      await database.close();
    }
    await this.engine.stop();
    await this.database.drop();
  }
}

/** What went wrong, by its code. */
export const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    return (error as { code?: string }).code ?? (error as Error).message;
  }
  return 'nothing went wrong';
};

export const serviceManifest = (type: string, more: Partial<StepManifest> = {}): StepManifest => ({
  type,
  label: { it: type },
  icon: 'it-settings',
  appliesTo: 'bpmn:ServiceTask',
  config: { type: 'object' },
  onUnknownOutcome: 'retry',
  retry: { attempts: 3, delayMs: 1_000, maxDelayMs: 60_000 },
  timeoutMs: 5_000,
  ...more,
});

export const service = (
  type: string,
  execute: StepHandler['execute'],
  more: Partial<StepManifest> & Omit<StepHandler, 'execute'> = {},
): LocalStep => {
  const { reconcile, cancel, ...manifest } = more;
  const handler: StepHandler = {
    execute,
    ...(reconcile === undefined ? {} : { reconcile }),
    ...(cancel === undefined ? {} : { cancel }),
  };
  return { manifest: serviceManifest(type, manifest), handler };
};

export const userStep = (type: string, handler: UserStepHandler): LocalStep => ({
  manifest: serviceManifest(type, { appliesTo: 'bpmn:UserTask' }),
  handler,
});

/** Who belongs to what, in the test's own words: `{ anna: ['office'], bruno: [{ group: 'office', ... }] }`. */
export const directoryOf = (people: Readonly<Record<string, readonly (string | Membership)[]>>): Directory => ({
  groupsOf: async (_tx, actor) =>
    (people[actor] ?? []).map((group) => (typeof group === 'string' ? { group, kind: 'own' as const } : group)),
  holdersOf: async (_tx, group) =>
    Object.keys(people).filter((actor) =>
      people[actor]?.some((own) => (typeof own === 'string' ? own : own.group) === group),
    ),
  permissionsOf: async () => new Set(),
  describe: async (_tx, actors) => actors.map((id) => ({ id, name: id, email: undefined })),
  labelOf: async (_tx, groups) => new Map(groups.map((group) => [group, group])),
  problemWith: async (_tx, group) => (group.startsWith('missing') ? `Il gruppo «${group}» non esiste.` : undefined),
});
