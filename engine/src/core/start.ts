import type { StartCommand } from './commands.js';
import { reject, type Rejection } from './rejection.js';
import type { Run } from './run.js';
import { STATE_FORMAT } from './state.js';

/** A new instance, with a token at its start event. */
export const start = (run: Run, command: StartCommand): Rejection | undefined => {
  const { graph, env } = run;
  const startEvent = command.startEvent ?? graph.containers.get(graph.processId)?.start;
  if (startEvent === undefined || !graph.nodes.has(startEvent)) {
    return reject('no-start-event', `Process "${graph.processId}" has no start event for this.`);
  }
  const { instanceId, mode, confidential, title, actor, caseId, clock } = command;
  const startedAt = env.now + (clock ?? 0);
  run.emit({
    type: 'instanceStarted',
    instance: {
      format: STATE_FORMAT,
      id: instanceId,
      definitionId: command.definitionId,
      processId: graph.processId,
      caseId,
      ...(command.parent === undefined ? {} : { parent: command.parent }),
      mode,
      confidential,
      title,
      startedBy: actor,
      startedAt,
      ...(clock === undefined ? {} : { clock }),
      state: 'running',
      rev: 0,
      next: 1,
      incidents: 0,
      root: 1,
    },
  });
  const requester = command.requester ?? actor;
  const about = { id: caseId, title, requester, startedAt, mode, confidential };
  const variables = { ...command.variables, case: command.variables['case'] ?? about };
  run.emit({
    type: 'scopeOpened',
    scope: { n: run.number(), parent: 0, kind: 'process', element: graph.processId, token: 0, variables },
  });
  run.put(1, startEvent);
  return undefined;
};
