import { emptyScope } from './cancel.js';
import type { Command } from './commands.js';
import type { Run } from './run.js';
import type { InstanceState } from './state.js';

type CallResult = Extract<Command, { kind: 'endCall' }>['result'];

/** The instance is over: whatever is left in it is given back, and a calling process is told. */
export const endInstance = (run: Run, state: InstanceState, result: CallResult): void => {
  const { root, parent, id } = run.instance;
  emptyScope(run, root);
  run.queue.length = 0;
  run.emit({ type: 'instanceEnded', state, at: run.now });
  if (parent === undefined) return;
  run.effects.push({
    kind: 'send',
    to: parent.instanceId,
    command: { kind: 'endCall', token: parent.token, path: parent.path, instanceId: id, result },
  });
};
