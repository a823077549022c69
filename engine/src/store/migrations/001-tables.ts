import type { Knex } from 'knex';
import type { Migration } from '../../plugin/database.js';

/**
 * Every key begins with the tenant. `mode` (live, trial) is on whatever is read without its instance. Indexes are few
 * and partial where they can be: a waiting case shall cost little disk.
 */
const tables = (keyed: string): readonly string[] => [
  /** A process of a deployed diagram. The XML is kept once, by its digest. */
  `create table lf_definition (
    tenant text not null, id text not null, process_id text not null, version integer not null, name text not null,
    digest text not null, state text not null, deployed_by text not null, deployed_at bigint not null,
    published_by text, published_at bigint, reason text,
    primary key (tenant, id), unique (tenant, process_id, version))`,
  `create table lf_diagram (tenant text not null, digest text not null, xml text not null, primary key (tenant, digest))`,
  /** Message start events of the newest published version of each process. */
  `create table lf_message_start (
    tenant text not null, message text not null, process_id text not null, definition_id text not null,
    element text not null, primary key (tenant, message, process_id)) ${keyed}`,

  /** One instance of a process. \`data\`: what only the step reads, with the outermost scope. */
  `create table lf_instance (
    tenant text not null, id text not null, definition_id text not null, process_id text not null,
    case_id text not null, parent_id text, mode text not null, confidential integer not null, state text not null,
    title text not null, search text not null, started_by text not null, started_at bigint not null, ended_at bigint,
    incidents integer not null, rev integer not null, next_n integer not null, data text not null,
    primary key (tenant, id))`,
  `create index lf_instance_called on lf_instance (tenant, case_id, id) where parent_id is not null`,
  `create index lf_instance_mine on lf_instance (tenant, started_by, id)`,
  /** Every inner scope: sub-process, multi-instance body, one iteration. */
  `create table lf_scope (
    tenant text not null, instance text not null, n integer not null, data text not null,
    primary key (tenant, instance, n))`,

  /** User tasks, ended ones too. \`data\`: configuration, input, form, candidates. */
  `create table lf_task (
    tenant text not null, instance text not null, n integer not null, case_id text not null, path text not null,
    element text not null, name text not null, type text, mode text not null, state text not null, assignee text,
    created_at bigint not null, due_at bigint, ended_at bigint, completed_by text, on_behalf_of text, outcome text,
    reason text, data text not null, primary key (tenant, instance, n))`,
  `create index lf_task_claimed on lf_task (tenant, assignee) where state = 'open' and assignee is not null`,
  /** The queue: one row for each group that an open task is offered to, in the order in which it is shown. */
  `create table lf_task_candidate (
    tenant text not null, grp text not null, due_at bigint not null, created_at bigint not null,
    instance text not null, n integer not null,
    primary key (tenant, grp, due_at, created_at, instance, n)) ${keyed}`,
  /** Every group that a case was ever offered to: who may see it. */
  `create table lf_case_group (
    tenant text not null, grp text not null, case_id text not null, primary key (tenant, grp, case_id)) ${keyed}`,

  /**
   * Service, send and script tasks under way. \`due_at\`: from when it may be leased; of a leased one, when its lease
   * ends. State: ready, leased, waiting (for resumeStep), cancelling (the handler has to be told).
   */
  `create table lf_job (
    tenant text not null, instance text not null, n integer not null, case_id text not null, path text not null,
    element text not null, name text not null, type text not null, mode text not null, confidential integer not null,
    state text not null, due_at bigint not null, attempt integer not null, grp integer not null, lease text,
    corr_key text, suspect integer not null, losses integer not null, data text not null, primary key (tenant, instance, n))`,
  `create index lf_job_due on lf_job (tenant, due_at) where state <> 'waiting'`,
  `create unique index lf_job_waiting on lf_job (tenant, corr_key) where corr_key is not null`,

  `create table lf_timer (
    tenant text not null, instance text not null, n integer not null, path text not null, element text not null,
    due_at bigint not null, primary key (tenant, instance, n)) ${keyed}`,
  `create index lf_timer_due on lf_timer (tenant, due_at)`,
  /** Timer start events of the newest published version of each process. \`repeats\`: -1 without end. */
  `create table lf_start_timer (
    tenant text not null, process_id text not null, element text not null, definition_id text not null,
    due_at bigint not null, repeats integer not null, primary key (tenant, process_id, element)) ${keyed}`,
  /** Who waits for a message. */
  `create table lf_subscription (
    tenant text not null, instance text not null, n integer not null, path text not null, element text not null,
    message text not null, corr_key text not null, primary key (tenant, instance, n)) ${keyed}`,
  `create index lf_subscription_by_message on lf_subscription (tenant, message, corr_key, instance, n)`,
  /** Messages that nobody waits for yet. */
  `create table lf_message (
    tenant text not null, id text not null, message text not null, corr_key text not null, variables text not null,
    expires_at bigint not null, primary key (tenant, id))`,
  `create index lf_message_by_name on lf_message (tenant, message, corr_key, id)`,
  /** Open incidents. */
  `create table lf_incident (
    tenant text not null, instance text not null, n integer not null, case_id text not null, path text not null,
    element text not null, mode text not null, code text not null, message text not null, opened_at bigint not null,
    primary key (tenant, instance, n))`,

  /** The history: one row a step. */
  `create table lf_journal (
    tenant text not null, instance text not null, rev integer not null, at bigint not null, actor text,
    command text not null, note text, events text not null, primary key (tenant, instance, rev))`,
  /** Commands from one instance to another, and messages thrown: taken by a later commit, exactly once. */
  `create table lf_inbox (
    tenant text not null, id text not null, due_at bigint not null, attempts integer not null, command text not null,
    primary key (tenant, id))`,
  `create index lf_inbox_due on lf_inbox (tenant, due_at)`,
  /** What changed, one row a commit, for whoever looks; kept for minutes. */
  `create table lf_outbox (
    tenant text not null, id text not null, node text not null, at bigint not null, hints text not null,
    primary key (tenant, id))`,
  /** Answers given, by the caller's command id; kept for days. */
  `create table lf_answer (
    tenant text not null, command_id text not null, at bigint not null, answer text not null,
    primary key (tenant, command_id)) ${keyed}`,
  `create index lf_answer_by_age on lf_answer (tenant, at)`,
];

const dialectOf = (sql: Knex.Transaction): string => (sql as unknown as { client: { dialect: string } }).client.dialect;

export const tablesMigration: Migration = {
  id: 'engine.001-tables',
  up: async (_schema, sql) => {
    for (const statement of tables(dialectOf(sql) === 'sqlite3' ? 'without rowid' : '')) await sql.raw(statement);
  },
};
