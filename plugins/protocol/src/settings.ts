import { z } from 'zod';

export const settings = z.strictObject({
  /**
   * How far the clock may stand behind the last registration, in milliseconds; the number then takes the last one's date.
   * More is refused: the clock of some node is wrong.
   */
  clockTolerance: z.int().min(0).max(3_600_000).default(60_000),
  copy: z
    .strictObject({
      /** Milliseconds for one courtesy copy. */
      timeout: z.int().min(1_000).max(300_000).default(30_000),
      /** Bytes of memory that making one may take. */
      maxMemory: z
        .int()
        .min(64 * 1024 * 1024)
        .default(512 * 1024 * 1024),
    })
    .prefault({}),
});

export type Settings = z.output<typeof settings>;
