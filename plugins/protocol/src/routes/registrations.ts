import { defineRoute, FileAnswer, type AnyRoute } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { refuse } from '../errors.js';
import type { RegistrationQuery } from '../ports.js';
import { historiesOf } from '../store/histories.js';
import { searchRegistrations } from '../store/search.js';
import { idParams, READ, registrationAccess, type RoutePorts } from './ports.js';
import { registrationDetail, registrationPage, registrationView } from './views.js';

const search = z.strictObject({
  register: z.string().max(64).optional(),
  year: z.coerce.number().int().min(1900).max(9999).optional(),
  number: z.coerce.number().int().min(1).max(999_999_999).optional(),
  text: z.string().max(200).optional(),
  recipient: z.string().max(200).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  classification: z
    .string()
    .max(32)
    .regex(/^[A-Za-z0-9.]+$/)
    .optional(),
  caseFile: z.string().max(64).optional(),
  office: z.string().max(64).optional(),
  voided: z.enum(['true', 'false']).optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

const queryOf = ({ voided, ...query }: z.output<typeof search>): RegistrationQuery => {
  const asked = { ...query, voided: voided === undefined ? undefined : voided === 'true' };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined && value !== ''));
};

/** Reading the register. */
export const registrationRoutes = (ports: RoutePorts): readonly AnyRoute[] => [
  defineRoute({
    name: 'protocol.registrations.search',
    method: 'GET',
    path: '/protocol/registrations',
    summary: {
      it: 'Cerca nel registro; le registrazioni riservate mostrano oggetto e documenti solo a chi ha un ruolo nella pratica',
      en: 'Search the register; confidential registrations are masked',
    },
    access: { kind: 'permission', permission: READ },
    query: search,
    answer: { kind: 'json', schema: registrationPage },
    handle: ({ tenant, actor, query, db }) =>
      db.read(tenant, async (tx) => {
        const viewer = ports.viewer(tx, actor.id);
        const { items, next } = await searchRegistrations(tx, queryOf(query), viewer.visible);
        return { items: await viewer.views(items), next };
      }),
  }),
  defineRoute({
    name: 'protocol.registrations.ofCase',
    method: 'GET',
    path: '/protocol/cases/:caseId/registrations',
    summary: { it: 'Registrazioni di una pratica', en: 'Registrations of a case' },
    access: { kind: 'case', param: 'caseId' },
    params: z.strictObject({ caseId: z.string().min(1).max(200) }),
    answer: { kind: 'json', schema: z.strictObject({ items: z.array(registrationView) }) },
    handle: ({ tenant, actor, params, db }) =>
      db.read(tenant, async (tx) => {
        const found = await ports.protocol.registrationsOf(tx, params.caseId);
        return { items: await ports.viewer(tx, actor.id).views(found) };
      }),
  }),
  defineRoute({
    name: 'protocol.registrations.read',
    method: 'GET',
    path: '/protocol/registrations/:id',
    summary: { it: 'Una registrazione con la sua storia', en: 'One registration with its history' },
    access: registrationAccess(
      ports,
      'Chi ha un ruolo nella pratica; chi consulta il registro (una riservata senza oggetto e documenti, mai una di prova).',
      (registration, onCase, permissions) => onCase || (!registration.trial && permissions.has(READ)),
    ),
    params: idParams,
    answer: { kind: 'json', schema: registrationDetail },
    handle: ({ tenant, actor, params, db }) =>
      db.read(tenant, async (tx) => {
        const registration = await ports.protocol.registration(tx, params.id);
        if (registration === undefined) throw refuse('not-found');
        const histories = registration.trial
          ? { classification: [registration.classification], assignment: [registration.assignment] }
          : await historiesOf(tx, params.id);
        return ports.viewer(tx, actor.id).detail(registration, histories);
      }),
  }),
  defineRoute({
    name: 'protocol.registrations.segnatura',
    method: 'GET',
    path: '/protocol/registrations/:id/segnatura',
    summary: { it: 'La segnatura XML sigillata', en: 'The sealed segnatura XML' },
    access: registrationAccess(
      ports,
      'Chi ha un ruolo nella pratica; chi consulta il registro, se la registrazione non è riservata né di prova.',
      (registration, onCase, permissions) =>
        onCase || (!registration.confidential && !registration.trial && permissions.has(READ)),
    ),
    params: idParams,
    answer: { kind: 'file', types: ['application/xml'] },
    handle: async ({ tenant, params, db }) => {
      const file = await db.read(tenant, (tx) => ports.protocol.segnatura(tx, params.id));
      if (file === undefined) throw refuse('no-segnatura');
      return new FileAnswer(file.bytes, { type: file.mediaType, name: file.name });
    },
  }),
  defineRoute({
    name: 'protocol.registrations.courtesyCopy',
    method: 'GET',
    path: '/protocol/registrations/:id/courtesy-copy',
    summary: {
      it: 'Copia di cortesia con numero e data; la lettura resta tracciata',
      en: 'The courtesy copy; the read leaves a trace',
    },
    access: registrationAccess(ports, 'Chi ha un ruolo nella pratica.', (_registration, onCase) => onCase),
    params: idParams,
    answer: { kind: 'file', types: ['application/pdf'] },
    handle: async ({ tenant, actor, params, db }) => {
      // The trace comes first: no bytes without it.
      await db.write(tenant, async (tx) => {
        const [main] = (await ports.protocol.registration(tx, params.id))?.documents ?? [];
        if (main === undefined) throw refuse('not-found');
        const { documentId, version } = main;
        await ports.documents.recordRead(tx, { actor: actor.id, documentId, version, kind: 'archive' });
      });
      const file = await ports.protocol.courtesyCopy(tenant, params.id);
      return new FileAnswer(file.bytes, { type: file.mediaType, name: file.name });
    },
  }),
];
