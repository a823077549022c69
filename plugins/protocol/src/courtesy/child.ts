/**
 * The process that makes one courtesy copy. The PDF came from outside: whoever started this watches memory and time. It
 * holds no secret and no database.
 */
import { makeCopy, type CopyNotes } from './make.js';

export interface CopyRequest {
  readonly original: Uint8Array;
  readonly notes: CopyNotes;
}

export type CopyAnswer = { readonly copy: Uint8Array } | { readonly problem: string };

const answer = async ({ original, notes }: CopyRequest): Promise<CopyAnswer> => {
  try {
    return { copy: await makeCopy(original, notes) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
};

process.on('message', (request: CopyRequest) => {
  void answer(request).then((made) => process.send?.(made, () => process.disconnect()));
});
// Its parent is gone: nobody waits for an answer any more.
process.on('disconnect', () => process.exit(0));
