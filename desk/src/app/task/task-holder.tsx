import type { JSX } from 'preact';
import { api } from '../../kit/api/client.js';
import { useSession } from '../../kit/api/session.js';
import { useAction } from '../../kit/api/use-api.js';
import { Alert, ErrorAlert } from '../../kit/components/alert.js';
import { Button } from '../../kit/components/button.js';
import type { Task } from '../../kit/contract.js';

/** Who has the task: nobody yet (take it), me (give it back), somebody else. */
export const TaskHolder = ({
  task,
  onChanged,
}: {
  readonly task: Task;
  readonly onChanged: () => void;
}): JSX.Element => {
  const { actor } = useSession();
  const change = useAction(async (key: string, what: 'claim' | 'release') => {
    await api.post(`/tasks/${encodeURIComponent(task.id)}/${what}`, undefined, { idempotencyKey: key });
    onChanged();
  });
  const mine = task.assignee?.id === actor.id;
  return (
    <>
      {change.error === undefined ? null : <ErrorAlert error={change.error} onRetry={onChanged} />}
      {task.onBehalfOf === undefined ? null : (
        <Alert>
          <p>
            Lavori <strong>per conto di {task.onBehalfOf.name}</strong>: nella storia della pratica resteranno i nomi di
            entrambi.
          </p>
        </Alert>
      )}
      {task.mayWork && task.state === 'open' && (mine || task.shared !== false) ? (
        <div class="lf-holder">
          <span>{mine ? 'Presa in carico da te' : 'La vedono anche i tuoi colleghi con lo stesso ruolo.'}</span>
          <Button
            size="xs"
            variant="outline-primary"
            busy={change.busy}
            onClick={() => void change.run(mine ? 'release' : 'claim')}
          >
            {mine ? 'Rilascia' : 'Prendi in carico'}
          </Button>
        </div>
      ) : null}
    </>
  );
};
