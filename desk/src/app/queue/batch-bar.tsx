import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../kit/components/button.js';
import type { BatchAction, Task } from '../../kit/contract.js';
import { plural } from '../../kit/text/format.js';
import { ErrorBoundary } from '../../shell/frame/error-boundary.js';

/** The action takes the task's kind of step; a task held by somebody else is never offered. */
export const takes = (action: BatchAction, task: Task): boolean =>
  task.mayWork && task.type !== undefined && action.stepTypes.includes(task.type);

export interface BatchBarProps {
  readonly actions: readonly BatchAction[];
  readonly ticked: readonly Task[];
  readonly onClear: () => void;
  readonly onDone: () => void;
}

/** At the foot of the queue while tasks are ticked. */
export const BatchBar = ({ actions, ticked, onClear, onDone }: BatchBarProps): JSX.Element => {
  // The tasks are kept as they were when the action was opened: hints must not change what is being signed.
  const [running, setRunning] = useState<{ action: BatchAction; tasks: readonly Task[] } | undefined>(undefined);
  return (
    <>
      {ticked.length === 0 ? null : (
        <section class="lf-batch" aria-label="Azioni sulle attività selezionate">
          <div class="lf-batch-count">
            <p role="status">{plural(ticked.length, 'selezionata', 'selezionate')}</p>
            <Button variant="link" size="sm" onClick={onClear}>
              Deseleziona
            </Button>
          </div>
          <div class="lf-actions">
            {actions.map((action) => {
              const tasks = ticked.filter((task) => takes(action, task));
              if (tasks.length === 0) return null;
              return (
                <Button key={action.id} icon={action.icon} onClick={() => setRunning({ action, tasks })}>
                  {tasks.length === ticked.length ? action.label : `${action.label} (${tasks.length})`}
                </Button>
              );
            })}
          </div>
        </section>
      )}
      {running === undefined ? null : (
        <ErrorBoundary what={`L’azione «${running.action.label}»`}>
          <running.action.component
            tasks={running.tasks}
            onClose={() => setRunning(undefined)}
            onDone={() => {
              setRunning(undefined);
              onDone();
            }}
          />
        </ErrorBoundary>
      )}
    </>
  );
};
