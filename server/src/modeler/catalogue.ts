import { lfDescriptor, supportedElements, type Engine } from '@libro-firma/engine';
import type { AnyRoute, Localized } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import type { ServerContext } from '../context.js';
import { defineServerRoute } from '../routes/define.js';
import { readers } from './access.js';
import type { ExampleRoute } from './examples.js';

const Text = z.object({ it: z.string(), en: z.string().optional() });
const Schema = z.record(z.string(), z.unknown());
const Word = z.object({ value: z.string(), label: Text });

/** `modeler/src/editor/contract.ts`. */
const Catalogue = z.object({
  steps: z.array(
    z.object({
      type: z.string(),
      label: Text,
      word: Text.optional(),
      description: Text.optional(),
      icon: z.string(),
      color: z.string().optional(),
      appliesTo: z.enum(['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:UserTask']),
      config: Schema,
      input: Schema.optional(),
      output: Schema.optional(),
      outcomes: z
        .array(
          z.object({
            value: z.string(),
            label: Text,
            rejects: z.boolean().optional(),
            allowedBy: z.string().optional(),
          }),
        )
        .optional(),
      errors: z.array(z.object({ code: z.string(), label: Text })).optional(),
    }),
  ),
  elements: z.array(
    z.object({
      type: z.string(),
      eventDefinitions: z.array(z.string().nullable()).optional(),
      nonInterrupting: z.array(z.string()).optional(),
      loops: z.array(z.enum(['parallel', 'sequential', 'standard'])).optional(),
    }),
  ),
  fieldKinds: z.array(
    z.object({ kind: z.string(), label: Text, variable: Schema.optional(), sampled: z.boolean().optional() }),
  ),
  lists: z.array(z.object({ name: z.string(), label: Text })),
  ruleKinds: z.array(z.enum(['role', 'book', 'requester', 'person', 'substitute'])),
  roles: z.array(Word),
  positions: z.array(Word),
  lfDescriptor: z.object({
    name: z.string(),
    prefix: z.string(),
    uri: z.string(),
    xml: z.object({ tagAlias: z.string() }),
    associations: z.array(z.unknown()),
    types: z.array(Schema),
  }),
});

const BUILT_IN: readonly { readonly kind: string; readonly label: Localized }[] = [
  { kind: 'text', label: { it: 'Testo', en: 'Text' } },
  { kind: 'longText', label: { it: 'Testo lungo', en: 'Long text' } },
  { kind: 'number', label: { it: 'Numero', en: 'Number' } },
  { kind: 'integer', label: { it: 'Numero intero', en: 'Whole number' } },
  { kind: 'date', label: { it: 'Data', en: 'Date' } },
  { kind: 'boolean', label: { it: 'Sì o no', en: 'Yes or no' } },
  { kind: 'choice', label: { it: 'Una scelta', en: 'One choice' } },
  { kind: 'choices', label: { it: 'Più scelte', en: 'Several choices' } },
  { kind: 'email', label: { it: 'Indirizzo e-mail', en: 'E-mail address' } },
];

/** The same JSON, as the answer's schema has it: an engine's lists are read-only. */
const plain = (value: object): never => structuredClone(value) as never;

/** In a trial a field of a kind that has a sample may be left empty. */
const fieldKindOf = ({ kind, label, variable, sample }: Engine['fields'][number]) => ({
  kind,
  label,
  variable,
  ...(sample === undefined ? {} : { sampled: true }),
});

const catalogueOf = (engine: Engine): z.input<typeof Catalogue> => {
  const words = engine.directory.vocabulary?.();
  return plain({
    steps: engine.steps,
    elements: supportedElements,
    fieldKinds: [...BUILT_IN, ...engine.fields.map(fieldKindOf)],
    lists: engine.lists.map(({ name, label }) => ({ name, label })),
    ruleKinds: words === undefined ? ['requester', 'person'] : ['role', 'book', 'requester', 'person', 'substitute'],
    roles: words?.roles ?? [],
    positions: words?.positions ?? [],
    lfDescriptor,
  });
};

/** What can be drawn with, and what to begin from. */
export const catalogueRoutes = (
  { engine }: Pick<ServerContext, 'engine'>,
  examples: () => Promise<readonly ExampleRoute[]>,
): readonly AnyRoute[] => [
  defineServerRoute({
    name: 'server.modeler.catalogue',
    method: 'GET',
    path: '/modeler/catalogue',
    summary: { it: 'Passi, elementi, campi ed elenchi con cui si disegna', en: 'What routes are drawn with' },
    access: readers,
    answer: { kind: 'json', schema: Catalogue },
    handle: () => Promise.resolve(catalogueOf(engine)),
  }),
  defineServerRoute({
    name: 'server.modeler.examples',
    method: 'GET',
    path: '/modeler/examples',
    summary: { it: 'Gli iter di esempio da cui un iter nuovo può cominciare', en: 'Example routes' },
    access: readers,
    answer: {
      kind: 'json',
      schema: z.object({
        items: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            description: z.string().optional(),
            sector: z.string().optional(),
          }),
        ),
      }),
    },
    handle: async () => ({
      items: (await examples()).map(({ id, name, description, sector }) => ({ id, name, description, sector })),
    }),
  }),
];
