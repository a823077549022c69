import { z } from 'zod';
import { defaultLimits } from './check/limits.js';
import { mediaTypes, type MediaType } from './media/sniff.js';

const MB = 1_000_000;

/** Everything but plain archives, whose contents nobody can look at. */
const usualTypes: MediaType[] = mediaTypes.filter((type) => type !== 'application/zip');

const count = (value: number, max: number) => z.coerce.number().int().min(1).max(max).default(value);

export const settings = z
  .strictObject({
    /** The document to be signed, MB. */
    maxMainMb: count(50, 2_000),
    /** One attachment, MB. */
    maxAttachmentMb: count(50, 2_000),
    maxAttachments: count(30, 1_000),
    /** Pages of the document to be signed. */
    maxPages: count(defaultLimits.maxPages, 20_000),
    /** Media types; from the environment as words with commas between. */
    attachmentTypes: z
      .preprocess(
        (value) => (typeof value === 'string' ? value.split(',').map((word) => word.trim()) : value),
        z.array(z.enum(mediaTypes)),
      )
      .default(usualTypes),
    /** Which PDFs may have files inside: whoever signs does not see them. Programs inside are always refused. */
    embeddedFiles: z.enum(['allow', 'attachments', 'refuse']).default(defaultLimits.embeddedFiles),
    /** Uploads that no request took are thrown away after this. */
    uploadHours: count(24, 24 * 30),
    /** What one person may have uploaded without using it, MB. */
    maxPendingMb: count(1_000, 100_000),
    /** Processes that read PDFs at the same time. */
    checkers: count(2, 64),
    checkSeconds: count(20, 600),
    checkMemoryMb: count(768, 16_000),
    /** Folder of the bytes; inside the plugin's data folder unless given. Several nodes share one. */
    storage: z.string().min(1).optional(),
    /** Letterhead of letters made from the template. */
    letterhead: z
      .strictObject({
        /** `Comune di Palermo`. Without it letters need it from their step's configuration. */
        administration: z.string().min(1).max(120).optional(),
        /** One line below: address, telephone, PEC. */
        contacts: z.string().max(200).optional(),
      })
      .prefault({}),
  })
  .prefault({});

export type Settings = z.output<typeof settings>;

export const maxMainBytes = (s: Settings): number => s.maxMainMb * MB;
export const maxAttachmentBytes = (s: Settings): number => s.maxAttachmentMb * MB;
