import type { Path } from '../../core/commands.js';
import type { JsonObject } from '../../plugin/json.js';
import type { CaseMode } from '../../plugin/steps.js';
import type { Said } from '../../plugin/said.js';
import type { Row } from '../dialect.js';
import type {
  IncidentRow,
  InboxRow,
  JobRow,
  JobState,
  MessageRow,
  SubscriptionRow,
  TaskForm,
  TaskRow,
} from '../port.js';

const text = (row: Row, column: string): string => row[column] as string;
const number = (row: Row, column: string): number => row[column] as number;
const optional = <T extends string | number>(row: Row, column: string): T | undefined =>
  (row[column] as T | null) ?? undefined;

/** `3.7`: inner scopes from the outermost down. */
export const encodePath = (path: Path): string => path.join('.');
export const decodePath = (path: string): Path => (path === '' ? [] : path.split('.').map(Number));

type TaskData = [config: JsonObject, input: JsonObject, candidates: readonly string[], form?: TaskForm];

export const encodeTaskData = ({ config, input, candidates, form }: TaskRow): string => {
  const data: TaskData = [config, input, candidates];
  if (form !== undefined) data.push(form);
  return JSON.stringify(data);
};

export const TASK_COLUMNS =
  't.instance, t.n, t.case_id, t.path, t.element, t.name, t.type, t.mode, t.state, t.assignee, t.created_at, t.due_at, t.ended_at, t.completed_by, t.on_behalf_of, t.outcome, t.reason, t.data';

export const decodeTask = (row: Row): TaskRow => {
  const [config, input, candidates, form] = JSON.parse(text(row, 'data')) as TaskData;
  return {
    instance: text(row, 'instance'),
    n: number(row, 'n'),
    caseId: text(row, 'case_id'),
    path: decodePath(text(row, 'path')),
    element: text(row, 'element'),
    name: text(row, 'name'),
    type: optional(row, 'type'),
    mode: text(row, 'mode') as CaseMode,
    state: text(row, 'state') as TaskRow['state'],
    assignee: optional(row, 'assignee'),
    createdAt: number(row, 'created_at'),
    dueAt: optional(row, 'due_at'),
    endedAt: optional(row, 'ended_at'),
    completedBy: optional(row, 'completed_by'),
    onBehalfOf: optional(row, 'on_behalf_of'),
    outcome: optional(row, 'outcome'),
    reason: optional(row, 'reason'),
    config,
    input,
    candidates,
    form,
  };
};

type JobData = [token: number, config: JsonObject, input: JsonObject];

export const encodeJobData = ({ token, config, input }: JobRow): string => {
  const data: JobData = [token, config, input];
  return JSON.stringify(data);
};

type JobFailure = [code: string, message: Said];

export const encodeFailure = ({ failure }: JobRow): string | undefined => {
  if (failure === undefined) return undefined;
  const said: JobFailure = [failure.code, failure.message];
  return JSON.stringify(said);
};

export const decodeFailure = (stored: string | undefined): JobRow['failure'] => {
  if (stored === undefined) return undefined;
  const [code, message] = JSON.parse(stored) as JobFailure;
  return { code, message };
};

export const JOB_COLUMNS =
  't.instance, t.n, t.case_id, t.path, t.element, t.name, t.type, t.mode, t.confidential, t.state, t.due_at, t.attempt, t.grp, t.lease, t.corr_key, t.suspect, t.losses, t.failure, t.data';

export const decodeJob = (row: Row): JobRow => {
  const [token, config, input] = JSON.parse(text(row, 'data')) as JobData;
  return {
    instance: text(row, 'instance'),
    n: number(row, 'n'),
    token,
    caseId: text(row, 'case_id'),
    path: decodePath(text(row, 'path')),
    element: text(row, 'element'),
    name: text(row, 'name'),
    type: text(row, 'type'),
    mode: text(row, 'mode') as CaseMode,
    confidential: row['confidential'] === 1,
    state: text(row, 'state') as JobState,
    dueAt: number(row, 'due_at'),
    attempt: number(row, 'attempt'),
    group: number(row, 'grp'),
    lease: optional(row, 'lease'),
    key: optional(row, 'corr_key'),
    suspect: row['suspect'] === 1,
    losses: number(row, 'losses'),
    failure: decodeFailure(optional(row, 'failure')),
    config,
    input,
  };
};

export const decodeSubscription = (row: Row): SubscriptionRow => ({
  instance: text(row, 'instance'),
  n: number(row, 'n'),
  path: decodePath(text(row, 'path')),
  element: text(row, 'element'),
  message: text(row, 'message'),
  key: text(row, 'corr_key'),
});

export const decodeMessage = (row: Row): MessageRow => ({
  id: text(row, 'id'),
  message: text(row, 'message'),
  key: text(row, 'corr_key'),
  variables: JSON.parse(text(row, 'variables')) as JsonObject,
  expiresAt: number(row, 'expires_at'),
});

/** What an incident says, as the row keeps it. */
export const decodeSaid = (row: Row): Said => {
  const it = text(row, 'message');
  const en = row['message_en'] as string | null | undefined;
  return en === undefined || en === null ? it : { it, en };
};

export const decodeIncident = (row: Row): IncidentRow => ({
  instance: text(row, 'instance'),
  n: number(row, 'n'),
  caseId: text(row, 'case_id'),
  path: decodePath(text(row, 'path')),
  element: text(row, 'element'),
  mode: text(row, 'mode') as CaseMode,
  code: text(row, 'code'),
  message: decodeSaid(row),
  openedAt: number(row, 'opened_at'),
});

export const decodeInbox = (row: Row): InboxRow => ({
  id: text(row, 'id'),
  dueAt: number(row, 'due_at'),
  attempts: number(row, 'attempts'),
  command: text(row, 'command'),
});
