import { expect } from 'chai';
import {
  step,
  type Command,
  type Effect,
  type Env,
  type Event,
  type OpenTask,
  type State,
} from '../../../engine/src/core/index.js';
import { addDuration, catalogOf, compile, type Graph } from '../../../engine/src/model/index.js';
import type { Json, JsonObject } from '@libro-firma/engine/plugin';
import { testStep, type Given, type Player, type Service } from './player.js';
import { expectTrueHistory } from './true-history.js';

type Row = Exclude<Effect, { kind: 'publish' | 'send' | 'call' }>;
type Opened<K extends Row['kind']> = Extract<Row, { kind: K }>;

interface Instance {
  readonly graph: Graph;
  state: State;
  readonly journal: (readonly Event[])[];
  /** After each step of the journal. */
  readonly states: State[];
  readonly rows: Map<number, Row>;
}

/**
 * Executes with the step alone: no store, no runtime. After each command it holds the step to its promises: the input
 * is left as it was, the same input gives the same outcome, and the events fold to the state.
 */
export class PurePlayer implements Player {
  private readonly instances = new Map<string, Instance>();
  private readonly inbox: { to: string; command: Command }[] = [];
  private now = Date.UTC(2026, 0, 12, 8);
  private ids = 0;

  private constructor(
    private readonly graphs: readonly Graph[],
    private readonly services: Readonly<Record<string, Service>>,
  ) {}

  static async open(given: Given): Promise<PurePlayer> {
    const services = given.services ?? {};
    const catalog = catalogOf(Object.keys(services).map((type) => testStep(type)));
    const compiled = await Promise.all(given.diagrams.map((xml) => compile(xml, catalog)));
    const problems = compiled.flatMap((one) => one.problems.filter((problem) => problem.severity === 'error'));
    if (problems.length > 0) throw new Error(JSON.stringify(problems, null, 2));
    return new PurePlayer(
      compiled.flatMap((one) => one.graphs),
      services,
    );
  }

  async start(variables: JsonObject = {}): Promise<void> {
    const [graph] = this.graphs;
    if (graph === undefined) throw new Error('no graph');
    this.begin(graph, {
      kind: 'start',
      instanceId: 'main',
      definitionId: 'definition',
      caseId: 'main',
      mode: 'live',
      confidential: false,
      title: 'Test',
      actor: 'requester',
      variables,
    });
    this.settle();
  }

  async complete(element: string, how: Parameters<Player['complete']>[1] = {}): Promise<void> {
    const { row, id } = this.row('openTask', element);
    this.send(id, {
      kind: 'completeTask',
      n: row.n,
      path: row.path,
      actor: how.actor ?? 'worker',
      output: how.values ?? {},
      ...(how.outcome === undefined ? {} : { outcome: how.outcome }),
      ...(how.reason === undefined ? {} : { reason: how.reason }),
    });
    this.settle();
  }

  async claim(element: string, actor: string): Promise<void> {
    const { row, id } = this.row('openTask', element);
    this.send(id, { kind: 'claimTask', n: row.n, path: row.path, actor });
  }

  async pass(duration: string): Promise<void> {
    const until = addDuration({ now: this.now, timeZone: 'Europe/Rome' }, duration) ?? this.now;
    for (let due = this.nextDue(until); due !== undefined; due = this.nextDue(until)) {
      this.now = Math.max(this.now, due.row.dueAt);
      const { n, path, element } = due.row as Opened<'armTimer'>;
      if (due.row.kind === 'armTimer') this.send(due.id, { kind: 'fireTimer', n, path, element });
      this.settle();
    }
    this.now = until;
  }

  async message(name: string, key: string, variables: JsonObject = {}): Promise<void> {
    this.publish(name, key, variables);
    this.settle();
  }

  async retry(element: string, variables?: JsonObject): Promise<void> {
    const { row, id } = this.row('openIncident', element);
    const corrected = variables === undefined ? {} : { variables };
    this.send(id, { kind: 'retryIncident', n: row.n, path: row.path, actor: 'admin', ...corrected });
    this.settle();
  }

