import {
  LibroFirmaError,
  type Access,
  type Actor,
  type CaseAccess,
  type Directory,
  type EngineApi,
  type Tx,
} from '@libro-firma/engine/plugin';
import { refusals } from './refusals.js';

/** What access checks ask. */
export interface AccessPorts {
  readonly directory: Directory;
  readonly caseAccess: CaseAccess;
  readonly tasks: Pick<EngineApi, 'task'>;
}

/** The signed-in person as of now, or `undefined` when the directory gives them nothing: not, or no longer, in service. */
export const actorOf = async (tx: Tx, directory: Directory, person: string): Promise<Actor | undefined> => {
  const memberships = await directory.groupsOf(tx, person, tx.now);
  if (memberships.length === 0) return undefined;
  const permissions = await directory.permissionsOf(tx, person, tx.now);
  const [summary] = await directory.describe(tx, [person]);
  return { id: person, name: summary?.name ?? person, memberships, permissions };
};

/**
 * Asked for every route and every room; what is not granted here is refused.
 *
 * @throws LibroFirmaError `server.forbidden` where the thing is no secret, `server.not-found` where it may not be known
 */
export const requireAccess = async (
  tx: Tx,
  access: Access,
  call: { readonly actor: Actor; readonly params: Readonly<Record<string, string>> },
  ports: AccessPorts,
): Promise<void> => {
  switch (access.kind) {
    case 'public':
    case 'signedIn':
      return;
    case 'permission':
      if (!call.actor.permissions.has(access.permission)) throw refusals.forbidden();
      return;
    case 'case':
      if (!(await ports.caseAccess.maySee(tx, call.actor.id, call.params[access.param] ?? '')))
        throw refusals.notFound();
      return;
    case 'task':
      return requireTask(tx, access, call, ports);
    case 'rule':
      if (await access.check(tx, call)) return;
      throw access.reveal === true ? refusals.forbidden() : refusals.notFound();
    default:
      throw refusals.forbidden();
  }
};

/**
 * Who may not see the task's case does not learn that it is there. One that has ended is let through to the handler, whose
 * command knows what to say of it (and gives a repeated call the answer of the first).
 */
const requireTask = async (
  tx: Tx,
  access: Extract<Access, { kind: 'task' }>,
  call: { readonly actor: Actor; readonly params: Readonly<Record<string, string>> },
  ports: AccessPorts,
): Promise<void> => {
  const task = await ports.tasks.task(tx, call.params[access.param] ?? '');
  if (task === undefined || !(await ports.caseAccess.maySee(tx, call.actor.id, task.caseId))) throw refusals.notFound();
  if (access.may === 'see' || task.state !== 'open') return;
  if ((await ports.caseAccess.mayWork(tx, call.actor.id, task.id)) !== undefined) return;
  const mine = new Set(call.actor.memberships.map(({ group }) => group));
  const offered = task.candidates.some((group) => mine.has(group));
  throw offered && task.assignee !== undefined ? taken() : refusals.forbidden();
};

const taken = (): LibroFirmaError =>
  new LibroFirmaError('conflict', 'engine.task-taken', {
    it: 'L’attività è stata presa in carico da un’altra persona.',
    en: 'Somebody else has claimed the task: only they may work on it until they release it.',
  });
