import { MissingScope } from './apply.js';
import { closeIncident } from './incidents.js';
import { disarmBoundaries } from './boundaries.js';
import type { Place, Run } from './run.js';

/** Gives back whatever a token waits for: tasks, jobs, timers, called cases, everything in an inner scope. */
export const cancelWait = (run: Run, place: Place): void => {
  const { wait } = run.token(place);
  switch (wait.for) {
    case 'task':
      run.effects.push({ kind: 'closeTask', n: wait.n, state: 'cancelled' });
      return;
    case 'job':
    case 'answer':
      run.effects.push({ kind: 'closeJob', n: wait.n, cancelled: true });
      return;
    case 'timer':
      run.effects.push({ kind: 'disarmTimer', n: wait.n });
      return;
    case 'message':
      run.effects.push({ kind: 'unsubscribe', n: wait.n });
      return;
    case 'incident':
      closeIncident(run, wait.n, 'cancelled');
      return;
    case 'call':
      run.effects.push({
        kind: 'send',
        to: wait.instanceId,
        command: { kind: 'cancel', actor: 'engine', reason: 'the calling activity was given up' },
      });
      return;
    case 'scope':
      emptyScope(run, wait.n);
      run.emit({ type: 'scopeClosed', n: wait.n });
      return;
    case 'join':
    case 'nothing':
      return;
  }
};

/** Takes every token out of a scope, inner scopes first. The scope itself stays. */
export const emptyScope = (run: Run, scope: number): void => {
  for (const token of Object.values(run.scope(scope).tokens)) {
    const place = { scope, token: token.n };
    disarmBoundaries(run, place);
    cancelWait(run, place);
    run.emit({ type: 'left', scope, n: token.n, at: token.at, how: 'cancelled' });
  }
  for (const child of childrenOf(run, scope)) {
    emptyScope(run, child);
    run.emit({ type: 'scopeClosed', n: child });
  }
};

/** Iterations hang on their body, not on a token of it. */
export const childrenOf = (run: Run, scope: number): readonly number[] => {
  const { children } = run.scope(scope);
  if (children === 0) return [];
  const found = [...run.draft.scopes.values()].filter((candidate) => candidate.parent === scope);
  if (found.length < children) throw new MissingScope('all');
  return found.map((candidate) => candidate.n);
};
