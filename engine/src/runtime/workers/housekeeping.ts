import type { EngineDatabase } from '../../store/index.js';
import type { Tx } from '../../plugin/database.js';
import type { Looked } from '../poller.js';

const CHUNK = 500;
const OUTBOX_MS = 10 * 60_000;

export interface Housekeeping {
  /** How long answers are kept under their command ids. */
  readonly keepAnswersMs: number;
}

/**
 * Removes what is past: kept messages, old answers, the outbox. Where two nodes have just passed each other, a kept
 * message and a subscription for it are brought together here.
 */
export const tidy = async (database: EngineDatabase, tenant: string, options: Housekeeping): Promise<Looked> => {
  if (!(await database.read(tenant, (tx) => anything(tx, options)))) return 'nothing';
  return database.write(tenant, async (tx) => {
    const { sql, now } = tx;
    await meet(tx);
    const expired = sql('lf_message').where({ tenant }).where('expires_at', '<=', now).limit(CHUNK).select('id');
    const messages = await sql('lf_message').where({ tenant }).whereIn('id', expired).delete();
    const old = sql('lf_outbox')
      .where({ tenant })
      .where('at', '<', now - OUTBOX_MS)
      .orderBy('id')
      .limit(CHUNK)
      .select('id');
    const hints = await sql('lf_outbox').where({ tenant }).whereIn('id', old).delete();
    const given = sql('lf_answer')
      .where({ tenant })
      .where('at', '<', now - options.keepAnswersMs)
      .orderBy('at')
      .limit(CHUNK)
      .select('command_id');
    const answers = await sql('lf_answer').where({ tenant }).whereIn('command_id', given).delete();
    return Math.max(messages, hints, answers) === CHUNK ? 'more' : 'some';
  });
};

/** Looked at by a reader first: tidying is no reason to wait for the disk. */
const anything = async (tx: Tx, options: Housekeeping): Promise<boolean> => {
  const { sql, tenant, now } = tx;
  const oldHint = (await sql('lf_outbox').where({ tenant }).orderBy('id').first('at')) as { at: number } | undefined;
  if (oldHint !== undefined && oldHint.at < now - OUTBOX_MS) return true;
  const oldAnswer = (await sql('lf_answer').where({ tenant }).orderBy('at').first('at')) as { at: number } | undefined;
  if (oldAnswer !== undefined && oldAnswer.at < now - options.keepAnswersMs) return true;
  if ((await sql('lf_message').where({ tenant }).where('expires_at', '<=', now).first('id')) !== undefined) return true;
  return (await missed(tx).first('m.id')) !== undefined;
};

/** Messages that wait although somebody waits for them, and whose meeting is not arranged yet. */
const missed = ({ sql, tenant, now }: Tx) =>
  sql('lf_message as m')
    .join('lf_subscription as s', (on) =>
      on.on('s.tenant', 'm.tenant').on('s.message', 'm.message').on('s.corr_key', 'm.corr_key'),
    )
    .where('m.tenant', tenant)
    .where('m.expires_at', '>', now)
    .whereNotExists(
      sql('lf_inbox as i')
        .whereRaw('i.tenant = m.tenant')
        .where('i.id', sql.raw("'match-' || m.id"))
        .select(sql.raw('1')),
    );

const meet = async (tx: Tx): Promise<void> => {
  const rows = (await missed(tx).limit(CHUNK).distinct('m.id', 'm.message', 'm.corr_key')) as readonly {
    id: string;
    message: string;
    corr_key: string;
  }[];
  for (const { id, message, corr_key: key } of rows) {
    const command = JSON.stringify({ kind: 'match', messageId: id, message, key });
    await tx
      .sql('lf_inbox')
      .insert({ tenant: tx.tenant, id: `match-${id}`, due_at: tx.now, attempts: 0, command })
      .onConflict(['tenant', 'id'])
      .ignore();
  }
};
