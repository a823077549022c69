import { cittadini } from './cittadini.js';
import { finanze } from './finanze.js';
import { opere } from './opere.js';
import { risorse } from './risorse.js';
import type { BookRun } from './run.js';
import { segreteria } from './segreteria.js';
import { urbanistica } from './urbanistica.js';

/** One act of each of the 19 signature books, by sector. */
export const bookRuns: readonly BookRun[] = [
  ...segreteria,
  ...risorse,
  ...finanze,
  ...opere,
  ...urbanistica,
  ...cittadini,
];
