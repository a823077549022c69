import { createEngine, type Engine, type EngineDatabase, type LocalStep } from '@libro-firma/engine';
import {
  bpmnError,
  completed,
  failed,
  type Dialect,
  type Json,
  type JsonObject,
  type Tx,
} from '@libro-firma/engine/plugin';
import { testClock, testDatabase, type TestDatabase } from '@libro-firma/engine/testing';
import type { Event } from '../../../engine/src/core/index.js';
import { addDuration } from '../../../engine/src/model/timer.js';
import { readState } from '../../../engine/src/store/index.js';
import { testStep, type Given, type Player, type Service } from './player.js';
import { expectTrueHistory } from './true-history.js';

const tenant = 'test';

export interface EnginePlayerOptions {
  readonly dialect: Dialect;
  /** The engine dies after every commit, before anybody is told of it, and is opened again. */
  readonly restarted: boolean;
}

/** Executes with the whole engine on a database. */
export class EnginePlayer implements Player {
  private readonly clock = testClock('2026-01-12T08:00:00Z');
  private database!: TestDatabase;
  private open!: EngineDatabase;
  private engine!: Engine;
  private died = new Death();
  private release: () => Promise<void> = () => Promise.resolve();
  private instanceId = '';
  private commands = 0;

  private constructor(
    private readonly given: Given,
    private readonly options: EnginePlayerOptions,
  ) {}

  static async open(given: Given, options: EnginePlayerOptions): Promise<EnginePlayer> {
    const player = new EnginePlayer(given, options);
    player.database = await testDatabase({ clock: player.clock, dialect: options.dialect });
    player.open = player.database;
    await player.boot();
    for (const xml of [...given.diagrams].reverse()) {
      await player.engine.deploy({ tenant, xml, actor: 'analyst', publish: true });
    }
    return player;
  }

