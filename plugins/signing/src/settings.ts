import { z } from 'zod';

const count = (value: number, max: number) => z.coerce.number().int().min(1).max(max).default(value);

/** From the environment as words with commas between. */
const words = z
  .preprocess(
    (value) =>
      typeof value === 'string'
        ? value
            .split(',')
            .map((word) => word.trim())
            .filter(Boolean)
        : value,
    z.array(z.string()),
  )
  .default([]);

export const settings = z
  .strictObject({
    /** Files with the certificates (PEM or DER) of the authorities whose signatures count as trusted. */
    trust: words,
    /** Written into the signature dictionary: where it is signed. */
    location: z.string().min(1).max(80).optional(),
    /** How long a batch waits for its PIN before its documents are given back, minutes. */
    pinMinutes: count(15, 24 * 60),
    /** The drafter of a document may sign it too; initials and endorsements stay forbidden. */
    drafterMaySign: z.union([z.boolean(), z.stringbool()]).default(false),
    /** One PDF in the child process. */
    pdfSeconds: count(60, 600),
    pdfMemoryMb: count(1024, 16_000),
    /** Demonstration keys; they exist in the demo command only. */
    demo: z
      .strictObject({
        /** No secret: the desk shows it beside the field. */
        pin: z.string().min(4).max(32).default('12345678'),
        /** Wrong PINs in a row before a certificate is locked. */
        maxAttempts: count(3, 20),
        /** How long an authorisation holds, minutes. */
        authorisationMinutes: count(15, 24 * 60),
        /** In the certificate of the seal. */
        administration: z.string().min(1).max(64).default('Amministrazione dimostrativa'),
      })
      .prefault({}),
  })
  .prefault({});

export type Settings = z.output<typeof settings>;
