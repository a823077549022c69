import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Tx } from '../../plugin/database.js';
import { LibroFirmaError } from '../../plugin/errors.js';
import type { Logger } from '../../plugin/plugin.js';
import type { EngineDatabase, Writes } from '../../store/index.js';
import type { Probe } from '../crash-points.js';
import { commitFailed, databaseAway, stopping } from '../errors.js';
import { meetings } from '../works/message.js';
import { Attempt } from './attempt.js';
import { Commit, type PipelineContext } from './commit.js';
import { isEmpty, whatWasDone, type Committed } from './committed.js';
import { answerOf, recorded, refuse, settle, type Entry, type Result } from './results.js';
import { answerId, type Work } from './work.js';

/** Commands that one transaction takes at most. */
const LARGEST_GROUP = 256;
/** How often a group is tried again when the database was busy, away, or somebody else was faster. */
const TRIES = 8;

export interface LaneOptions {
  readonly tenant: string;
  readonly database: EngineDatabase;
  readonly context: PipelineContext;
  readonly node: string;
  readonly log: Logger;
  readonly probe: Probe | undefined;
  committed(what: Committed): void;
  /** Jobs reserved for this node in a commit that did not come about. */
  released(types: readonly string[]): void;
}

/**
 * Group commit for one tenant: commands that arrive while a commit is under way wait, and go together into the next
 * one. Each is alone in its success or refusal; one transaction, and one wait for the disk, serves them all.
 */
export class Lane {
  private queue: Entry[] = [];
  private running: Promise<void> | undefined;
  private closed = false;

  constructor(private readonly options: LaneOptions) {}

  /** @throws LibroFirmaError what the work throws; `engine.stopping`, `engine.database-away`, `engine.commit-failed` */
  submit<R>(work: Work<R>): Promise<R> {
    if (this.closed) return Promise.reject(stopping());
    return new Promise<R>((resolve, reject) => {
      this.queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
      this.running ??= this.drain();
    });
  }

