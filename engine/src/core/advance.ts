import { mayJoin, split } from '../behaviors/inclusive-gateway.js';
import { completeElement, leave } from './complete.js';
import { endInstance } from './end.js';
import { enter, resume } from './enter.js';
import { openIncident } from './incidents.js';
import type { Run } from './run.js';
import type { Scope, Token } from './state.js';

/** Moves everything that can move, until all tokens wait or the instance is over. */
export const advance = (run: Run): void => {
  do {
    drain(run);
  } while (run.instance.state === 'running' && (joinInclusive(run) || closeScopes(run)));
};

const drain = (run: Run): void => {
  for (let place = run.queue.shift(); place !== undefined; place = run.queue.shift()) {
    if (run.instance.state !== 'running' || !run.has(place)) continue;
    run.moves += 1;
    if (run.moves > run.env.maxMoves) {
      openIncident(run, place, 'endless-loop', {
        it: `Più di ${run.env.maxMoves} passaggi di seguito: l’iter gira in tondo senza mai fermarsi ad aspettare.`,
        en: `More than ${run.env.maxMoves} moves in a row: the route goes round in circles and never stops to wait.`,
      });
    } else enter(run, place);
  }
};

/** Inclusive joins fire only when nothing else moves: tokens under way might still reach them. */
const joinInclusive = (run: Run): boolean => {
  for (const n of [...run.draft.saved]) {
    const scope = run.draft.scopes.get(n);
    const container = scope === undefined ? undefined : run.graph.containers.get(containerOf(scope));
    for (const gateway of container?.inclusiveJoins ?? []) {
      if (gateway.incoming.length < 2) continue;
      const tokens = Object.values(scope?.tokens ?? {});
      const waiting = tokens.filter((token) => token.at === gateway.id && token.wait.for === 'join');
      const arrived = new Set(waiting.flatMap((token) => token.via ?? []));
      const elsewhere = tokens.filter((token) => token.at !== gateway.id).map((token) => token.at);
      if (!mayJoin(gateway, { elsewhere, arrived })) continue;
      const [first, ...others] = [...arrived].map((flow) => waiting.find((token) => token.via === flow) as Token);
      if (first === undefined) continue;
      for (const token of others) run.emit({ type: 'left', scope: n, n: token.n, at: token.at, how: 'joined' });
      const place = { scope: n, token: first.n };
      const move = split(gateway, run.view(place));
      if (move.move === 'leave') leave(run, place, gateway, move.flows);
      else if (move.move === 'fail') openIncident(run, place, move.code, move.message);
      return true;
    }
  }
  return false;
};

/** The id of the container whose elements stand in this scope. */
const containerOf = (scope: Scope): string => scope.element;

/** A scope without tokens and children is done (BPMN 2.0.2, 13.3.4, 13.5.6). */
const closeScopes = (run: Run): boolean => {
  for (const n of [...run.draft.saved]) {
    const scope = run.draft.scopes.get(n);
    if (scope === undefined || scope.children > 0 || Object.keys(scope.tokens).length > 0) continue;
    if (scope.kind === 'process') {
      endInstance(run, 'completed', { kind: 'completed', output: scope.variables });
      return true;
    }
    if (scope.kind === 'subProcess') {
      closeSubProcess(run, scope);
      return true;
    }
  }
  return false;
};

/** Its own variables are in sight of the output mapping, then gone. */
const closeSubProcess = (run: Run, scope: Scope): void => {
  const place = { scope: scope.parent, token: scope.token };
  const node = run.node(scope.element);
  run.emit({ type: 'scopeClosed', n: scope.n });
  if ('outputs' in node && node.outputs.length > 0) completeElement(run, place, scope.variables, false);
  else resume(run, place, { kind: 'scope' });
};
