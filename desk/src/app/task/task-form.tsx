import type { JSX } from 'preact';
import { api } from '../../kit/api/client.js';
import type { Task } from '../../kit/contract.js';
import { OutcomeForm } from '../../shell/task/outcome-form.js';

export interface TaskFormProps {
  readonly task: Task;
  readonly onDone: (message?: string) => void;
  readonly onChanged: () => void;
}

/** The generic form of a task: its fields, and a button for each way in which it can end. */
export const TaskForm = ({ task, onDone, onChanged }: TaskFormProps): JSX.Element => (
  <OutcomeForm
    fields={task.form?.fields ?? []}
    outcomes={task.form?.outcomes ?? []}
    input={task.input}
    caseId={task.caseId}
    complete={(completion, key) =>
      api.post(`/tasks/${encodeURIComponent(task.id)}/complete`, completion, { idempotencyKey: key })
    }
    onDone={onDone}
    onChanged={onChanged}
  />
);
