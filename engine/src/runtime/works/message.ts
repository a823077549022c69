import { LibroFirmaError } from '../../plugin/errors.js';
import type { JsonObject } from '../../plugin/json.js';
import type { CaseMode } from '../../plugin/steps.js';
import { MOST_RECEIVERS, type SubscriptionRow } from '../../store/index.js';
import type { Attempt } from '../pipeline/attempt.js';
import type { Commit } from '../pipeline/commit.js';
import type { Wants } from '../pipeline/wants.js';
import type { Work } from '../pipeline/work.js';
import { startInstance } from './start.js';

export interface Message {
  readonly message: string;
  readonly key: string;
  readonly variables: JsonObject;
  /** UTC milliseconds until which it is kept when nobody waits; not kept without it. */
  readonly keepUntil: number | undefined;
  readonly mode: CaseMode;
  readonly confidential: boolean;
  readonly actor: string;
  /** It is not to start a case. */
  readonly startsNothing?: boolean;
}

/** Whoever waits for the message may be any of these; the first that still does gets it. */
export const seekReceivers = ({ message, key }: Pick<Message, 'message' | 'key'>, wants: Wants): void => {
  wants.messages.push({ message, key });
};

export const aimAtReceivers = (
  { message, key }: Pick<Message, 'message' | 'key'>,
  commit: Commit,
  wants: Wants,
): void => {
  for (const row of commit.waitingFor(message, key, { from: wants.turn(message, key), most: MOST_RECEIVERS })) {
    wants.instances.add(row.instance);
    wants.path(row.instance, row.path);
  }
};

/** Delivers to the first that waits. @returns whether somebody did */
export const deliver = async (
  attempt: Attempt,
  { message, key }: Pick<Message, 'message' | 'key'>,
  variables: JsonObject,
): Promise<boolean> => {
  for (const row of attempt.commit.waitingFor(message, key, { from: 0, most: MOST_RECEIVERS })) {
    if (attempt.state(row.instance) !== undefined && (await deliverTo(attempt, row, variables))) return true;
  }
  return false;
};

const deliverTo = async (attempt: Attempt, row: SubscriptionRow, variables: JsonObject): Promise<boolean> => {
  const { instance, n, path, element } = row;
  try {
    await attempt.command(instance, { kind: 'deliverMessage', n, path, element, variables });
    return true;
  } catch (error) {
    const left = error instanceof LibroFirmaError && /^engine\.(no-such-subscription|instance-ended)$/.test(error.code);
    if (!left) throw error;
    await attempt.undo();
    return false;
  }
};

/** To whoever waits, else to a message start event, else kept. @returns whether it has found a place */
export const publish = async (attempt: Attempt, message: Message): Promise<boolean> => {
  if (await deliver(attempt, message, message.variables)) return true;
  if (message.startsNothing !== true && (await startByMessage(attempt, message))) return true;
  const { keepUntil } = message;
  if (keepUntil === undefined || keepUntil <= attempt.now) return false;
  const { message: name, key, variables } = message;
  const id = attempt.commit.context.newId();
  attempt.note((book) => book.messages.add.set(id, { id, message: name, key, variables, expiresAt: keepUntil }));
  return true;
};

const startByMessage = async (attempt: Attempt, message: Message): Promise<boolean> => {
  const { tx, context } = attempt.commit;
  const [start] = await context.store.messageStarts(tx, [message.message]);
  if (start === undefined) return false;
  const { name } = await context.graphs.get(tx, start.definitionId);
  const instanceId = context.newId();
  const { mode, confidential, actor, variables } = message;
  await startInstance(attempt, {
    instanceId,
    definitionId: start.definitionId,
    caseId: instanceId,
    mode,
    confidential,
    title: name,
    actor,
    variables,
    startEvent: start.element,
  });
  return true;
};

/** A message from outside. */
export class MessageWork implements Work<void> {
  readonly kind = 'correlate';

  constructor(
    private readonly message: Omit<Message, 'keepUntil'> & { readonly ttlMs: number | undefined },
    readonly commandId: string | undefined,
  ) {}

  seek(wants: Wants): void {
    seekReceivers(this.message, wants);
  }

  aim(commit: Commit, wants: Wants): void {
    aimAtReceivers(this.message, commit, wants);
  }

  async carryOut(attempt: Attempt): Promise<void> {
    const { ttlMs, ...message } = this.message;
    const keepUntil = ttlMs === undefined ? undefined : attempt.now + ttlMs;
    if (await publish(attempt, { ...message, keepUntil })) return;
    throw new LibroFirmaError('not-found', 'engine.nobody-waits', {
      it: `Nessuna pratica aspetta il messaggio «${message.message}» con chiave «${message.key}».`,
      en: `No case waits for message "${message.message}" with key "${message.key}".`,
    });
  }
}

/** New subscriptions for which a message is kept already: they meet in a later commit. */
export const meetings = async (commit: Commit): Promise<void> => {
  const fresh = [...commit.book.subscriptions.fresh()];
  if (fresh.length === 0) return;
  const { store } = commit.context;
  const kept = [
    ...(await store.messages(
      commit.tx,
      fresh.map(({ message, key }) => ({ message, key })),
    )),
    ...commit.book.messages.add.values(),
  ].filter((row) => row.expiresAt > commit.tx.now && !commit.book.messages.drop.has(row.id));
  const met = new Set<string>();
  for (const row of fresh) {
    const message = kept.find((one) => one.message === row.message && one.key === row.key && !met.has(one.id));
    if (message === undefined) continue;
    met.add(message.id);
    commit.book.inbox.add.push({
      id: `match-${message.id}`,
      dueAt: commit.tx.now,
      attempts: 0,
      command: JSON.stringify({ kind: 'match', messageId: message.id, message: row.message, key: row.key }),
    });
  }
};