  async resolve(element: string, output: JsonObject): Promise<void> {
    const { row, id } = this.row('openIncident', element);
    this.send(id, { kind: 'resolveIncident', n: row.n, path: row.path, actor: 'admin', output, reason: 'by hand' });
    this.settle();
  }

  async cancel(): Promise<void> {
    this.send('main', { kind: 'cancel', actor: 'admin', reason: 'test' });
    this.settle();
  }

  async trace(): Promise<readonly string[]> {
    return this.main.journal.flat().flatMap((event) => (event.type === 'entered' ? [event.token.at] : []));
  }

  async tasks(): Promise<readonly string[]> {
    return this.all('openTask')
      .map(({ row }) => row.element)
      .sort();
  }

  async variables(): Promise<JsonObject> {
    const { case: _, ...variables } = this.main.state.scopes.get(1)?.variables ?? {};
    return variables;
  }

  async variable(name: string) {
    return (await this.variables())[name];
  }

  async about(): Promise<Json | undefined> {
    return this.main.state.scopes.get(1)?.variables['case'];
  }

  async state(): Promise<string> {
    return this.main.state.instance.state;
  }

  async incident(element: string): Promise<string | undefined> {
    return this.all('openIncident').find(({ row }) => row.element === element)?.row.code;
  }

  async close(): Promise<void> {
    const waiting = [...this.instances.values()].filter(({ state }) => state.instance.state !== 'running');
    for (const { rows } of waiting)
      expect([...rows.values()], 'rows left behind by an ended instance').to.deep.equal([]);
  }

  /** Instances: the case and all that was called. */
  get count(): number {
    return this.instances.size;
  }

  history(): Pick<Instance, 'journal' | 'states'> {
    return this.main;
  }

  private get main(): Instance {
    const main = this.instances.get('main');
    if (main === undefined) throw new Error('not started');
    return main;
  }

  private get env(): Env {
    return { now: this.now, newId: () => `called-${(this.ids += 1)}`, maxMoves: 10_000 };
  }

  private begin(graph: Graph, command: Extract<Command, { kind: 'start' }>): void {
    const before = this.ids;
    const outcome = step(graph, undefined, command, this.env);
    this.ids = before;
    expect(step(graph, undefined, command, this.env)).to.deep.equal(outcome);
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    const instance: Instance = { graph, state: outcome.state, journal: [], states: [], rows: new Map() };
    this.record(instance, outcome.events);
    this.instances.set(command.instanceId, instance);
    for (const effect of outcome.effects) this.take(instance, effect);
  }

  private send(id: string, command: Command): void {
    const instance = this.instances.get(id);
    if (instance === undefined) throw new Error(`no instance ${id}`);
    const { state } = instance;
    const before = JSON.stringify([state.instance, ...state.scopes.values()]);
    deepFreeze(state.instance);
    for (const scope of state.scopes.values()) deepFreeze(scope);
    const ids = this.ids;
    const outcome = step(instance.graph, state, command, this.env);
    this.ids = ids;
    expect(step(instance.graph, state, command, this.env), 'the same again').to.deep.equal(outcome);
    expect(JSON.stringify([state.instance, ...state.scopes.values()]), 'the input is left alone').to.equal(before);
    if (outcome.kind === 'rejected') throw new Error(outcome.code);
    if (outcome.kind === 'incomplete') throw new Error('all scopes are loaded');
    instance.state = outcome.state;
    this.record(instance, outcome.events);
    for (const effect of outcome.effects) this.take(instance, effect);
  }

  /** As the journal keeps it: through JSON. */
  private record({ state, states, journal }: Instance, events: readonly Event[]): void {
    journal.push(JSON.parse(JSON.stringify(events)) as readonly Event[]);
    states.push(state);
    expectTrueHistory(journal, state);
  }

