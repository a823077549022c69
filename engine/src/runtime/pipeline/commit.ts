import type { Env } from '../../core/index.js';
import type { Tx } from '../../plugin/database.js';
import type { CommitStore, IncidentRow, InboxRow, JobRow, MessageRow, SubscriptionRow } from '../../store/index.js';
import type { Graphs } from '../graphs.js';
import type { Handlers } from '../handlers.js';
import { Book } from './book.js';
import type { EffectContext } from './effects.js';
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
  answers: ReadonlyMap<string, string> = new Map();
  private subscriptions: readonly SubscriptionRow[] = [];
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
    this.subscriptions = await store.subscriptions(this.tx, wants.messages);
    this.messages = await store.messages(this.tx, wants.messages);
    for (const work of works) work.aim?.(this, wants);
    this.book.loadStates(await store.states(this.tx, [...wants.instances]));
    this.book.tasks.load(await store.tasks(this.tx, [...wants.tasks.values()]));
    this.book.jobs.load(await store.jobs(this.tx, [...wants.jobs.values()]));
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

  async loadScopes(wanted: ReadonlyMap<string, ReadonlySet<number> | 'all'>): Promise<void> {
    const states = new Map(
      [...wanted.keys()].flatMap((id) => {
        const state = this.book.state(id);
        return state === undefined ? [] : [[id, state] as const];
      }),
    );
    this.book.loadScopes(await this.context.store.scopes(this.tx, states, wanted));
  }

  /** Who waits for a message, as of now within this commit; the longest waiting first. */
  waitingFor(message: string, key: string): readonly SubscriptionRow[] {
    const fits = (row: SubscriptionRow) => row.message === message && row.key === key;
    const stored = this.subscriptions.filter(fits).filter((row) => !this.book.subscriptions.knows(keyText(row)));
    return [...stored, ...[...this.book.subscriptions.fresh()].filter(fits)];
  }

  /** Kept messages that fit and have not been used in this commit. */
  kept(message: string, key: string): readonly MessageRow[] {
    const fits = (row: MessageRow) => row.message === message && row.key === key && row.expiresAt > this.tx.now;
    const { add, drop } = this.book.messages;
    return [...this.messages, ...add.values()].filter((row) => fits(row) && !drop.has(row.id));
  }
}
