/**
 * The process that reads PDFs nobody vouches for. It gets a path, answers with a report, holds no secret and no database;
 * whoever started it watches its memory and its time.
 */
import { readFile } from 'node:fs/promises';
import { checkPdf } from './check.js';
import type { CheckAnswer, CheckRequest } from './messages.js';
import { unreadable } from './report.js';

const answer = async ({ path, purpose, limits }: CheckRequest): Promise<CheckAnswer['report']> => {
  try {
    return await checkPdf(await readFile(path), purpose, limits);
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
};

process.on('message', (request: CheckRequest) => {
  void answer(request).then((report) => process.send?.({ id: request.id, report } satisfies CheckAnswer));
});
// Its parent is gone: nobody waits for an answer any more.
process.on('disconnect', () => process.exit(0));
