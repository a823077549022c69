import type { Instance, Outcome, State } from '../../core/index.js';
import type { Graph } from '../../model/index.js';
import type {
  AnswerRow,
  CandidateRow,
  InboxRow,
  IncidentRow,
  JobRow,
  JournalRow,
  Key,
  MessageRow,
  SubscriptionRow,
  TaskRow,
  TimerRow,
  Writes,
} from '../../store/index.js';
import { NEVER } from '../../store/index.js';
import type { Hint } from './hints.js';
import { keyText, Rows } from './rows.js';

export type Accepted = Extract<Outcome, { kind: 'accepted' }>;

/** One command's steps on one instance, all accepted, not yet in the book. */
export interface Fold {
  readonly instanceId: string;
  readonly graph: Graph;
  readonly outcomes: readonly Accepted[];
  readonly actor: string | undefined;
  readonly command: string;
  readonly note: string | undefined;
}

interface InstanceEntry {
  state: State;
  /** Revision in the database; 0 when it is not there yet. */
  readonly after: number;
  changed: boolean;
  /** The outermost scope, or what is written with it, has changed. */
  outermost: boolean;
}

/** Everything that one commit knows and will write. */
export class Book {
  private readonly instances = new Map<string, InstanceEntry>();
  private readonly storedScopes = new Set<string>();
  private readonly putScopes = new Map<string, Key>();
  private readonly dropScopes = new Map<string, Key>();
  readonly tasks = new Rows<TaskRow>();
  readonly jobs = new Rows<JobRow>();
  readonly timers = new Rows<TimerRow>();
  readonly subscriptions = new Rows<SubscriptionRow>();
  readonly incidents = new Rows<IncidentRow>();
  private readonly caseGroups = new Map<string, { caseId: string; group: string }>();
  private readonly journal: JournalRow[] = [];
  readonly inbox = { add: [] as InboxRow[], change: [] as InboxRow[], drop: [] as string[] };
  readonly messages = { add: new Map<string, MessageRow>(), drop: new Set<string>() };
  readonly answers: AnswerRow[] = [];
  readonly hints: Hint[] = [];

  loadStates(states: Iterable<State>): void {
    for (const state of states) {
      if (this.instances.has(state.instance.id)) continue;
      const { id: instance, root, rev } = state.instance;
      this.instances.set(instance, { state, after: rev, changed: false, outermost: false });
      for (const n of state.scopes.keys()) if (n !== root) this.storedScopes.add(keyText({ instance, n }));
    }
  }

  /** States completed by inner scopes; those that the commit has changed itself stay as they are. */
  loadScopes(states: ReadonlyMap<string, State>): void {
    for (const [id, { scopes }] of states) {
      const entry = this.instances.get(id);
      if (entry === undefined) continue;
      const all = new Map(entry.state.scopes);
      for (const [n, scope] of scopes) {
        const key = keyText({ instance: id, n });
        if (n !== entry.state.instance.root) this.storedScopes.add(key);
        if (!all.has(n) && !this.dropScopes.has(key)) all.set(n, scope);
      }
      entry.state = { instance: entry.state.instance, scopes: all };
    }
  }

  state(instance: string): State | undefined {
    return this.instances.get(instance)?.state;
  }

  /** Takes over a command that succeeded: states and journal. Rows are the business of `effects.ts`. */
  take(fold: Fold, at: number): void {
    const { instanceId, outcomes } = fold;
    const last = outcomes.at(-1);
    if (last === undefined) return;
    const entry = this.instances.get(instanceId);
    const { root, clock } = last.state.instance;
    if (entry === undefined) {
      this.instances.set(instanceId, { state: last.state, after: 0, changed: true, outermost: true });
    } else {
      const touched = outcomes.some((outcome) => outcome.touched.saved.has(root));
      entry.outermost ||= touched || entry.state.instance.clock !== clock;
      entry.state = last.state;
      entry.changed = true;
    }
    for (const { touched, state } of outcomes) {
      for (const n of touched.removed) this.dropScope({ instance: instanceId, n });
      for (const n of touched.saved) {
        if (n === state.instance.root) continue;
        const key = { instance: instanceId, n };
        this.putScopes.set(keyText(key), key);
      }
    }
    this.journal.push({
      instance: instanceId,
      rev: last.state.instance.rev,
      at,
      actor: fold.actor,
      command: fold.command,
      note: fold.note,
      events: outcomes.map(({ events }) => events),
    });
  }

  private dropScope(key: Key): void {
    const text = keyText(key);
    this.putScopes.delete(text);
    if (this.storedScopes.has(text)) this.dropScopes.set(text, key);
  }

  allow(caseId: string, groups: readonly string[]): void {
    for (const group of groups) this.caseGroups.set(`${caseId} ${group}`, { caseId, group });
  }

  writes(): Writes {
    const changed = [...this.instances.values()].filter((entry) => entry.changed);
    const tasks = this.tasks.writes();
    const timers = this.timers.writes();
    return {
      instances: changed.map(({ state, after, outermost }) => ({ state, after, outermost })),
      scopes: {
        put: [...this.putScopes.values()].map(({ instance, n }) => ({
          instance,
          n,
          state: this.instances.get(instance)?.state as State,
        })),
        drop: [...this.dropScopes.values()],
      },
      tasks,
      candidates: this.candidates(tasks),
      caseGroups: [...this.caseGroups.values()],
      jobs: this.jobs.writes(),
      timers: { add: timers.add, delay: timers.change, drop: timers.drop },
      subscriptions: this.subscriptions.writes(),
      messages: { add: [...this.messages.add.values()], drop: [...this.messages.drop] },
      incidents: this.incidents.writes(),
      journal: this.journal,
      inbox: this.inbox,
      answers: this.answers,
      outbox: undefined,
    };
  }

  /** An open task stands in queues; one that was closed leaves them. */
  private candidates(tasks: { readonly add: readonly TaskRow[]; readonly change: readonly TaskRow[] }) {
    const rows = (task: TaskRow): CandidateRow[] =>
      queuesOf(task, this.instances.get(task.instance)?.state.instance).map((group) => ({
        group,
        dueAt: task.dueAt ?? NEVER,
        createdAt: task.createdAt,
        instance: task.instance,
        n: task.n,
      }));
    return {
      add: tasks.add.filter((task) => task.state === 'open').flatMap(rows),
      drop: tasks.change.filter((task) => task.state !== 'open').flatMap(rows),
    };
  }
}

/**
 * A trial task stands in the queue of whoever started its case, and in nobody else's; one of a trial that is played
 * (with a time of its own) in none.
 */
const queuesOf = (task: TaskRow, instance: Instance | undefined): readonly string[] => {
  if (task.mode === 'live') return [...new Set(task.candidates)];
  return instance === undefined || instance.clock !== undefined ? [] : [trialQueue(instance.startedBy)];
};

export const trialQueue = (actor: string): string => `trial:${actor}`;
