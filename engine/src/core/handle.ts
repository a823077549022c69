import type { Command } from './commands.js';
import { endInstance } from './end.js';
import { deliverMessage, endCall, fireTimer } from './event-commands.js';
import { resolveIncident, retryIncident } from './incident-commands.js';
import { completeJob, failJob, parkJob, throwJobError } from './job-commands.js';
import { startIterations } from './multi-instance.js';
import { reject, type Rejection } from './rejection.js';
import type { Run } from './run.js';
import { start } from './start.js';
import { assignTask, completeTask } from './task-commands.js';

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
      return completeJob(run, command);
    case 'throwJobError':
      return throwJobError(run, command);
    case 'failJob':
      return failJob(run, command);
    case 'parkJob':
      return parkJob(run, command);
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
