import type { Node } from '../model/index.js';
import { disarmBoundaries } from './boundaries.js';
import { completeElement } from './complete.js';
import { enter } from './enter.js';
import { closeIncident } from './incidents.js';
import { reject, type Rejection } from './rejection.js';
import type { Place, Run } from './run.js';
import { find, waitsFor, type Of } from './waiting.js';

const withIncident = (
  run: Run,
  n: number,
  path: readonly number[],
  then: (place: Place) => Rejection | void,
): Rejection | undefined => {
  const place = find(run, path, waitsFor('incident', n));
  if (place === undefined) return reject('no-such-incident', `Incident ${n} is not open any more.`);
  return then(place) ?? undefined;
};

/** Which of its ways a case takes is what could not be said: nobody behind it waits for all of them. */
const chooses = ({ type, outgoing }: Node): boolean =>
  (type === 'exclusiveGateway' || type === 'inclusiveGateway') && outgoing.length > 1;

export const retryIncident = (run: Run, command: Of<'retryIncident'>): Rejection | undefined =>
  withIncident(run, command.n, command.path, (place) => {
    closeIncident(run, command.n, 'retried', command.actor, command.reason);
    if (command.variables !== undefined) {
      run.emit({ type: 'variablesSet', scope: run.instance.root, values: command.variables });
    }
    // What the input mapping gave before would hide the corrected variables from it.
    run.change(place, { wait: { for: 'nothing' }, local: {} });
    enter(run, place);
  });

export const resolveIncident = (run: Run, command: Of<'resolveIncident'>): Rejection | undefined =>
  withIncident(run, command.n, command.path, (place) => {
    const node = run.node(run.token(place).at);
    if (chooses(node))
      return reject('incident-chooses', `"${node.id}" chooses among ways; going on would take all of them.`);
    closeIncident(run, command.n, 'resolved', command.actor, command.reason);
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
    return undefined;
  });
