import { behaviors } from '../behaviors/index.js';
import { isActivity, type Activity, type Node } from '../model/graph.js';
import { readTimer } from '../model/timer.js';
import { armBoundaries } from './boundaries.js';
import { emptyScope } from './cancel.js';
import { completeElement, leave } from './complete.js';
import { endInstance } from './end.js';
import { throwError } from './errors.js';
import { openIncident } from './incidents.js';
import type { Behavior, Move, Trigger } from './moves.js';
import { openBody } from './multi-instance.js';
import type { Place, Run } from './run.js';
import { mapInputs } from './variables.js';

/** A process that calls itself, or one that calls it, is stopped here. */
const DEEPEST_CALL = 100;

const behaviorOf = (node: Node): Behavior<Node> => behaviors[node.type] as Behavior<Node>;

/** A token arrives at its element, or tries it again. */
export const enter = (run: Run, place: Place): void => {
  const node = run.node(run.token(place).at);
  if (isActivity(node) && !enterActivity(run, place, node)) return;
  if ((node.type === 'endEvent' || node.type === 'intermediateThrowEvent') && node.inputs.length > 0) {
    run.change(place, { local: mapInputs(run, place, node.inputs) });
  }
  perform(run, place, node, behaviorOf(node).enter(node, run.token(place), run.view(place)));
};

/** What the token waited for came back. */
export const resume = (run: Run, place: Place, trigger: Trigger): void => {
  const node = run.node(run.token(place).at);
  perform(run, place, node, behaviorOf(node).resume?.(node, trigger, run.view(place)) ?? []);
};

/** Opens what surrounds an activity: its iterations, its boundary events, its input. `false`: it goes no further now. */
const enterActivity = (run: Run, place: Place, node: Activity): boolean => {
  const scope = run.scope(place.scope);
  const iterated = scope.kind === 'iteration' && scope.element === node.id;
  if (!iterated && run.token(place).boundary === undefined && !armBoundaries(run, place, node.boundary)) return false;
  if (!iterated && node.multi !== undefined) {
    openBody(run, place, node, node.multi);
    return false;
  }
  if (node.inputs.length > 0) run.change(place, { local: mapInputs(run, place, node.inputs) });
  return true;
};

const perform = (run: Run, place: Place, node: Node, moves: readonly Move[]): void => {
  for (const move of moves) performOne(run, place, node, move);
};

const performOne = (run: Run, place: Place, node: Node, move: Move): void => {
  const path = run.path(place.scope);
  switch (move.move) {
    case 'leave':
      return leave(run, place, node, move.flows);
    case 'complete':
      return completeElement(run, place, move.output, move.merge);
    case 'end':
      return run.emit({ type: 'left', scope: place.scope, n: place.token, at: node.id, how: 'ended' });
    case 'join':
      run.change(place, { wait: { for: 'join' } });
      return;
    case 'consume':
      for (const n of move.tokens) run.emit({ type: 'left', scope: place.scope, n, at: node.id, how: 'joined' });
      return;
    case 'openTask': {
      const { move: _, ...task } = move;
      const n = run.number();
      const { local } = run.change(place, { wait: { for: 'task', n } });
      run.effects.push({ kind: 'openTask', n, path, element: node.id, name: node.name, input: local ?? {}, ...task });
      return;
    }
    case 'openJob': {
      const { move: _, ...job } = move;
      const n = run.number();
      run.change(place, { wait: { for: 'job', n, attempt: 1, group: 1 } });
      const at = { n, token: place.token, path, element: node.id, name: node.name };
      run.effects.push({ kind: 'openJob', ...at, ...job, attempt: 1, group: 1, dueAt: run.env.now });
      return;
    }
    case 'armTimer': {
      const view = run.view(place);
      const reading = readTimer(move.timer, view.evaluate(move.timer.value), view);
      if (reading === undefined) {
        return openIncident(run, place, 'timer', {
          it: `Il termine «${move.timer.value.text}» non dà né una data né una durata.`,
          en: `The deadline "${move.timer.value.text}" gives neither a date nor a duration.`,
        });
      }
      const n = run.number();
      run.change(place, { wait: { for: 'timer', n } });
      run.effects.push({ kind: 'armTimer', n, path, element: node.id, dueAt: run.byTheClock(reading.dueAt) });
      return;
    }
    case 'subscribe': {
      const { name: message, key } = move.message;
      const value = key === undefined ? null : run.view(place).evaluate(key);
      if (typeof value !== 'string' && typeof value !== 'number') {
        return openIncident(run, place, 'correlation-key', {
          it: `La chiave del messaggio «${message}» non è un testo: vale ${JSON.stringify(value)}.`,
          en: `The key of the message "${message}" is no text: it is ${JSON.stringify(value)}.`,
        });
      }
      const n = run.number();
      run.change(place, { wait: { for: 'message', n } });
      run.effects.push({ kind: 'subscribe', n, path, element: node.id, message, key: String(value) });
      return;
    }
    case 'publish':
      run.effects.push({ kind: 'publish', message: move.message, key: move.key, variables: move.variables });
      return;
    case 'openScope':
      return openScope(run, place, node);
    case 'call': {
      const { instance } = run;
      const depth = (instance.parent?.depth ?? 0) + 1;
      if (depth > DEEPEST_CALL) {
        const endless = {
          it: `L’iter «${move.processId}» sarebbe chiamato a ${depth} livelli di profondità: forse chiama sé stesso senza fine.`,
          en: `The route "${move.processId}" would be called ${depth} levels deep: it may be calling itself without end.`,
        };
        return openIncident(run, place, 'endless-calls', endless);
      }
      const instanceId = run.env.newId();
      run.change(place, { wait: { for: 'call', instanceId } });
      run.effects.push({
        kind: 'call',
        command: {
          instanceId,
          processId: move.processId,
          caseId: instance.caseId,
          parent: { instanceId: instance.id, token: place.token, path, depth },
          mode: instance.mode,
          confidential: instance.confidential,
          title: instance.title,
          actor: instance.startedBy,
          ...(instance.clock === undefined ? {} : { clock: instance.clock }),
          variables: move.variables,
        },
      });
      return;
    }
    case 'throwError':
      return throwError(run, place, move.code, move.message);
    case 'terminate':
      return terminate(run, place, node);
    case 'fail':
      return openIncident(run, place, move.code, move.message);
  }
};

/** Ends the scope; at the top, the whole process. A calling process goes on as after any other end. */
const terminate = (run: Run, place: Place, node: Node): void => {
  run.emit({ type: 'left', scope: place.scope, n: place.token, at: node.id, how: 'ended' });
  const { kind, variables } = run.scope(place.scope);
  if (kind === 'process') endInstance(run, 'terminated', { kind: 'completed', output: variables });
  else emptyScope(run, place.scope);
};

const openScope = (run: Run, place: Place, node: Node): void => {
  const start = run.graph.containers.get(node.id)?.start;
  if (start === undefined)
    return openIncident(run, place, 'no-start', {
      it: `«${node.name || node.id}» non ha un evento di inizio.`,
      en: `"${node.name || node.id}" has no start event.`,
    });
  const n = run.number();
  const variables = { ...run.token(place).local };
  run.emit({
    type: 'scopeOpened',
    scope: { n, parent: place.scope, kind: 'subProcess', element: node.id, token: place.token, variables },
  });
  run.change(place, { wait: { for: 'scope', n } });
  run.put(n, start);
};
