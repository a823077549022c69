import { createStore } from '../../kit/feedback/store.js';

/** Open tasks of the queue as last read, for the number in the navigation; `undefined` before the first reading. */
export const queueCount = createStore<{ readonly count: number; readonly more: boolean } | undefined>(undefined);
