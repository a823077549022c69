import { resume } from './enter.js';
import { reject, type Rejection } from './rejection.js';
import type { Run } from './run.js';
import { find, waitsFor, type Of } from './waiting.js';

export const assignTask = (
  run: Run,
  command: Of<'claimTask' | 'releaseTask'>,
  to: string | undefined,
): Rejection | undefined => {
  const place = find(run, command.path, waitsFor('task', command.n));
  if (place === undefined) return noTask(command.n);
  const { wait } = run.token(place);
  const holder = wait.for === 'task' ? wait.assignee : undefined;
  if (holder !== undefined && holder !== command.actor) return taken(command.n, holder);
  run.change(place, { wait: { for: 'task', n: command.n, ...(to === undefined ? {} : { assignee: to }) } });
  run.emit({ type: 'taskAssigned', n: command.n, by: command.actor, ...(to === undefined ? {} : { to }) });
  run.effects.push({ kind: 'assignTask', n: command.n, assignee: to });
  return undefined;
};

const noTask = (n: number) => reject('no-such-task', `Task ${n} is not open any more.`);
const taken = (n: number, holder: string) => reject('task-taken', `Task ${n} has been taken by ${holder}.`);

export const completeTask = (run: Run, command: Of<'completeTask'>): Rejection | undefined => {
  const place = find(run, command.path, waitsFor('task', command.n));
  if (place === undefined) return noTask(command.n);
  const { wait, at } = run.token(place);
  const holder = wait.for === 'task' ? wait.assignee : undefined;
  if (holder !== undefined && holder !== command.actor) return taken(command.n, holder);
  const { n, actor, onBehalfOf, outcome, reason } = command;
  const how = {
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(reason === undefined ? {} : { reason }),
  };
  run.emit({ type: 'taskCompleted', n, at, by: actor, ...how });
  run.effects.push({ kind: 'closeTask', n, state: 'completed', by: actor, ...how });
  const said = { ...(outcome === undefined ? {} : { outcome }), ...(reason === undefined ? {} : { reason }) };
  resume(run, place, { kind: 'task', output: { ...command.output, ...said } });
  return undefined;
};
