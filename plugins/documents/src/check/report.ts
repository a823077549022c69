import type { CheckProblem, CheckReport, PdfFacts } from '../ports.js';
import { problems } from './problems.js';

export const refused = (list: readonly CheckProblem[], facts: PdfFacts = {}): CheckReport => ({
  ok: false,
  pages: 0,
  problems: list,
  facts,
});

/** For a file that crashed or outlasted its reader. */
export const unreadable = (why: string): CheckReport => refused([problems.unreadable(why)]);
