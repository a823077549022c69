import type { Tx } from '../../plugin/database.js';
import type { CaseView } from '../../plugin/engine-api.js';
import type { Directory } from '../../plugin/directory.js';
import type { Json } from '../../plugin/json.js';
import type { CaseMode } from '../../plugin/steps.js';
import { searchKey, type Row } from '../../store/index.js';
import { decodeCursor, likePattern, pageOf, pageSize, type Page } from './cursor.js';

const COLUMNS = [
  'i.id',
  'i.case_id',
  'i.parent_id',
  'i.process_id',
  'i.definition_id',
  'i.title',
  'i.confidential',
  'i.mode',
  'i.state',
  'i.rev',
  'i.started_by',
  'i.started_at',
  'i.ended_at',
  'i.incidents',
  'd.name as process_name',
  'd.version as process_version',
] as const;

const text = (row: Row, column: string): string => row[column] as string;
const number = (row: Row, column: string): number => row[column] as number;

export const caseViewOf = (row: Row): CaseView => ({
  id: text(row, 'id'),
  caseId: text(row, 'case_id'),
  parentId: (row['parent_id'] as string | null) ?? undefined,
  processId: text(row, 'process_id'),
  processName: text(row, 'process_name'),
  processVersion: number(row, 'process_version'),
  definitionId: text(row, 'definition_id'),
  title: text(row, 'title'),
  confidential: row['confidential'] === 1,
  mode: text(row, 'mode') as CaseMode,
  state: text(row, 'state') as CaseView['state'],
  rev: number(row, 'rev'),
  startedBy: text(row, 'started_by'),
  startedAt: number(row, 'started_at'),
  endedAt: (row['ended_at'] as number | null) ?? undefined,
  incidents: number(row, 'incidents'),
});

/** Instances with their definitions; columns of the instance beside those of {@link caseViewOf}. */
export const instancesWith = ({ sql, tenant }: Tx, columns: readonly string[] = []) =>
  sql('lf_instance as i')
    .join('lf_definition as d', (on) => on.on('d.tenant', 'i.tenant').on('d.id', 'i.definition_id'))
    .where('i.tenant', tenant)
    .select(...COLUMNS, ...columns);

export const readCase = async (tx: Tx, id: string): Promise<CaseView | undefined> => {
  const row = (await instancesWith(tx).where('i.id', id).first()) as Row | undefined;
  return row === undefined ? undefined : caseViewOf(row);
};

/** The case and every instance that it has called, the oldest first. */
export const readInstances = async (tx: Tx, caseId: string): Promise<readonly CaseView[]> => {
  const called = tx.sql('lf_instance').where({ tenant: tx.tenant, case_id: caseId }).whereNotNull('parent_id');
  const rows = (await instancesWith(tx)
    .where((either) => either.where('i.id', caseId).orWhereIn('i.id', called.select('id')))
    .orderBy('i.id')) as readonly Row[];
  return rows.map(caseViewOf);
};

export interface CasesQuery {
  readonly actor: string;
  /** mine: those that the actor started. visible: those too on whose route the actor is. all: every live case. */
  readonly scope: 'mine' | 'visible' | 'all';
  readonly state?: CaseView['state'];
  /** Part of the title, without regard to case and accents. */
  readonly q?: string;
  readonly processId?: string;
  readonly cursor?: string;
  readonly limit?: number;
}

/** In a list of `all`: whether the actor may see the case; what it is about is withheld if it is confidential. */
export interface ListedCase extends CaseView {
  readonly visible: boolean;
}

export const WITHHELD = 'Pratica riservata';

/** Cases (called instances and played trials left out), the newest first. */
export const readCases = async (tx: Tx, directory: Directory, query: CasesQuery): Promise<Page<ListedCase>> => {
  const { actor, scope } = query;
  const size = pageSize(query.limit);
  const groups = scope === 'mine' ? [] : await directory.groupsOf(tx, actor, tx.now);
  const touched = tx
    .sql('lf_case_group as g')
    .whereRaw('g.tenant = i.tenant and g.case_id = i.id')
    .whereIn('g.grp', [...new Set(groups.map(({ group }) => group))])
    .select(tx.sql.raw('1'));
  const rows = instancesWith(tx)
    .whereNull('i.parent_id')
    .whereNot('d.state', 'trial')
    .orderBy('i.id', 'desc')
    .limit(size + 1);
  if (scope === 'mine') void rows.where('i.started_by', actor);
  else {
    const ownTrial = tx.sql.raw("(i.mode = 'live' or i.started_by = ?)", [actor]);
    void rows.where(ownTrial);
    void rows.select(
      tx.sql.raw('case when i.started_by = ? or exists ? then 1 else 0 end as visible', [actor, touched]),
    );
    if (scope === 'visible') {
      void rows.where((either) => either.where('i.started_by', actor).orWhereExists(touched.clone()));
    }
  }
  if (query.state !== undefined) void rows.where('i.state', query.state);
  if (query.processId !== undefined) void rows.where('i.process_id', query.processId);
  if (query.q !== undefined && query.q.trim() !== '') {
    void rows.whereRaw("i.search like ? escape '\\'", [likePattern(searchKey(query.q.trim()))]);
    // What is withheld must not be found by what it says either.
    if (scope === 'all') {
      void rows.where((either) =>
        either.where('i.confidential', 0).orWhere('i.started_by', actor).orWhereExists(touched.clone()),
      );
    }
  }
  const after = decodeCursor(query.cursor, ['text']);
  if (after !== undefined) void rows.where('i.id', '<', after[0] as string);
  const found = (await rows) as readonly Row[];
  return pageOf(
    found,
    size,
    (row): ListedCase => {
      const view = caseViewOf(row);
      const visible = scope === 'mine' || row['visible'] === 1;
      return { ...view, visible, title: view.confidential && !visible ? WITHHELD : view.title };
    },
    (row) => [row['id'] as Json],
  );
};
