import { isActivity, type BoundaryEvent, type Node } from '../model/graph.js';
import { readTimer } from '../model/timer.js';
import type { JsonObject, Localized } from '../plugin/json.js';
import { cancelWait } from './cancel.js';
import { openIncident } from './incidents.js';
import type { Place, Run } from './run.js';
import type { ArmedBoundary } from './state.js';
import { assign, mapOutputs } from './variables.js';

/** Arms the timers and messages of an activity that is being entered; `false` when one of them cannot be read. */
export const armBoundaries = (run: Run, place: Place, boundary: readonly BoundaryEvent[]): boolean => {
  const waiting = boundary.filter((event) => event.trigger.kind !== 'error');
  if (waiting.length === 0) return true;
  const armed: Record<string, ArmedBoundary> = {};
  for (const event of waiting) {
    const one = arm(run, place, event);
    if (!('n' in one)) {
      run.change(place, { boundary: armed });
      openIncident(run, place, 'boundary', one);
      return false;
    }
    armed[event.id] = one;
  }
  run.change(place, { boundary: armed });
  return true;
};

const arm = (run: Run, place: Place, event: BoundaryEvent): ArmedBoundary | Localized => {
  const view = run.view(place);
  const path = run.path(place.scope);
  if (event.trigger.kind === 'timer') {
    const { timer } = event.trigger;
    const reading = readTimer(timer, view.evaluate(timer.value), view);
    if (reading === undefined)
      return {
        it: `Il termine «${timer.value.text}» di «${event.name || event.id}» non dà né una data, né una durata, né una ripetizione.`,
        en: `The deadline "${timer.value.text}" of "${event.name || event.id}" gives neither a date, nor a duration, nor a repetition.`,
      };
    const n = run.number();
    run.effects.push({ kind: 'armTimer', n, path, element: event.id, dueAt: run.byTheClock(reading.dueAt) });
    const repeats = reading.repeats === Infinity ? -1 : reading.repeats;
    return { n, kind: 'timer', ...(repeats === 0 ? {} : { repeats }) };
  }
  if (event.trigger.kind !== 'message')
    return {
      it: `L’evento «${event.name || event.id}» non si può attendere.`,
      en: `The event "${event.name || event.id}" cannot be waited for.`,
    };
  const { message } = event.trigger;
  const key = message.key === undefined ? null : view.evaluate(message.key);
  if (typeof key !== 'string' && typeof key !== 'number')
    return {
      it: `La chiave del messaggio «${message.name}» non è un testo.`,
      en: `The key of the message "${message.name}" is no text.`,
    };
  const n = run.number();
  run.effects.push({ kind: 'subscribe', n, path, element: event.id, message: message.name, key: String(key) });
  return { n, kind: 'message' };
};

/** Takes back the timers and subscriptions of a token. */
export const disarmBoundaries = (run: Run, place: Place): void => {
  for (const { n, kind } of Object.values(run.token(place).boundary ?? {})) {
    run.effects.push({ kind: kind === 'timer' ? 'disarmTimer' : 'unsubscribe', n });
  }
};

/** A boundary event of this token fired; its row is used up. */
export const fireBoundary = (run: Run, place: Place, event: BoundaryEvent, variables: JsonObject): void => {
  const token = run.token(place);
  const { [event.id]: fired, ...others } = token.boundary ?? {};
  if (event.outputs.length > 0) mapOutputs(run, place, event.outputs, variables);
  else assign(run, place.scope, variables);
  if (event.interrupting) {
    run.change(place, { boundary: others });
    interrupt(run, place);
  } else {
    run.change(place, { boundary: { ...others, ...rearm(run, place, event, fired) } });
  }
  run.put(place.scope, event.id);
};

/** The activity is given up: what it waits for and what hangs on it. */
export const interrupt = (run: Run, place: Place): void => {
  disarmBoundaries(run, place);
  cancelWait(run, place);
  const { at } = run.token(place);
  run.emit({ type: 'left', scope: place.scope, n: place.token, at, how: 'cancelled' });
};

const rearm = (
  run: Run,
  place: Place,
  event: BoundaryEvent,
  fired: ArmedBoundary | undefined,
): Readonly<Record<string, ArmedBoundary>> => {
  if (event.trigger.kind === 'message') {
    const again = arm(run, place, event);
    return !('n' in again) ? {} : { [event.id]: again };
  }
  if (fired?.repeats === undefined) return {};
  const again = arm(run, place, event);
  if (!('n' in again)) return {};
  const left = fired.repeats === -1 ? -1 : fired.repeats - 1;
  return { [event.id]: { n: again.n, kind: 'timer', ...(left === 0 ? {} : { repeats: left }) } };
};

export const boundariesOf = (node: Node): readonly BoundaryEvent[] => (isActivity(node) ? node.boundary : []);
