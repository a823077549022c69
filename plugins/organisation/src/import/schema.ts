import { z } from 'zod';
import { isCalendarDate } from '../calendar.js';
import { ID } from '../group-key.js';
import { substitutionKinds } from '../ports.js';
import { roles } from '../roles.js';

/** Ids stand in group keys and in diagrams: letters, digits, dot, underscore, hyphen. */
export const id = z
  .string()
  .regex(ID, { error: 'identificativo non valido: lettere, cifre, punto, trattino, al massimo 64' });
export const date = z
  .string()
  .refine(isCalendarDate, { error: 'data non valida: è attesa una data come 2026-01-31' })
  .meta({ description: 'Calendar date in Europe/Rome', format: 'date' });
const name = z.string().trim().min(1).max(200);
const actRef = z.string().trim().min(1).max(200);
const period = { validFrom: date, validTo: date.optional() };

export const sector = z.strictObject({ id, name, ...period });

export const office = z.strictObject({ id, name, sector: id, ...period });

export const person = z.strictObject({
  id,
  givenName: name,
  familyName: name,
  fiscalCode: z.string().length(16),
  email: z.email().max(254),
  username: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{1,63}$/, { error: 'nome utente non valido: minuscole, cifre, punto, trattino' }),
  ...period,
});

export const roleHeld = z.strictObject({
  person: id,
  role: z.enum(roles),
  office: id,
  actRef: actRef.optional(),
  ...period,
});

/** An empty list would read as "nothing" to one and as "everything" to another: it is refused. */
export const scope = z.strictObject({
  roles: z.array(z.enum(roles)).min(1).optional(),
  offices: z.array(id).min(1).optional(),
  books: z.array(id).min(1).optional(),
});

export const substitution = z.strictObject({
  id,
  kind: z.enum(substitutionKinds),
  from: id,
  to: id,
  scope,
  actRef: actRef.optional(),
  ...period,
});

const holder = z.union([z.strictObject({ role: z.enum(roles), office: id }), z.strictObject({ person: id })]);
const holders = z.array(holder).min(1);

export const book = z.strictObject({
  id,
  name,
  office: id,
  positions: z.strictObject({
    requester: holders,
    clerk: holders.optional(),
    initials: holders.optional(),
    signer1: holders,
    signer2: holders.optional(),
    substitute: holders.optional(),
    accounting: holders.optional(),
  }),
  clerkCheck: z.boolean(),
  register: id,
  ...period,
});

export const organisationData = z.strictObject({
  sectors: z.array(sector).optional(),
  offices: z.array(office).optional(),
  people: z.array(person).optional(),
  roles: z.array(roleHeld).optional(),
  substitutions: z.array(substitution).optional(),
  books: z.array(book).optional(),
});
