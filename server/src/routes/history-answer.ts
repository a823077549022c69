import { inLanguage, type Directory, type Language, type Tx } from '@libro-firma/engine/plugin';
import type { HistoryEntry as EngineEntry, HistoryKind } from '@libro-firma/engine';
import { z } from 'zod';
import { Person } from './paging.js';
import { namesFor } from './people.js';

/** What the desk calls each kind of entry. */
const TYPES = {
  started: 'case.started',
  ended: 'case.ended',
  terminated: 'case.ended',
  cancelled: 'case.ended',
  recalled: 'case.recalled',
  taskOpened: 'task.opened',
  taskClaimed: 'task.claimed',
  taskReleased: 'task.released',
  taskCompleted: 'task.completed',
  taskCancelled: 'task.cancelled',
  stepDone: 'step.completed',
  stepCancelled: 'step.cancelled',
  event: 'event',
  incidentOpened: 'incident.opened',
  incidentClosed: 'incident.closed',
} as const satisfies Readonly<Record<HistoryKind | 'recalled', string>>;

/** Kept as the reason where the requester takes a case back; the entry says it already. */
export const RECALLED = 'Richiamata dal richiedente';

export const HistoryEntry = z.object({
  id: z.string(),
  at: z.number(),
  type: z.enum([...new Set(Object.values(TYPES))]),
  instanceId: z.string(),
  rev: z.number(),
  elementId: z.string().optional(),
  elementName: z.string().optional(),
  /** Of a task that a plugin's step is: `signing.initials:1`. */
  stepType: z.string().optional(),
  actor: Person.optional(),
  onBehalfOf: Person.optional(),
  outcome: z.string().optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
});

const INSTANCE_LIFE: ReadonlySet<HistoryKind> = new Set(['started', 'ended', 'terminated', 'cancelled']);

/** A called process is told by what happens in it: that the call is over says nothing more. */
const isCall = ({ kind, elementType }: EngineEntry): boolean =>
  elementType === 'callActivity' && (kind === 'stepDone' || kind === 'stepCancelled');

/** For people: that a called instance began and ended is the engine's business, its tasks and steps are theirs. */
export const historyAnswers = async (
  tx: Tx,
  directory: Directory,
  caseId: string,
  all: readonly EngineEntry[],
  { afterRev, language }: { readonly afterRev?: number | undefined; readonly language: Language },
): Promise<z.input<typeof HistoryEntry>[]> => {
  const entries = all.filter(
    (entry) => (entry.instanceId === caseId || !INSTANCE_LIFE.has(entry.kind)) && !isCall(entry),
  );
  const names = await namesFor(
    tx,
    directory,
    entries.flatMap(({ actor, onBehalfOf }) => [actor, onBehalfOf]),
  );
  const requester = entries.find(({ kind }) => kind === 'started')?.actor;
  const answers = entries.map(({ kind, actor, onBehalfOf, message, reason, ...facts }, index) => ({
    ...facts,
    ...(reason === undefined || reason === RECALLED ? {} : { reason }),
    ...(message === undefined ? {} : { message: inLanguage(message, language) }),
    id: `${facts.instanceId}.${facts.rev}.${index}`,
    type: TYPES[kind === 'cancelled' && actor !== undefined && actor === requester ? 'recalled' : kind],
    actor: actor === undefined ? undefined : names.person(actor),
    onBehalfOf: onBehalfOf === undefined ? undefined : names.person(onBehalfOf),
    outcome: kind === 'terminated' || kind === 'cancelled' ? kind : facts.outcome,
  }));
  if (afterRev === undefined) return answers;
  // Revisions count within one instance: what the called ones did meanwhile comes along by its place in the order.
  return answers.slice(answers.findLastIndex((one) => one.instanceId === caseId && one.rev <= afterRev) + 1);
};