  async start(variables: JsonObject = {}): Promise<void> {
    const xml = this.given.diagrams[0] ?? '';
    const processId = /<process id="([^"]+)"/.exec(xml)?.[1] ?? '';
    const commandId = this.commandId();
    const request = { tenant, processId, actor: 'requester', title: 'Test', variables, commandId };
    const { instanceId } = await this.command(() => this.engine.start(request));
    this.instanceId = instanceId;
    await this.settle();
  }

  async complete(element: string, how: Parameters<Player['complete']>[1] = {}): Promise<void> {
    const task = await this.openTask(element);
    const { actor = 'worker', ...rest } = how;
    const request = { tenant, taskId: task, actor, commandId: this.commandId(), ...rest };
    await this.command(() => this.engine.completeTask(request));
    await this.settle();
  }

  async claim(element: string, actor: string): Promise<void> {
    const request = { tenant, taskId: await this.openTask(element), actor, commandId: this.commandId() };
    await this.command(() => this.engine.claimTask(request));
  }

  /** Stops at each instant at which something is due, so that what a timer opens gets its own time. */
  async pass(duration: string): Promise<void> {
    const until = addDuration({ now: this.clock.now(), timeZone: 'Europe/Rome' }, duration) ?? this.clock.now();
    for (let due = await this.nextDue(until); due !== undefined; due = await this.nextDue(until)) {
      this.clock.set(Math.max(due, this.clock.now()));
      await this.settle();
    }
    this.clock.set(until);
    await this.settle();
  }

  async message(name: string, key: string, variables: JsonObject = {}): Promise<void> {
    const request = { tenant, message: name, correlationKey: key, variables, commandId: this.commandId() };
    try {
      await this.command(() => this.engine.correlate(request));
    } catch (error) {
      if ((error as { code?: string }).code !== 'engine.nobody-waits') throw error;
    }
    await this.settle();
  }

  async retry(element: string, variables?: JsonObject): Promise<void> {
    const incidentId = await this.openIncident(element);
    const more = variables === undefined ? {} : { variables };
    const request = { tenant, incidentId, actor: 'admin', commandId: this.commandId(), ...more };
    await this.command(() => this.engine.retryIncident(request));
    await this.settle();
  }

  async resolve(element: string, output: JsonObject): Promise<void> {
    const incidentId = await this.openIncident(element);
    const request = { tenant, incidentId, actor: 'admin', output, reason: 'by hand', commandId: this.commandId() };
    await this.command(() => this.engine.resolveIncident(request));
    await this.settle();
  }

  async cancel(): Promise<void> {
    const request = {
      tenant,
      instanceId: this.instanceId,
      actor: 'admin',
      reason: 'test',
      commandId: this.commandId(),
    };
    await this.command(() => this.engine.cancelCase(request));
    await this.settle();
  }

  async trace(): Promise<readonly string[]> {
    const journal = await this.journal(this.instanceId);
    return journal.flat().flatMap((event) => (event.type === 'entered' ? [event.token.at] : []));
  }

  async tasks(): Promise<readonly string[]> {
    const open = await this.read((tx) => this.engine.openTasks(tx, this.instanceId));
    return open.map((task) => task.elementId).sort();
  }

  async variables(): Promise<JsonObject> {
    const { case: _, ...variables } = await this.read((tx) => this.engine.variables(tx, this.instanceId));
    return variables;
  }

  async variable(name: string): Promise<Json | undefined> {
    return (await this.variables())[name];
  }

  async about(): Promise<Json | undefined> {
    return (await this.read((tx) => this.engine.variables(tx, this.instanceId)))['case'];
  }

  async state(): Promise<string> {
    return (await this.read((tx) => this.engine.case(tx, this.instanceId)))?.state ?? 'none';
  }

  async incident(element: string): Promise<string | undefined> {
    const { items } = await this.read((tx) => this.engine.incidents(tx, { caseId: this.instanceId }));
    return items.find((incident) => incident.elementId === element)?.code;
  }

  async close(): Promise<void> {
    try {
      if (this.instanceId !== '') await this.checkFold();
    } finally {
      await this.engine.stop();
      if (this.open !== this.database) await this.open.close();
      await this.database.drop();
    }
  }

  /** The journal, read back from the database, folds to the state that the database holds: all of it, in every scope. */
  private async checkFold(): Promise<void> {
    const found = await this.read(async (tx) => {
      const instances = await this.engine.instances(tx, this.instanceId);
      return Promise.all(
        instances.map(async ({ id }) => ({
          journal: await this.engine.journal(tx, id),
          state: await readState(tx, id, 'all'),
        })),
      );
    });
    for (const { journal, state } of found) {
      if (state === undefined) throw new Error('an instance is listed and is not there');
      expectTrueHistory(journal, state);
    }
  }

  private journal(instance: string): Promise<readonly (readonly Event[])[]> {
    return this.read((tx) => this.engine.journal(tx, instance));
  }

  private async nextDue(until: number): Promise<number | undefined> {
    const first = await this.read(async (tx) => {
      const rows = (await tx
        .sql('lf_timer')
        .where({ tenant })
        .min('due_at as at')
        .unionAll([tx.sql('lf_job').where({ tenant, state: 'ready' }).min('due_at as at')])) as unknown as readonly {
        at: number | null;
      }[];
      return Math.min(...rows.map(({ at }) => at ?? Infinity));
    });
    return first <= until && first > this.clock.now() ? first : undefined;
  }

  private async openTask(element: string): Promise<string> {
    const open = await this.read((tx) => this.engine.openTasks(tx, this.instanceId));
    const task = open.find((candidate) => candidate.elementId === element);
    if (task === undefined) throw new Error(`nothing open at ${element}`);
    return task.id;
  }

  private async openIncident(element: string): Promise<string> {
    const { items } = await this.read((tx) => this.engine.incidents(tx, { caseId: this.instanceId }));
    const incident = items.find((candidate) => candidate.elementId === element);
    if (incident === undefined) throw new Error(`no incident at ${element}`);
    return incident.id;
  }

  private commandId(): string {
    this.commands += 1;
    return `command-${this.commands}`;
  }

  private read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.open.read(tenant, work);
  }

  /** Asks again, under the same command id, when the engine died before it answered. */
  private async command<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      const answer = await Promise.race([ask(), this.died.happened]);
      if (answer !== DEAD) return answer;
      await this.reboot();
    }
  }

  private async settle(): Promise<void> {
    await this.command(() => this.engine.settle());
    await this.checkFold();
  }

  /** Remembered, since an engine that died does not give its claim back; the death of a process does. */
  private async takeClaim() {
    const claim = await this.open.claim();
    this.release = () => claim.release();
    return claim;
  }

  private async boot(): Promise<void> {
    this.died = new Death();
    const { died } = this;
    this.engine = await createEngine({
      database: { ...this.open, claim: () => this.takeClaim() },
      tenants: [tenant],
      node: 'player',
      steps: Object.entries(this.given.services ?? {}).map(([type, service]) => localStep(type, service)),
      pollMs: 3_600_000,
      ...(this.options.restarted
        ? { probe: (point) => (point === 'group.committed' ? died.die() : Promise.resolve()) }
        : {}),
    });
  }

  /** Another process: other connections, another engine; of the first nothing is left but what it committed. */
  private async reboot(): Promise<void> {
    await this.release();
    const next = await this.database.reopen();
    if (this.open !== this.database) await this.open.close();
    this.open = next;
    await this.boot();
    if (this.instanceId !== '') await this.checkFold();
  }
}

const DEAD = Symbol('dead');

/** An engine that dies answers nobody any more. */
class Death {
  readonly happened: Promise<typeof DEAD>;
  private tell: (dead: typeof DEAD) => void = () => undefined;
  private dead = false;

  constructor() {
    this.happened = new Promise((resolve) => {
      this.tell = resolve;
    });
  }

  die(): Promise<void> {
    if (!this.dead) this.tell(DEAD);
    this.dead = true;
    return new Promise(() => undefined);
  }
}

const localStep = (type: string, service: Service): LocalStep => ({
  manifest: testStep(type),
  handler: {
    execute: ({ input, config, attempt }: { input: JsonObject; config: JsonObject; attempt: number }) => {
      const answer = service(input, config, attempt);
      if ('output' in answer) return Promise.resolve(completed(answer.output));
      if ('error' in answer) return Promise.resolve(bpmnError(answer.error, answer.message ?? ''));
      return Promise.resolve(failed(answer.fail, answer.fail, answer.retryable !== false));
    },
  },
});
