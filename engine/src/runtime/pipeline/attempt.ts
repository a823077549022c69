import { step, type Command, type Instance, type Outcome, type State } from '../../core/index.js';
import type { Tx } from '../../plugin/database.js';
import type { Receipt } from '../../plugin/engine-api.js';
import { notFound, rejected } from '../errors.js';
import type { Accepted, Book, Fold } from './book.js';
import type { Commit } from './commit.js';
import { carryOut } from './effects.js';
import { missingRows } from './missing-rows.js';
import { timeIn } from './time-in.js';
import { runInline } from './inline.js';
import { tellUserSteps } from './user-steps.js';

/** One command being carried out. All of it goes into the book at the end, or nothing. */
export class Attempt {
  private folds: { -readonly [K in keyof Fold]: Fold[K] extends readonly Accepted[] ? Accepted[] : Fold[K] }[] = [];
  private staged: ((book: Book) => void)[] = [];
  private saved = false;

  constructor(readonly commit: Commit) {}

  get now(): number {
    return this.commit.tx.now;
  }

  get book(): Book {
    return this.commit.book;
  }

  /**
   * For code of others that writes rows of its own: what it wrote goes away when this command is refused. What it writes
   * for a played trial bears the time of that trial.
   */
  async transaction(of?: Pick<Instance, 'clock'>): Promise<Tx> {
    const { tx } = this.commit;
    if (!this.saved) {
      await tx.sql.raw('savepoint lf_command');
      this.saved = true;
    }
    return of?.clock === undefined ? tx : { ...tx, now: timeIn(of, tx.now) };
  }

  /** A change beside the steps, made when the command has succeeded. */
  note(change: (book: Book) => void): void {
    this.staged.push(change);
  }

  /** The instance as this command has it now. */
  state(instance: string): State | undefined {
    return (
      this.folds.findLast((fold) => fold.instanceId === instance)?.outcomes.at(-1)?.state ?? this.book.state(instance)
    );
  }

  /**
   * Carries a command out: the step, inline steps that it leads to, and what user task handlers do about tasks that were
   * opened or taken away.
   *
   * @throws LibroFirmaError when the step refuses it
   */
  async command(instanceId: string, command: Command, actor?: string): Promise<Receipt> {
    const known = this.state(instanceId);
    const definitionId = command.kind === 'start' ? command.definitionId : known?.instance.definitionId;
    if (definitionId === undefined) throw notFound('case', instanceId);
    const { graphs } = this.commit.context;
    const { graph } =
      graphs.peek(this.commit.tx.tenant, definitionId) ?? (await graphs.get(this.commit.tx, definitionId));
    const fold = { instanceId, graph, outcomes: [] as Accepted[], actor, command: command.kind, note: noteOf(command) };
    this.folds.push(fold);
    const outcome = await this.step(fold, command);
    if (outcome.kind === 'rejected') throw rejected(outcome.code, outcome.message, instanceId);
    await runInline(this, fold, (next) => this.step(fold, next));
    await this.loadMissing(fold);
    await tellUserSteps(this, fold);
    return { instanceId, rev: (fold.outcomes.at(-1) as Accepted).state.instance.rev };
  }

  /** One step, added to the fold; one that is refused has changed nothing. */
  private async step(
    fold: { instanceId: string; graph: Fold['graph']; outcomes: Accepted[] },
    command: Command,
  ): Promise<Exclude<Outcome, { kind: 'incomplete' }>> {
    const { env } = this.commit;
    const asked = new Set<number | 'all'>();
    let outcome = step(fold.graph, command.kind === 'start' ? undefined : this.state(fold.instanceId), command, env);
    while (outcome.kind === 'incomplete') {
      const { missing } = outcome;
      if (asked.has(missing)) throw new Error(`instance ${fold.instanceId} lacks scope ${missing} in the database`);
      asked.add(missing);
      outcome = step(fold.graph, await this.complete(fold, missing), command, env);
    }
    if (outcome.kind === 'accepted') fold.outcomes.push(outcome);
    return outcome;
  }

  /** The instance with one more of its scopes, or with all of them. */
  private async complete(
    fold: { instanceId: string; outcomes: readonly Accepted[] },
    missing: number | 'all',
  ): Promise<State | undefined> {
    const { instanceId, outcomes } = fold;
    await this.commit.loadScopes(new Map([[instanceId, missing === 'all' ? missing : new Set([missing])]]));
    const all = this.book.state(instanceId);
    const last = outcomes.at(-1);
    if (last === undefined || all === undefined) return all;
    const removed = new Set(outcomes.flatMap(({ touched }) => [...touched.removed]));
    const scopes = new Map([...all.scopes].filter(([n]) => !removed.has(n)));
    for (const [n, scope] of last.state.scopes) scopes.set(n, scope);
    return { instance: last.state.instance, scopes };
  }

  private async loadMissing(fold: Fold): Promise<void> {
    const { tasks, jobs } = missingRows(this.book, [fold]);
    const { store } = this.commit.context;
    if (tasks.length > 0) this.book.tasks.load(await store.tasks(this.commit.tx, tasks));
    if (jobs.length > 0) this.book.jobs.load(await store.jobs(this.commit.tx, jobs));
  }

  /** Everything so far is undone; the command may go on differently. */
  async undo(): Promise<void> {
    if (this.saved) {
      await this.commit.tx.sql.raw('rollback to savepoint lf_command');
      await this.commit.tx.sql.raw('release savepoint lf_command');
      this.saved = false;
    }
    this.folds = [];
    this.staged = [];
  }

  /** The command has succeeded. */
  async finish(): Promise<void> {
    if (this.saved) await this.commit.tx.sql.raw('release savepoint lf_command');
    for (const fold of this.folds) {
      this.book.take(fold, timeIn(fold.outcomes.at(-1)?.state.instance ?? {}, this.now));
      carryOut(this.book, fold, this.commit.effects);
    }
    for (const change of this.staged) change(this.book);
  }
}

const noteOf = (command: Command): string | undefined => (command.kind === 'cancel' ? command.reason : undefined);
