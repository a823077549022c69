import type { Env, State } from '../../core/index.js';
import type { Tx } from '../../plugin/database.js';
import type { CommitStore, IncidentRow, InboxRow, JobRow, MessageRow, SubscriptionRow } from '../../store/index.js';
import type { Graphs } from '../graphs.js';
import type { Handlers } from '../handlers.js';
import { Book } from './book.js';
import type { EffectContext } from './effects.js';
import { atHand, type Hot } from './hot.js';
import { keyText } from './rows.js';
import { Wants } from './wants.js';
import { answerId, type Work } from './work.js';

/** What the pipeline of one engine shares between its commits. */
export interface PipelineContext {
  readonly store: CommitStore;
  readonly graphs: Graphs;
  readonly handlers: Handlers;
  readonly maxMoves: number;
  readonly valuesNeedForm: boolean;
  /** What this node has committed last; of one tenant. */
  readonly hot: Hot;
  newId(): string;
  reserve(type: string): { readonly lease: string; readonly until: number } | undefined;
}

/** One transaction that carries out a group of commands. */
export class Commit {
  readonly book = new Book();
  readonly incidents = new Map<string, IncidentRow>();
  readonly inbox = new Map<string, InboxRow>();
  readonly waitingJobs = new Map<string, JobRow>();
  readonly published = new Map<string, string>();
  /** What this node took on for its worker; given back when the commit fails. */
  readonly reserved: string[] = [];
  /** Instances that are not held: another node may have changed them. */
  readonly recent = new Set<string>();
  answers: ReadonlyMap<string, string> = new Map();
  private readonly subscriptions = new Map<string, SubscriptionRow[]>();
  private messages: readonly MessageRow[] = [];
  readonly env: Env;
  readonly effects: EffectContext;

  constructor(
    readonly tx: Tx,
    readonly context: PipelineContext,
  ) {
    const newId = () => context.newId();
    this.env = { now: tx.now, newId, maxMoves: context.maxMoves };
    this.effects = {
      now: tx.now,
      newId,
      reserve: (type) => {
        const own = context.reserve(type);
        if (own !== undefined) this.reserved.push(type);
        return own;
      },
      tellsCancelled: (type) => context.handlers.service(type)?.handler.cancel !== undefined,
      reconciles: (type) => context.handlers.service(type)?.manifest.onUnknownOutcome === 'reconcile',
    };
  }

  /** Reads what the works want: by key first, then the instances (held), then the rest. */
  async load(works: readonly Work[]): Promise<void> {
    const { store } = this.context;
    const wants = new Wants();
    for (const work of works) work.seek(wants);
    for (const row of await store.incidents(this.tx, [...wants.incidents.values()])) {
      this.incidents.set(keyText(row), row);
      this.book.incidents.load([row]);
    }
    for (const row of await store.inbox(this.tx, [...wants.inbox])) this.inbox.set(row.id, row);
    for (const row of await store.waitingJobs(this.tx, [...wants.correlationKeys])) {
      this.waitingJobs.set(row.key ?? '', row);
    }
    for (const row of await store.subscriptions(this.tx, wants.messages)) {
      const pair = pairOf(row);
      const rows = this.subscriptions.get(pair);
      if (rows === undefined) this.subscriptions.set(pair, [row]);
      else rows.push(row);
    }
    this.messages = await store.messages(this.tx, wants.messages);
    for (const work of works) work.aim?.(this, wants);
    await this.loadInstances(wants);
    for (const [processId, id] of await store.published(this.tx, [...wants.processIds])) {
      this.published.set(processId, id);
    }
    // Asked once the instances are held: another node's answer to the same command is there by now.
    this.answers = await store.answers(
      this.tx,
      works.flatMap((work) => answerId(work) ?? []),
    );
    for (const work of works) work.narrow?.(this, wants);
    if (wants.scopes.size > 0) await this.loadScopes(wants.scopes);
  }

  private async loadInstances(wants: Wants): Promise<void> {
    const { store, hot } = this.context;
    const shared = this.tx.dialect === 'postgres';
    const mayBeAtHand = (id: string): boolean => !shared || (wants.recent.has(id) && !wants.instances.has(id));
    const ids = new Set([...wants.instances, ...wants.recent]);
    const states = atHand(ids, (id) => (mayBeAtHand(id) ? hot.state(id, this.tx.now) : undefined));
    this.book.loadStates(states.found);
    if (shared) for (const { instance } of states.found) this.recent.add(instance.id);
    this.book.loadStates(await store.states(this.tx, states.missing));
    const tasks = atHand(wants.tasks.values(), (key) =>
      mayBeAtHand(key.instance) ? hot.task(key, this.tx.now) : undefined,
    );
    this.book.tasks.load(tasks.found);
    this.book.tasks.load(await store.tasks(this.tx, tasks.missing));
    const jobs = atHand(wants.jobs.values(), (key) =>
      mayBeAtHand(key.instance) ? hot.job(key, this.tx.now) : undefined,
    );
    this.book.jobs.load(jobs.found);
    this.book.jobs.load(await store.jobs(this.tx, jobs.missing));
  }

  async loadScopes(wanted: ReadonlyMap<string, ReadonlySet<number> | 'all'>): Promise<void> {
    const states = new Map<string, State>();
    const missing = new Map<string, ReadonlySet<number> | 'all'>();
    for (const [id, which] of wanted) {
      const state = this.book.state(id);
      if (state === undefined) continue;
      const left = which === 'all' ? which : new Set([...which].filter((n) => !state.scopes.has(n)));
      if (left !== 'all' && left.size === 0) continue;
      states.set(id, state);
      missing.set(id, left);
    }
    if (missing.size > 0) this.book.loadScopes(await this.context.store.scopes(this.tx, states, missing));
  }

  /** Some of those who wait for a message, as of now within this commit; the longest waiting first. */
  waitingFor(message: string, key: string, some: { readonly from: number; readonly most: number }) {
    const found: SubscriptionRow[] = [];
    let passed = 0;
    for (const row of this.waiting(message, key)) {
      if (found.length === some.most) break;
      if (passed >= some.from) found.push(row);
      passed += 1;
    }
    return found;
  }

  private *waiting(message: string, key: string): Generator<SubscriptionRow> {
    const { subscriptions } = this.book;
    for (const row of this.subscriptions.get(pairOf({ message, key })) ?? []) {
      if (!subscriptions.knows(keyText(row))) yield row;
    }
    for (const row of subscriptions.fresh()) if (row.message === message && row.key === key) yield row;
  }

  /** Kept messages that fit and have not been used in this commit. */
  kept(message: string, key: string): readonly MessageRow[] {
    const fits = (row: MessageRow) => row.message === message && row.key === key && row.expiresAt > this.tx.now;
    const { add, drop } = this.book.messages;
    return [...this.messages, ...add.values()].filter((row) => fits(row) && !drop.has(row.id));
  }
}

const pairOf = ({ message, key }: Pick<SubscriptionRow, 'message' | 'key'>): string => JSON.stringify([message, key]);
