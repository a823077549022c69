/**
 * The process that reads and writes PDFs: they are not ours, and may be made to exhaust or confuse a reader. It holds no
 * key, no database and none of the server's environment; whoever started it watches its memory and its time.
 */
import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { preparePdf } from '../pdf/prepare.js';
import { verifyPdf } from '../pdf/verify.js';
import type { JobAnswer, JobName, JobRequest, Jobs } from './messages.js';

const work: { [N in JobName]: (input: Jobs[N]['takes']) => Jobs[N]['gives'] | Promise<Jobs[N]['gives']> } = {
  prepare: preparePdf,
  verify: ({ pdf, anchors }) => verifyPdf(pdf, anchors),
};

const run = <N extends JobName>({ job, input }: JobRequest<N>): Jobs[N]['gives'] | Promise<Jobs[N]['gives']> =>
  work[job](input);

const answer = async (request: JobRequest): Promise<JobAnswer> => {
  const { id } = request;
  try {
    return { id, output: await run(request) };
  } catch (error) {
    if (!(error instanceof LibroFirmaError)) {
      return { id, bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    const { kind, code, text, where, details } = error;
    return { id, refusal: { kind, code, text: text.it, details, ...(where === undefined ? {} : { where }) } };
  }
};

process.on('message', (request: JobRequest) => {
  void answer(request).then((message) => process.send?.(message));
});
// Its parent is gone: nobody waits for an answer any more.
process.on('disconnect', () => process.exit(0));
