import { STATE_FORMAT, type Instance, type Scope, type State, type Token } from '../../core/state.js';
import type { CaseMode } from '../../plugin/steps.js';
import type { Row } from '../dialect.js';
import { upgraded, type Line } from './state-upgrades.js';

/** A scope as it is written: its tokens as a list (each knows its number), what is empty left out at the end. */
type ScopeLine = [
  n: number,
  parent: number,
  kind: Scope['kind'],
  element: string,
  token: number,
  children: number,
  variables: Scope['variables'],
  tokens: readonly Token[],
  multi?: Scope['multi'] | null,
  done?: Scope['done'],
];

const lineOf = (scope: Scope): ScopeLine => {
  const line: ScopeLine = [
    scope.n,
    scope.parent,
    scope.kind,
    scope.element,
    scope.token,
    scope.children,
    scope.variables,
    Object.values(scope.tokens),
  ];
  if (scope.multi !== undefined) line.push(scope.multi);
  if (scope.done !== undefined) line.push(null, scope.done);
  return line;
};

const scopeOf = ([n, parent, kind, element, token, children, variables, list, multi, done]: ScopeLine): Scope => {
  const tokens: Record<number, Token> = {};
  for (const each of list) tokens[each.n] = each;
  const scope: Scope = { n, parent, kind, element, token, variables, tokens, children };
  if (multi !== undefined && multi !== null) scope.multi = multi;
  if (done !== undefined) scope.done = done;
  return scope;
};

/** Format first: a scope that nobody touches keeps the one it was written in, whatever its instance has now. */
export const encodeScope = (scope: Scope): string => JSON.stringify([STATE_FORMAT, ...lineOf(scope)]);
export const decodeScope = (text: string): Scope => {
  const [format, ...line] = JSON.parse(text) as [number, ...Line];
  return scopeOf(upgraded('scope', format, line) as ScopeLine);
};

type InstanceLine = [parent: Instance['parent'] | 0, outermost: ScopeLine, clock?: number];

/** What of an instance is not in a column of its own. */
export const encodeInstance = ({ instance, scopes }: State): string => {
  const outermost = scopes.get(instance.root);
  if (outermost === undefined) throw new Error(`instance ${instance.id} has lost its outermost scope`);
  const line: InstanceLine = [instance.parent ?? 0, lineOf(outermost)];
  if (instance.clock !== undefined) line.push(instance.clock);
  return JSON.stringify([STATE_FORMAT, ...line]);
};

export const INSTANCE_COLUMNS =
  't.id, t.definition_id, t.process_id, t.case_id, t.mode, t.confidential, t.title, t.started_by, t.started_at, t.state, t.ended_at, t.rev, t.incidents, t.next_n, t.data';

export const decodeInstance = (row: Row): State => {
  const [format, ...line] = JSON.parse(row['data'] as string) as [number, ...Line];
  const [parent, outermost, clock] = upgraded('instance', format, line) as unknown as InstanceLine;
  const root = scopeOf(upgraded('scope', format, outermost) as ScopeLine);
  const instance: Instance = {
    format: STATE_FORMAT,
    id: row['id'] as string,
    definitionId: row['definition_id'] as string,
    processId: row['process_id'] as string,
    caseId: row['case_id'] as string,
    ...(parent === 0 || parent === undefined ? {} : { parent }),
    mode: row['mode'] as CaseMode,
    confidential: row['confidential'] === 1,
    title: row['title'] as string,
    startedBy: row['started_by'] as string,
    startedAt: row['started_at'] as number,
    ...(clock === undefined ? {} : { clock }),
    state: row['state'] as Instance['state'],
    rev: row['rev'] as number,
    next: row['next_n'] as number,
    incidents: row['incidents'] as number,
    root: root.n,
  };
  if (row['ended_at'] !== null) instance.endedAt = row['ended_at'] as number;
  return { instance, scopes: new Map([[root.n, root]]) };
};

/** How a title is found: without case and accents. */
export const searchKey = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
