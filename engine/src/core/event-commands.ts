import { fireBoundary } from './boundaries.js';
import { resume } from './enter.js';
import { throwError } from './errors.js';
import { openIncident } from './incidents.js';
import { reject, type Rejection } from './rejection.js';
import type { Place, Run } from './run.js';
import { find, waitsFor, type Of } from './waiting.js';

const boundaryFired = (run: Run, path: readonly number[], element: string, n: number): Place | undefined =>
  find(run, path, (token) => token.boundary?.[element]?.n === n);

export const fireTimer = (run: Run, command: Of<'fireTimer'>): Rejection | undefined => {
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

export const deliverMessage = (run: Run, command: Of<'deliverMessage'>): Rejection | undefined => {
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

export const endCall = (run: Run, command: Of<'endCall'>): Rejection | undefined => {
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
  else
    openIncident(run, place, 'call-cancelled', {
      it: `La parte chiamata (${instanceId}) è stata annullata.`,
      en: `The part that was called (${instanceId}) has been cancelled.`,
    });
  return undefined;
};