  private take(instance: Instance, effect: Effect): void {
    switch (effect.kind) {
      case 'send':
        this.inbox.push(effect);
        return;
      case 'publish':
        return this.publish(effect.message, effect.key, effect.variables);
      case 'call': {
        const { processId, ...command } = effect.command;
        const graph = this.graphs.find((candidate) => candidate.processId === processId);
        const { parent } = effect.command;
        if (graph !== undefined) this.begin(graph, { kind: 'start', definitionId: processId, ...command });
        else if (parent !== undefined) {
          const result = { kind: 'failed', code: 'process-unknown', message: processId } as const;
          const { token, path } = parent;
          this.inbox.push({
            to: parent.instanceId,
            command: { kind: 'endCall', token, path, instanceId: command.instanceId, result },
          });
        }
        return;
      }
      case 'openTask':
      case 'openJob':
      case 'armTimer':
      case 'subscribe':
      case 'openIncident':
        expect(instance.rows.has(effect.n), `number ${effect.n} is used once`).to.equal(false);
        instance.rows.set(effect.n, effect);
        return;
      case 'retryJob': {
        const job = instance.rows.get(effect.n) as Opened<'openJob'>;
        const { dueAt, attempt } = effect;
        instance.rows.set(effect.n, { ...job, dueAt, attempt });
        return;
      }
      case 'assignTask':
      case 'parkJob':
        return;
      case 'closeTask':
      case 'closeJob':
      case 'disarmTimer':
      case 'unsubscribe':
      case 'closeIncident':
        expect(instance.rows.delete(effect.n), `${effect.kind} ${effect.n} closes something open`).to.equal(true);
    }
  }

  /** Runs jobs that are due and delivers internal commands until nothing is left. */
  private settle(): void {
    for (;;) {
      const sent = this.inbox.shift();
      if (sent !== undefined) {
        this.deliver(sent.to, sent.command);
        continue;
      }
      const job = this.all('openJob').find(({ row }) => row.dueAt <= this.now);
      if (job === undefined) return;
      this.runJob(job.id, job.row);
    }
  }

  /** What one instance says to another may come too late: then it is answered and done with. */
  private deliver(to: string, command: Command): void {
    if (this.instances.get(to)?.state.instance.state !== 'running') return;
    try {
      this.send(to, command);
    } catch (error) {
      if ((error as Error).message !== 'no-such-call') throw error;
    }
  }

  private runJob(id: string, { n, path, type, input, config, attempt }: Opened<'openJob'>): void {
    const service = this.services[type];
    if (service === undefined) throw new Error(`no service ${type}`);
    const answer = service(input, config, attempt);
    if ('output' in answer) return this.send(id, { kind: 'completeJob', n, path, output: answer.output });
    if ('error' in answer) {
      const { error: code, message = '' } = answer;
      return this.send(id, { kind: 'throwJobError', n, path, code, message, output: {} });
    }
    const again = answer.retryable !== false && attempt < 3 ? { retryAt: this.now + 1000 * 2 ** (attempt - 1) } : {};
    this.send(id, { kind: 'failJob', n, path, code: answer.fail, message: answer.fail, ...again });
  }

  private publish(name: string, key: string, variables: JsonObject): void {
    const found = this.all('subscribe').find(({ row }) => row.message === name && row.key === key);
    if (found === undefined) return;
    const { n, path, element } = found.row;
    this.inbox.push({ to: found.id, command: { kind: 'deliverMessage', n, path, element, variables } });
  }

  private nextDue(until: number) {
    const timers = [...this.all('armTimer'), ...this.all('openJob')].filter(({ row }) => row.dueAt <= until);
    return timers.sort((one, other) => one.row.dueAt - other.row.dueAt)[0];
  }

  private all<K extends Row['kind']>(kind: K): { id: string; row: Opened<K> }[] {
    return [...this.instances].flatMap(([id, { rows }]) =>
      [...rows.values()].flatMap((row) => (row.kind === kind ? [{ id, row: row as Opened<K> }] : [])),
    );
  }

  private row<K extends 'openTask' | 'openIncident'>(kind: K, element: string): { id: string; row: Opened<K> } {
    const found = this.all(kind).find(({ row }) => (row as OpenTask).element === element);
    if (found === undefined) throw new Error(`nothing open at ${element}`);
    return found;
  }
}

const deepFreeze = (value: unknown): void => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
};
