import type { JsonObject } from '../plugin/json.js';
import { disarmBoundaries, fireBoundary } from './boundaries.js';
import type { Command } from './commands.js';
import { completeElement } from './complete.js';
import { endInstance } from './end.js';
import { enter, resume } from './enter.js';
import { throwError } from './errors.js';
import { closeIncident, openIncident } from './incidents.js';
import { startIterations } from './multi-instance.js';
import { reject, type Rejection } from './rejection.js';
import type { Place, Run } from './run.js';
import { start } from './start.js';
import type { Token, Wait } from './state.js';

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;

/** Takes a command to the token that it is meant for; refuses what no longer fits. */
export const handle = (run: Run, command: Command): Rejection | undefined => {
  if (command.kind === 'start') return start(run, command);
  if (run.instance.state !== 'running')
    return reject('instance-ended', `Instance ${run.instance.id} is ${run.instance.state}.`);
  switch (command.kind) {
    case 'claimTask':
      return assignTask(run, command, command.actor);
    case 'releaseTask':
      return assignTask(run, command, undefined);
    case 'completeTask':
      return completeTask(run, command);
    case 'completeJob':
      return withJob(run, command, (place) => resume(run, place, closed(run, command, command.output)));
    case 'throwJobError':
      return withJob(run, command, (place) => {
        closed(run, command, {});
        run.change(place, { wait: { for: 'nothing' } });
        throwError(run, place, command.code, command.message);
      });
    case 'failJob':
      return withJob(run, command, (place) => failJob(run, place, command));
    case 'parkJob':
      return withJob(run, command, (place) => {
        run.change(place, { wait: { for: 'answer', n: command.n, key: command.key } });
        run.effects.push({ kind: 'parkJob', n: command.n, key: command.key });
      });
    case 'fireTimer':
      return fireTimer(run, command);
    case 'deliverMessage':
      return deliverMessage(run, command);
    case 'endCall':
      return endCall(run, command);
    case 'retryIncident':
      return retryIncident(run, command);
    case 'resolveIncident':
      return resolveIncident(run, command);
    case 'startIterations':
      if (run.draft.scopes.has(command.scope)) startIterations(run, command.scope);
      return undefined;
    case 'moveClock':
      return moveClock(run, command.clock);
    case 'cancel':
      endInstance(run, 'cancelled', { kind: 'cancelled' });
      return undefined;
  }
};

const moveClock = (run: Run, clock: number): Rejection | undefined => {
  const { clock: before, id } = run.instance;
  if (before === undefined || clock < before)
    return reject('clock-fixed', `The time of instance ${id} stays as it is.`);
  run.emit({ type: 'clockMoved', clock });
  return undefined;
};

/** The token of the innermost scope of the path that fits, if it is still there. */
const find = (run: Run, path: readonly number[], fits: (token: Token) => boolean): Place | undefined => {
  const scope = path.at(-1) ?? run.instance.root;
  const tokens = run.draft.scopes.get(scope)?.tokens;
  const token = Object.values(tokens ?? {}).find(fits);
  return token === undefined ? undefined : { scope, token: token.n };
};

const waitsFor =
  (kind: Wait['for'], n: number) =>
  ({ wait }: Token): boolean =>
    wait.for === kind && 'n' in wait && wait.n === n;

