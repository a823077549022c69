import type { Value } from '../dialect.js';
import type {
  CandidateRow,
  IncidentRow,
  InstanceWrite,
  JobRow,
  JournalRow,
  Key,
  MessageRow,
  SubscriptionRow,
  TaskRow,
  TimerRow,
} from '../port.js';
import { encodeEvents } from './event-codec.js';
import { encodeFailure, encodeJobData, encodePath, encodeTaskData } from './rows.js';
import { encodeInstance, searchKey } from './state-codec.js';
import { inLanguage } from '../../plugin/said.js';

/** Rows as the lines of a set statement's parameter, in the order of its columns. */

export type Line = readonly Value[];
const none = (value: string | number | undefined): Value => value ?? null;
export const keyOf = ({ instance, n }: Key): Line => [instance, n];

export const newInstance = ({ state }: InstanceWrite): Line => {
  const { instance } = state;
  return [
    instance.id,
    instance.definitionId,
    instance.processId,
    instance.caseId,
    instance.parent?.instanceId ?? null,
    instance.mode,
    instance.confidential ? 1 : 0,
    instance.state,
    instance.title,
    searchKey(instance.title),
    instance.startedBy,
    instance.startedAt,
    none(instance.endedAt),
    instance.incidents,
    instance.rev,
    instance.next,
    encodeInstance(state),
  ];
};

export const movedInstance = ({ state: { instance }, after }: InstanceWrite): Line => [
  instance.id,
  after,
  instance.rev,
  instance.state,
  none(instance.endedAt),
  instance.incidents,
  instance.next,
];

export const changedInstance = (write: InstanceWrite): Line => [...movedInstance(write), encodeInstance(write.state)];

/** The columns of a task that change while it lives. */
export const TASK_PROGRESS = 'state assignee ended_at:int completed_by on_behalf_of outcome reason';
const progressOfTask = (task: TaskRow): Line => [
  task.state,
  none(task.assignee),
  none(task.endedAt),
  none(task.completedBy),
  none(task.onBehalfOf),
  none(task.outcome),
  none(task.reason),
];

export const newTask = (task: TaskRow): Line => [
  task.instance,
  task.n,
  task.caseId,
  encodePath(task.path),
  task.element,
  task.name,
  none(task.type),
  task.mode,
  task.createdAt,
  none(task.dueAt),
  ...progressOfTask(task),
  encodeTaskData(task),
];

export const changedTask = (task: TaskRow): Line => [task.instance, task.n, ...progressOfTask(task)];

export const candidate = (row: CandidateRow): Line => [row.group, row.dueAt, row.createdAt, row.instance, row.n];

/** The columns of a job that change while it lives. */
export const JOB_PROGRESS = 'state due_at:int attempt:int grp:int lease corr_key suspect:int losses:int failure';
const progressOfJob = (job: JobRow): Line => [
  job.state,
  job.dueAt,
  job.attempt,
  job.group,
  none(job.lease),
  none(job.key),
  job.suspect ? 1 : 0,
  job.losses,
  none(encodeFailure(job)),
];

export const newJob = (job: JobRow): Line => [
  job.instance,
  job.n,
  job.caseId,
  encodePath(job.path),
  job.element,
  job.name,
  job.type,
  job.mode,
  job.confidential ? 1 : 0,
  ...progressOfJob(job),
  encodeJobData(job),
];

export const changedJob = (job: JobRow): Line => [job.instance, job.n, ...progressOfJob(job)];

export const newTimer = (row: TimerRow): Line => [row.instance, row.n, encodePath(row.path), row.element, row.dueAt];
export const laterTimer = ({ instance, n, dueAt }: TimerRow): Line => [instance, n, dueAt];

export const newSubscription = (row: SubscriptionRow): Line => [
  row.instance,
  row.n,
  encodePath(row.path),
  row.element,
  row.message,
  row.key,
];

export const newMessage = (row: MessageRow): Line => [
  row.id,
  row.message,
  row.key,
  JSON.stringify(row.variables),
  row.expiresAt,
];

export const newIncident = (row: IncidentRow): Line => [
  row.instance,
  row.n,
  row.caseId,
  encodePath(row.path),
  row.element,
  row.mode,
  row.code,
  inLanguage(row.message, 'it'),
  typeof row.message === 'string' ? null : (row.message.en ?? null),
  row.openedAt,
];

export const journal = (row: JournalRow): Line => [
  row.instance,
  row.rev,
  row.at,
  none(row.actor),
  row.command,
  none(row.note),
  encodeEvents(row.events),
];
