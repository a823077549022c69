import type { Tx } from '../../plugin/database.js';
import type { ActorId, Directory } from '../../plugin/directory.js';
import type { TaskView } from '../../plugin/engine-api.js';
import { LibroFirmaError } from '../../plugin/errors.js';
import type { PlayTask } from '../engine-trials-type.js';
import { bestMembership } from '../reads/access.js';

/**
 * By which right the person holds the task at the time of the trial; whoever plays may do what nobody holds.
 *
 * @throws LibroFirmaError `engine.trial-not-holder`
 */
export const rightOf = async (
  tx: Tx,
  directory: Directory,
  task: TaskView,
  { as, actor }: PlayTask,
  at: number,
): Promise<string | undefined> => {
  const right = bestMembership(await directory.groupsOf(tx, as, at), task.candidates);
  if (right !== undefined) return right.onBehalfOf;
  if (as === actor) {
    const held = await Promise.all(task.candidates.map((group) => directory.holdersOf(tx, group, at)));
    if (held.every((holders) => holders.length === 0)) return undefined;
  }
  throw await notHolder(tx, directory, task, as);
};

const notHolder = async (tx: Tx, directory: Directory, task: TaskView, as: ActorId): Promise<LibroFirmaError> => {
  const [person] = await directory.describe(tx, [as]);
  const labels = await directory.labelOf(tx, task.candidates);
  const who = task.candidates.map((group) => labels.get(group) ?? group).join('; ');
  return new LibroFirmaError(
    'conflict',
    'engine.trial-not-holder',
    {
      it: `«${task.name}» non spetta a ${person?.name ?? as}: spetta a ${who === '' ? 'nessuno' : who}. Scegli una di queste persone.`,
      en: `Task "${task.name}" is not ${person?.name ?? as}'s: it is offered to ${who === '' ? 'nobody' : who}.`,
    },
    { where: task.elementId, details: { candidates: [...task.candidates] } },
  );
};