  get busy(): boolean {
    return this.running !== undefined;
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.running !== undefined) await this.running;
  }

  /** Takes nothing more, and ends what it has. */
  async close(): Promise<void> {
    this.closed = true;
    await this.idle();
  }

  private async drain(): Promise<void> {
    do {
      await nextTurn();
      await this.commit(this.queue.splice(0, LARGEST_GROUP));
    } while (this.queue.length > 0);
    this.running = undefined;
  }

  /** Commits a group; one that the database refuses as a whole is halved until the guilty command stands alone. */
  private async commit(group: readonly Entry[]): Promise<void> {
    const commitId = this.options.context.newId();
    const uncertain: Done[] = [];
    for (let tries = 1; ; tries += 1) {
      try {
        return settle(group, await this.once(group, commitId, uncertain));
      } catch (error) {
        if (this.worthAnother(error, tries)) {
          await pause(Math.min(5 * 2 ** tries, 1_000));
          continue;
        }
        if (error instanceof LibroFirmaError) return refuse(group, error);
        if (this.options.database.sql.isTransient(error)) return refuse(group, databaseAway(error));
        if (group.length > 1) {
          const half = Math.ceil(group.length / 2);
          await this.commit(group.slice(0, half));
          return this.commit(group.slice(half));
        }
        this.options.log.error({ error, work: group[0]?.work.kind }, 'a command could not be committed');
        return refuse(group, commitFailed(error));
      }
    }
  }

  private worthAnother(error: unknown, tries: number): boolean {
    const { sql } = this.options.database;
    if (error instanceof Overtaken || sql.isTransient(error)) return tries < TRIES;
    // Another node may have given the same command id its answer; a key that is simply taken stays taken.
    return sql.isDuplicate(error) && tries < 2;
  }

  /** One try. All those of a group have one id, so that the database takes one of them at most. */
  private async once(group: readonly Entry[], commitId: string, uncertain: Done[]): Promise<readonly Result[]> {
    const { database, tenant, probe, context, committed, released } = this.options;
    let done: Done = { commit: undefined, results: [], writes: undefined };
    try {
      await database.write(tenant, (tx) => this.within(tx, group, commitId, done, uncertain.length > 0));
    } catch (error) {
      const found = await this.committedAnyway(commitId, [...uncertain, done], error);
      if (found !== done) {
        context.hot.clear();
        released(done.commit?.reserved.splice(0) ?? []);
      }
      if (found === undefined) {
        if (done.writes !== undefined && database.sql.isTransient(error)) uncertain.push(done);
        throw error;
      }
      done = found;
    }
    if (done.writes !== undefined && done.commit !== undefined) {
      context.hot.take(done.writes, done.commit.tx.now);
      await probe?.(done.writes.journal.length > 0 ? 'group.committed' : 'jobs.leased');
      committed(whatWasDone(tenant, done.writes, done.commit));
    }
    return done.results;
  }

  /** Everything between the beginning and the end of the transaction. */
  private async within(tx: Tx, group: readonly Entry[], commitId: string, done: Done, again: boolean): Promise<void> {
    const { context, probe, node } = this.options;
    const commit = new Commit(tx, context);
    done.commit = commit;
    await commit.load(group.map((entry) => entry.work));
    // The instances are held: whether an earlier try has moved them is decided.
    if (again && (await hintsOf(tx, commitId)) !== undefined) throw new CommittedBefore();
    await probe?.('group.loaded');
    done.results = await this.carryOut(commit, group);
    await probe?.('group.folded');
    await meetings(commit);
    const changes = commit.book.writes();
    // Answers given before, refusals that are not kept: nothing to write, nothing to tell.
    if (isEmpty(changes)) return;
    // For other nodes; where one process writes, everybody who listens is in it.
    const outbox =
      tx.dialect === 'sqlite'
        ? undefined
        : { id: commitId, node, at: tx.now, hints: JSON.stringify(commit.book.hints) };
    const writes = { ...changes, outbox };
    // Known before it is written: the connection may die after the database has committed.
    done.writes = writes;
    if ((await context.store.write(tx, writes)).length > 0) {
      done.writes = undefined;
      throw new Overtaken();
    }
    await probe?.('group.written');
  }

  /** A try that has been committed though we were not told, because the connection died. */
  private async committedAnyway(commitId: string, tries: readonly Done[], error: unknown): Promise<Done | undefined> {
    const { database, tenant } = this.options;
    const written = tries.filter(({ writes }) => writes !== undefined);
    const doubtful =
      error instanceof CommittedBefore ||
      database.sql.isTransient(error) ||
      (database.sql.isDuplicate(error) && written.length > 1);
    if (database.dialect !== 'postgres' || written.length === 0 || !doubtful) return undefined;
    for (let tries = 1; tries <= TRIES; tries += 1) {
      try {
        const hints = await database.read(tenant, (tx) => hintsOf(tx, commitId));
        return hints === undefined ? undefined : written.findLast(({ writes }) => writes?.outbox?.hints === hints);
      } catch (again) {
        if (!database.sql.isTransient(again)) throw again;
        await pause(Math.min(50 * 2 ** tries, 2_000));
      }
    }
    throw databaseAway(error);
  }

  private async carryOut(commit: Commit, group: readonly Entry[]): Promise<readonly Result[]> {
    const given = new Map<string, Result>();
    const results: Result[] = [];
    for (const { work } of group) {
      const id = answerId(work);
      const before = id === undefined ? undefined : (given.get(id) ?? recorded(commit.answers.get(id)));
      const result = before ?? (await this.carryOutOne(commit, work));
      results.push(result);
      if (id === undefined || before !== undefined) continue;
      given.set(id, result);
      const answer = answerOf(result);
      if (answer !== undefined) commit.book.answers.push({ commandId: id, at: commit.tx.now, answer });
    }
    return results;
  }

  private async carryOutOne(commit: Commit, work: Work): Promise<Result> {
    const attempt = new Attempt(commit);
    try {
      const ok = await work.carryOut(attempt);
      await attempt.finish();
      return { ok };
    } catch (error) {
      // The transaction itself is lost then: the whole group starts again.
      if (this.options.database.sql.isTransient(error)) throw error;
      // Refused for what may be out of date: the whole group starts again, on what the database holds.
      if (commit.recent.size > 0) throw new Overtaken();
      await attempt.undo();
      return { error };
    }
  }
}

interface Done {
  commit: Commit | undefined;
  results: readonly Result[];
  writes: Writes | undefined;
}

/** An earlier try of the same group was committed. */
class CommittedBefore extends Error {}

const hintsOf = async (tx: Tx, id: string): Promise<string | undefined> =>
  ((await tx.sql('lf_outbox').where({ tenant: tx.tenant, id }).first('hints')) as { hints: string } | undefined)?.hints;

/** Somebody else has changed an instance between our reading and our writing. */
class Overtaken extends Error {}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
