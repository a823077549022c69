import { createHash } from 'node:crypto';
import type { Tx } from '@libro-firma/engine/plugin';

export interface Notice {
  readonly id: string;
  readonly kind: string;
  readonly caseId: string | undefined;
  readonly mode: 'live' | 'trial';
  readonly confidential: boolean;
  readonly text: string;
  readonly createdAt: number;
  readonly readAt: number | undefined;
}

export interface NewNotice {
  /** The same key and person are one notice. */
  readonly key: string;
  readonly kind: string;
  readonly caseId: string | undefined;
  readonly mode: 'live' | 'trial';
  readonly confidential: boolean;
  readonly text: string;
}

interface Row {
  id: string;
  kind: string;
  case_id: string | null;
  mode: 'live' | 'trial';
  confidential: number;
  text: string;
  created_at: number;
  read_at: number | null;
}

const noticeOf = (row: Row): Notice => ({
  id: row.id,
  kind: row.kind,
  caseId: row.case_id ?? undefined,
  mode: row.mode,
  confidential: row.confidential === 1,
  text: row.text,
  createdAt: Number(row.created_at),
  readAt: row.read_at === null ? undefined : Number(row.read_at),
});

const idOf = (key: string, person: string): string =>
  createHash('sha256').update(`${key}\n${person}`).digest('hex').slice(0, 40);

const mutedBy = async (tx: Tx, kind: string, persons: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = (await tx
    .sql('notification_mute')
    .where({ tenant: tx.tenant, kind })
    .whereIn('person', [...persons])
    .select('person')) as { person: string }[];
  return new Set(rows.map((row) => row.person));
};

/**
 * One notice to each person, once; returns those who are to be told now. Whoever muted the kind has it in the list,
 * already read.
 */
export const writeNotice = async (
  tx: Tx,
  notice: NewNotice,
  persons: readonly string[],
): Promise<readonly string[]> => {
  const told: string[] = [];
  const muted = await mutedBy(tx, notice.kind, persons);
  for (const person of new Set(persons)) {
    const quiet = muted.has(person);
    const written = (await tx
      .sql('notification_notice')
      .insert({
        tenant: tx.tenant,
        id: idOf(notice.key, person),
        person,
        kind: notice.kind,
        case_id: notice.caseId ?? null,
        mode: notice.mode,
        confidential: notice.confidential ? 1 : 0,
        text: notice.text,
        created_at: tx.now,
        read_at: quiet ? tx.now : null,
      })
      .onConflict(['tenant', 'id'])
      .ignore()
      .returning('id')) as unknown[];
    if (written.length > 0 && !quiet) told.push(person);
  }
  return told;
};

/** Whether somebody had a notice of the kind about the case since then, and had not muted it. */
export const wasTold = async (
  tx: Tx,
  { person, caseId, kind, since }: { person: string; caseId: string; kind: string; since: number },
): Promise<boolean> => {
  const found: unknown = await tx
    .sql('notification_notice')
    .where({ tenant: tx.tenant, person, case_id: caseId, kind })
    .where('created_at', '>=', since)
    .where((disturbed) => void disturbed.whereNull('read_at').orWhereRaw('read_at <> created_at'))
    .first('id');
  return found !== undefined;
};

export const countUnread = async (tx: Tx, person: string): Promise<number> => {
  const row = (await tx
    .sql('notification_notice')
    .where({ tenant: tx.tenant, person })
    .whereNull('read_at')
    .count({ count: '*' })
    .first()) as { count: number | string } | undefined;
  return Number(row?.count ?? 0);
};

/** Newest first; one more than `limit` says that there are more. */
export const listNotices = async (
  tx: Tx,
  person: string,
  page: {
    readonly after: { readonly at: number; readonly id: string } | undefined;
    readonly limit: number;
    readonly unread: boolean;
  },
): Promise<readonly Notice[]> => {
  const query = tx
    .sql('notification_notice')
    .where({ tenant: tx.tenant, person })
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(page.limit);
  if (page.unread) void query.whereNull('read_at');
  const { after } = page;
  if (after !== undefined) {
    void query.where((where) => {
      void where
        .where('created_at', '<', after.at)
        .orWhere((same) => void same.where('created_at', after.at).where('id', '<', after.id));
    });
  }
  return ((await query) as Row[]).map(noticeOf);
};

/** Marks the person's own notices read (`ids`, or all up to an instant); returns how many were unread. */
export const markRead = async (
  tx: Tx,
  person: string,
  which: { readonly ids: readonly string[] } | { readonly upTo: number },
): Promise<number> => {
  const query = tx.sql('notification_notice').where({ tenant: tx.tenant, person }).whereNull('read_at');
  if ('ids' in which) void query.whereIn('id', [...which.ids]);
  else void query.where('created_at', '<=', which.upTo);
  return query.update({ read_at: tx.now });
};

export const mutedKinds = async (tx: Tx, person: string): Promise<readonly string[]> => {
  const rows = (await tx
    .sql('notification_mute')
    .where({ tenant: tx.tenant, person })
    .orderBy('kind')
    .select('kind')) as { kind: string }[];
  return rows.map((row) => row.kind);
};

/** Kinds of which the person ever had a notice. */
export const kindsOf = async (tx: Tx, person: string): Promise<readonly string[]> => {
  const rows = (await tx
    .sql('notification_notice')
    .where({ tenant: tx.tenant, person })
    .distinct('kind')
    .orderBy('kind')) as { kind: string }[];
  return rows.map((row) => row.kind);
};

export const setMuted = async (tx: Tx, person: string, kind: string, muted: boolean): Promise<void> => {
  const key = { tenant: tx.tenant, person, kind };
  if (muted) await tx.sql('notification_mute').insert(key).onConflict(['tenant', 'person', 'kind']).ignore();
  else await tx.sql('notification_mute').where(key).del();
};
