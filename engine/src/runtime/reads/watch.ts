import type { Scope, Token } from '../../core/index.js';
import type { Tx } from '../../plugin/database.js';
import type { CaseView } from '../../plugin/engine-api.js';
import type { Json } from '../../plugin/json.js';
import { decodeInstance, decodeScope, INSTANCE_COLUMNS, type Row } from '../../store/index.js';
import { decodeCursor, pageOf, pageSize, type Page } from './cursor.js';
import { caseViewOf, instancesWith } from './cases.js';
import { isStopped, readStopped } from './stopped-calls.js';

/** Live instances that run now, by definition. */
export const readRunning = async ({ sql, tenant }: Tx): Promise<ReadonlyMap<string, number>> => {
  // As literals: SQLite takes the partial index only when it sees its condition.
  const rows = (await sql('lf_instance')
    .where({ tenant })
    .whereRaw("state = 'running' and mode = 'live'")
    .groupBy('definition_id')
    .select('definition_id', sql.raw('count(*) as n'))) as readonly { definition_id: string; n: number | string }[];
  return new Map(rows.map(({ definition_id, n }) => [definition_id, Number(n)]));
};

/** Tokens at one element, over all the instances that were looked at. */
export interface ElementCount {
  /** Tokens that stand there and go on or wait. */
  readonly tokens: number;
  /** Tokens that cannot go on without a person, be it in what they have called. */
  readonly incidents: number;
}

/** Counts by element id; an element without a token is left out. */
export interface WatchedElements {
  readonly elements: ReadonlyMap<string, ElementCount>;
  /** More instances run than were looked at. */
  readonly partial: boolean;
}

/** Instances of a version that are looked at; the newest first. */
const MOST_LOOKED_AT = 20_000;
const CHUNK = 500;

/** How many tokens stand at each element of a version, over all its live instances. */
export const readElementCounts = async (tx: Tx, definitionId: string): Promise<WatchedElements> => {
  const counts = new Map<string, { tokens: number; incidents: number }>();
  const count = (token: Token, stopped: ReadonlySet<string>): void => {
    const here = counts.get(token.at) ?? { tokens: 0, incidents: 0 };
    if (isStopped(token, stopped)) here.incidents += 1;
    else here.tokens += 1;
    counts.set(token.at, here);
  };
  let before: string | undefined;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += CHUNK) {
    const rows = await runningRows(tx, definitionId, before);
    const tokens = [...(await scopesOf(tx, rows)).values()].flat().flatMap((scope) => Object.values(scope.tokens));
    const calls = tokens.some(({ wait }) => wait.for === 'call');
    const stopped = await readStopped(tx, calls ? [...new Set(rows.map((row) => row['case_id'] as string))] : []);
    for (const token of tokens) count(token, stopped);
    if (rows.length < CHUNK) return { elements: counts, partial: false };
    before = rows.at(-1)?.['id'] as string;
  }
  return { elements: counts, partial: true };
};

const runningRows = async (tx: Tx, definitionId: string, before: string | undefined): Promise<readonly Row[]> => {
  const rows = tx
    .sql('lf_instance as t')
    .where({ 't.tenant': tx.tenant, 't.definition_id': definitionId })
    .whereRaw("t.state = 'running' and t.mode = 'live'")
    .orderBy('t.id', 'desc')
    .limit(CHUNK)
    .select(tx.sql.raw(INSTANCE_COLUMNS));
  if (before !== undefined) void rows.where('t.id', '<', before);
  return (await rows) as readonly Row[];
};

/** All scopes of these instances, the outermost first, by instance. */
const scopesOf = async (tx: Tx, rows: readonly Row[]): Promise<ReadonlyMap<string, readonly Scope[]>> => {
  const scopes = new Map(rows.map((row) => [row['id'] as string, [...decodeInstance(row).scopes.values()]]));
  const inner = (await tx
    .sql('lf_scope')
    .where({ tenant: tx.tenant })
    .whereIn('instance', [...scopes.keys()])
    .select('instance', 'data')) as readonly { instance: string; data: string }[];
  for (const { instance, data } of inner) scopes.get(instance)?.push(decodeScope(data));
  return scopes;
};

/** A page of the running cases of one version. */
export interface WatchQuery {
  readonly definitionId: string;
  readonly cursor?: string;
  readonly limit?: number;
}

/** A running case with where it stands. */
export interface WatchedCase extends CaseView {
  /** Element ids at which its tokens stand. */
  readonly at: readonly string[];
}

/** Live instances of a version that run, the newest first; called ones too, where the version is called by others. */
export const readWatchedCases = async (tx: Tx, query: WatchQuery): Promise<Page<WatchedCase>> => {
  const size = pageSize(query.limit);
  const rows = instancesWith(tx, ['i.data'])
    .where('i.definition_id', query.definitionId)
    .whereRaw("i.state = 'running' and i.mode = 'live'")
    .orderBy('i.id', 'desc')
    .limit(size + 1);
  const after = decodeCursor(query.cursor, ['text']);
  if (after !== undefined) void rows.where('i.id', '<', after[0] as string);
  const found = (await rows) as readonly Row[];
  const scopes = await scopesOf(tx, found);
  const at = (row: Row): readonly string[] => {
    const tokens = scopes.get(row['id'] as string)?.flatMap((scope) => Object.values(scope.tokens)) ?? [];
    return [...new Set(tokens.map((token) => token.at))];
  };
  return pageOf(
    found,
    size,
    (row): WatchedCase => ({ ...caseViewOf(row), at: at(row) }),
    (row) => [row['id'] as Json],
  );
};
