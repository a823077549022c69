import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { date, id } from '../import/schema.js';
import { positions, roles, type Position } from '../roles.js';

/** A reference with the name that a screen shows. */
export const named = z.strictObject({ id, name: z.string() });

export const personSummary = z.strictObject({ id, name: z.string(), email: z.string(), username: z.string() });

/** A role that somebody holds today, and until when. */
export const roleView = z.strictObject({
  role: z.enum(roles),
  label: z.string().meta({ description: 'Italian name of the role' }),
  office: named,
  validFrom: date,
  validTo: date.optional(),
  actRef: z.string().optional(),
});

export const bookView = z.strictObject({
  id,
  name: z.string(),
  office: named,
  clerkCheck: z.boolean(),
  initials: z.boolean().meta({ description: 'Somebody gives initials before the signature' }),
  secondSigner: z.boolean(),
  register: z.string(),
});

const holderView = z.strictObject({
  label: z.string().meta({ description: 'The role in an office, or the person' }),
  people: z.array(named).meta({ description: 'Who that is today, without substitutes' }),
});

export const bookDetail = bookView.extend({
  positions: z.strictObject(
    Object.fromEntries(positions.map((position) => [position, z.array(holderView).optional()])) as Record<
      Position,
      z.ZodOptional<z.ZodArray<typeof holderView>>
    >,
  ),
});

export const pageQuery = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() });

/** A cursor is opaque to the client: the key of the last item. */
export const toCursor = (key: string): string => Buffer.from(key).toString('base64url');
/** @throws LibroFirmaError `organisation.cursor-invalid` for what {@link toCursor} made for no list of this `shape` */
export const fromCursor = (cursor: string, shape: RegExp): string => {
  const key = Buffer.from(cursor, 'base64url').toString();
  if (shape.test(key)) return key;
  throw new LibroFirmaError(
    'invalid',
    'organisation.cursor-invalid',
    {
      it: 'La pagina chiesta dell’elenco non esiste. Torna alla prima pagina.',
      en: 'The cursor is not one that this list gave.',
    },
    { where: 'cursor' },
  );
};

/** Everybody in service has this permission through the role `employee`. */
export const readAccess = { kind: 'permission', permission: 'organisation.read' } as const;
