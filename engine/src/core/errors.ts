import type { BoundaryEvent } from '../model/index.js';
import { inLanguage, type Said } from '../plugin/said.js';
import { boundariesOf, interrupt } from './boundaries.js';
import { endInstance } from './end.js';
import { openIncident } from './incidents.js';
import type { Place, Run } from './run.js';
import { assign, mapOutputs } from './variables.js';

/**
 * BPMN 2.0.2, 10.5.3 and 13.5.3: an error goes to the nearest enclosing activity with a boundary event for it, and
 * interrupts that activity. One that leaves a called process goes on at the call activity. One that nobody catches is
 * an incident where it was thrown: nothing is lost, and a person decides.
 */
export const throwError = (run: Run, place: Place, code: string, message: Said): void => {
  for (let at: Place | undefined = place; at !== undefined; at = enclosing(run, at)) {
    const event = catcher(run, at, code);
    if (event === undefined) continue;
    const error = { error: { code, message: inLanguage(message, 'it') } };
    if (event.outputs.length > 0) mapOutputs(run, at, event.outputs, error);
    else assign(run, at.scope, error);
    interrupt(run, at);
    run.put(at.scope, event.id);
    return;
  }
  if (run.instance.parent !== undefined) endInstance(run, 'terminated', { kind: 'error', code, message });
  else
    openIncident(run, place, 'uncaught-error', {
      it: `L’iter non prevede che cosa fare con l’errore «${code}»: ${inLanguage(message, 'it')}`,
      en: `The route does not say what to do with the error "${code}": ${inLanguage(message, 'en')}`,
    });
};

const enclosing = (run: Run, { scope }: Place): Place | undefined => {
  const { parent, token } = run.scope(scope);
  return parent === 0 ? undefined : { scope: parent, token };
};

const catcher = (run: Run, place: Place, code: string): BoundaryEvent | undefined => {
  const scope = run.scope(place.scope);
  const token = scope.tokens[place.token];
  if (token === undefined || (scope.kind === 'iteration' && scope.element === token.at)) return undefined;
  const events = boundariesOf(run.node(token.at)).filter((event) => event.trigger.kind === 'error');
  const matches = (wanted: string | undefined) =>
    events.find((event) => event.trigger.kind === 'error' && event.trigger.code === wanted);
  return matches(code) ?? matches(undefined);
};
