import { api, type Page } from '../../kit/api/client.js';
import type { Task } from '../../kit/contract.js';

/**
 * Which task of the queue comes after this one, nearest deadline first; `undefined` when nothing is left, or when the
 * queue cannot be read: it will say itself why.
 */
export const nextAfter = async (done: Task): Promise<Task | undefined> => {
  try {
    const page = await api.get<Page<Task>>('/tasks?scope=mine&limit=5');
    return page.items.find((task) => task.id !== done.id && task.mayWork);
  } catch {
    return undefined;
  }
};