const assignTask = (
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

const completeTask = (run: Run, command: Of<'completeTask'>): Rejection | undefined => {
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

const withJob = (
  run: Run,
  command: Of<'completeJob' | 'throwJobError' | 'failJob' | 'parkJob'>,
  then: (place: Place) => void,
): Rejection | undefined => {
  const place =
    find(run, command.path, waitsFor('job', command.n)) ?? find(run, command.path, waitsFor('answer', command.n));
  if (place === undefined) return reject('no-such-job', `Job ${command.n} is not open any more.`);
  then(place);
  return undefined;
};

const closed = (run: Run, command: { readonly n: number }, output: JsonObject) => {
  run.effects.push({ kind: 'closeJob', n: command.n, cancelled: false });
  return { kind: 'job', output } as const;
};

const failJob = (run: Run, place: Place, command: Of<'failJob'>): void => {
  const { wait } = run.token(place);
  if (command.retryAt === undefined || wait.for !== 'job') {
    closed(run, command, {});
    openIncident(run, place, command.code, command.message);
    return;
  }
  const { n, group } = wait;
  const attempt = wait.attempt + 1;
  run.change(place, { wait: { for: 'job', n, attempt, group } });
  const { retryAt: dueAt, code, message } = command;
  run.effects.push({ kind: 'retryJob', n, dueAt, attempt, group, code, message });
};

const boundaryFired = (run: Run, path: readonly number[], element: string, n: number): Place | undefined =>
  find(run, path, (token) => token.boundary?.[element]?.n === n);

const fireTimer = (run: Run, command: Of<'fireTimer'>): Rejection | undefined => {
  const { n, path, element } = command;
  const node = run.graph.nodes.get(element);
  const used = () => run.effects.push({ kind: 'disarmTimer', n });
  if (node?.type === 'boundaryEvent') {
    const place = boundaryFired(run, path, element, n);
    if (place === undefined) return reject('no-such-timer', `Timer ${n} is not armed any more.`);
    used();
    fireBoundary(run, place, node, {});
    return undefined;
  }
  const place = find(run, path, waitsFor('timer', n));
  if (place === undefined) return reject('no-such-timer', `Timer ${n} is not armed any more.`);
  used();
  resume(run, place, { kind: 'timer' });
  return undefined;
};

const deliverMessage = (run: Run, command: Of<'deliverMessage'>): Rejection | undefined => {
  const { n, path, element, variables } = command;
  const node = run.graph.nodes.get(element);
  const used = () => run.effects.push({ kind: 'unsubscribe', n });
  if (node?.type === 'boundaryEvent') {
    const place = boundaryFired(run, path, element, n);
    if (place === undefined) return noSubscription(n);
    used();
    fireBoundary(run, place, node, variables);
    return undefined;
  }
  const place = find(run, path, waitsFor('message', n));
  if (place === undefined) return noSubscription(n);
  used();
  resume(run, place, { kind: 'message', variables });
  return undefined;
};

const noSubscription = (n: number) => reject('no-such-subscription', `Subscription ${n} is not open any more.`);

const endCall = (run: Run, command: Of<'endCall'>): Rejection | undefined => {
  const { token, path, instanceId, result } = command;
  const place = find(run, path, ({ n, wait }) => n === token && wait.for === 'call' && wait.instanceId === instanceId);
  if (place === undefined) return reject('no-such-call', `Nobody waits for instance ${instanceId} any more.`);
  if (result.kind === 'completed') {
    const { case: _, ...output } = result.output;
    resume(run, place, { kind: 'call', output });
  } else if (result.kind === 'error') {
    run.change(place, { wait: { for: 'nothing' } });
    throwError(run, place, result.code, result.message);
  } else if (result.kind === 'failed') openIncident(run, place, result.code, result.message);
  else openIncident(run, place, 'call-cancelled', `La parte chiamata (${instanceId}) è stata annullata.`);
  return undefined;
};

const withIncident = (
  run: Run,
  n: number,
  path: readonly number[],
  then: (place: Place) => void,
): Rejection | undefined => {
  const place = find(run, path, waitsFor('incident', n));
  if (place === undefined) return reject('no-such-incident', `Incident ${n} is not open any more.`);
  then(place);
  return undefined;
};

const retryIncident = (run: Run, command: Of<'retryIncident'>): Rejection | undefined =>
  withIncident(run, command.n, command.path, (place) => {
    closeIncident(run, command.n, 'retried', command.actor, command.reason);
    if (command.variables !== undefined) {
      run.emit({ type: 'variablesSet', scope: run.instance.root, values: command.variables });
    }
    // What the input mapping gave before would hide the corrected variables from it.
    run.change(place, { wait: { for: 'nothing' }, local: {} });
    enter(run, place);
  });

const resolveIncident = (run: Run, command: Of<'resolveIncident'>): Rejection | undefined =>
  withIncident(run, command.n, command.path, (place) => {
    closeIncident(run, command.n, 'resolved', command.actor, command.reason);
    const node = run.node(run.token(place).at);
    if ('outputs' in node) completeElement(run, place, command.output, true);
    else {
      disarmBoundaries(run, place);
      run.emit({
        type: 'left',
        scope: place.scope,
        n: place.token,
        at: node.id,
        how: 'flow',
        flows: node.outgoing.map(({ id }) => id),
      });
      for (const flow of node.outgoing) run.put(place.scope, flow.target, flow.id);
    }
  });
