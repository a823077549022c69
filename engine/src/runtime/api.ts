import type { EngineApi } from '../plugin/engine-api.js';
import { keyOf } from './ids.js';
import type { Graphs } from './graphs.js';
import type { Lanes } from './pipeline/lanes.js';
import { timeIn } from './pipeline/time-in.js';
import { readCase } from './reads/cases.js';
import { readOpenTasks, readTaskView } from './reads/tasks.js';
import { readState } from '../store/index.js';
import { MessageWork } from './works/message.js';
import { ResumeWork } from './works/job.js';
import { StartWork } from './works/start.js';
import { AssignTaskWork, CompleteTaskWork } from './works/task.js';

export interface ApiContext {
  readonly graphs: Graphs;
  lane(tenant: string): Lanes;
  newId(): string;
}

/** What plugins and the server may ask of the engine. `origin` is told to user step handlers: who is asking. */
export const engineApi = (context: ApiContext, origin: string): EngineApi => {
  const { graphs, lane } = context;
  return {
    start: async (request) => lane(request.tenant).submit(new StartWork(request, context.newId())),
    claimTask: async ({ tenant, taskId, actor, commandId }) =>
      lane(tenant).submit(new AssignTaskWork('claimTask', taskId, actor, commandId)),
    releaseTask: async ({ tenant, taskId, actor, commandId }) =>
      lane(tenant).submit(new AssignTaskWork('releaseTask', taskId, actor, commandId)),
    completeTask: async (request) => lane(request.tenant).submit(new CompleteTaskWork(request, origin)),
    resumeStep: async (request) => lane(request.tenant).submit(new ResumeWork(request, request.commandId)),
    correlate: async ({ tenant, message, correlationKey: key, variables = {}, ttlMs, commandId }) =>
      lane(tenant).submit(
        new MessageWork(
          { message, key, variables, ttlMs, mode: 'live', confidential: false, actor: origin },
          commandId,
        ),
      ),
    task: async (tx, taskId) => {
      const key = keyOf(taskId);
      return key === undefined ? undefined : readTaskView(tx, graphs, key);
    },
    case: (tx, instanceId) => readCase(tx, instanceId),
    variables: async (tx, instanceId) => {
      const state = await readState(tx, instanceId, 'outermost');
      return state?.scopes.get(state.instance.root)?.variables ?? {};
    },
    timeIn: async (tx, instanceId) => timeIn((await readState(tx, instanceId, 'outermost'))?.instance ?? {}, tx.now),
    openTasks: (tx, caseId) => readOpenTasks(tx, graphs, caseId),
  };
};
