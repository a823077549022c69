import { defineRoute, type AnyRoute } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { numberLabel } from '../label.js';
import { caseFiles, openCaseFile } from '../store/classes.js';
import { CLASSIFY, idParams, OPEN, READ, type RoutePorts } from './ports.js';
import { caseFileView, classEntryView, registerView } from './views.js';

/** Registers, the classification scheme, case files. */
export const registerRoutes = (ports: RoutePorts): readonly AnyRoute[] => [
  defineRoute({
    name: 'protocol.registers.list',
    method: 'GET',
    path: '/protocol/registers',
    summary: { it: 'Registri, apertura e ultimo numero', en: 'Registers, their opening and last number' },
    access: {
      kind: 'rule',
      rule: 'chi consulta il registro o può aprirne uno',
      reveal: true,
      check: (_tx, { actor }) => Promise.resolve(actor.permissions.has(READ) || actor.permissions.has(OPEN)),
    },
    answer: { kind: 'json', schema: z.strictObject({ items: z.array(registerView) }) },
    handle: ({ tenant, actor, db }) =>
      db.read(tenant, async (tx) => {
        const registers = await ports.protocol.registers(tx);
        const openers = registers.flatMap(({ opening }) => (opening === undefined ? [] : [opening.by]));
        const person = await ports.viewer(tx, actor.id).people(openers);
        return {
          items: registers.map(({ id, code, description, kind, area, areaDescription, opening, last }) => ({
            id,
            code,
            description,
            kind,
            area: { id: area, description: areaDescription },
            opening:
              opening === undefined
                ? null
                : {
                    year: opening.year,
                    firstNumber: opening.firstNumber,
                    by: person(opening.by),
                    act: opening.act,
                    at: opening.at,
                  },
            last: last === undefined ? null : { ...last, label: numberLabel(last.number, last.year) },
          })),
        };
      }),
  }),
  defineRoute({
    name: 'protocol.registers.open',
    method: 'POST',
    path: '/protocol/registers/:id/opening',
    summary: {
      it: 'Apre un registro, una volta sola, da un numero qualsiasi (subentro a un altro sistema)',
      en: 'Open a register once, at any number',
    },
    access: { kind: 'permission', permission: OPEN },
    params: idParams,
    body: {
      kind: 'json',
      schema: z.strictObject({ firstNumber: z.int().min(1).max(99_999_999), act: z.string().trim().min(1).max(500) }),
    },
    answer: {
      kind: 'json',
      status: 201,
      schema: z.strictObject({
        register: z.string(),
        year: z.int(),
        firstNumber: z.int(),
        act: z.string(),
        at: z.int(),
      }),
    },
    handle: async ({ tenant, actor, params, body, db }) => {
      const { register, year, firstNumber, act, at } = await db.write(tenant, (tx) =>
        ports.protocol.open(tx, { register: params.id, by: actor.id, ...body }),
      );
      ports.hints.changed(tenant);
      return { register, year, firstNumber, act, at };
    },
  }),
  defineRoute({
    name: 'protocol.classification.list',
    method: 'GET',
    path: '/protocol/classification',
    summary: { it: 'Titolario di classificazione', en: 'Classification scheme' },
    access: {
      kind: 'signedIn',
      why: 'il titolario è pubblicato con il manuale di gestione e non contiene dati di pratiche',
    },
    answer: { kind: 'json', schema: z.strictObject({ items: z.array(classEntryView) }) },
    handle: ({ tenant, db }) =>
      db.read(tenant, async (tx) => ({
        items: (await ports.protocol.classification(tx)).map((entry) => ({ ...entry })),
      })),
  }),
  defineRoute({
    name: 'protocol.caseFiles.list',
    method: 'GET',
    path: '/protocol/case-files',
    summary: { it: 'Fascicoli, dal più recente', en: 'Case files, newest first' },
    access: { kind: 'permission', permission: READ },
    query: z.strictObject({ classification: z.string().max(32).optional() }),
    answer: { kind: 'json', schema: z.strictObject({ items: z.array(caseFileView) }) },
    handle: ({ tenant, actor, query, db }) =>
      db.read(tenant, async (tx) => {
        const files = await caseFiles(tx, query.classification);
        const person = await ports.viewer(tx, actor.id).people(files.map(({ openedBy }) => openedBy));
        return { items: files.map((file) => ({ ...file, openedBy: person(file.openedBy) })) };
      }),
  }),
  defineRoute({
    name: 'protocol.caseFiles.open',
    method: 'POST',
    path: '/protocol/case-files',
    summary: { it: 'Apre un fascicolo', en: 'Open a case file' },
    access: { kind: 'permission', permission: CLASSIFY },
    body: {
      kind: 'json',
      schema: z.strictObject({
        classification: z.string().trim().min(1).max(32),
        title: z.string().trim().min(1).max(300),
      }),
    },
    answer: { kind: 'json', status: 201, schema: caseFileView },
    handle: ({ tenant, actor, body, db }) =>
      db.write(tenant, async (tx) => {
        const file = await openCaseFile(tx, { ...body, by: actor.id });
        return { ...file, openedBy: { id: actor.id, name: actor.name } };
      }),
  }),
];
