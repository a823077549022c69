import { api, type Page } from '../../kit/api/client.js';
import type { Task } from '../../kit/contract.js';
import { toast } from '../../kit/feedback/toast.js';
import { navigate } from '../../kit/route/history.js';

/** After a task: to the next of the queue, nearest deadline first, or to the queue when nothing is left. */
export const goToNext = async (done: Task, message: string): Promise<void> => {
  let next: Task | undefined;
  try {
    const page = await api.get<Page<Task>>('/tasks?scope=mine&limit=5');
    next = page.items.find((task) => task.id !== done.id && task.mayWork);
  } catch {
    // The task is done; which one comes next is only a convenience, and the queue will say why it cannot be read.
    next = undefined;
  }
  toast(next === undefined ? `${message}.` : `${message}. Ecco la prossima attività.`);
  navigate(next === undefined ? '/' : `/attivita/${next.id}`, { force: true });
};
