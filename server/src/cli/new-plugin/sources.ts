export const indexSource = (
  name: string,
): string => `import { definePlugin, stepHandler } from '@libro-firma/engine/plugin';
import { ContainerModule } from 'inversify';
import { z } from 'zod';
import { migrations } from './migrations.js';
import { routes } from './routes.js';
import { noteManifest, noteStep } from './step.js';

export default definePlugin({
  manifest: {
    name: '${name}',
    version: '1.0.0',
    label: { it: '${name}' },
    engine: 1,
    steps: [noteManifest],
  },
  module: new ContainerModule(({ bind }) => {
    bind(stepHandler(noteManifest.type)).toConstantValue(noteStep);
  }),
  migrations,
  settings: z.strictObject({}).prefault({}),
  routes: () => routes,
});
`;

export const migrationsSource = (name: string): string => `import type { Migration } from '@libro-firma/engine/plugin';

export const migrations: readonly Migration[] = [
  {
    id: '${name}.001-note',
    async up(schema) {
      await schema.createTable('${name}_note', (table) => {
        table.string('tenant', 32).notNullable();
        table.string('id', 255).notNullable(); // the job's idempotency key
        table.string('case_id', 64).notNullable();
        table.text('text').notNullable();
        table.bigInteger('written_at').notNullable();
        table.primary(['tenant', 'id']);
        table.index(['tenant', 'case_id']);
      });
    },
  },
];
`;

export const notesSource = (name: string): string => `import type { Tx } from '@libro-firma/engine/plugin';

export interface Note {
  readonly id: string;
  readonly caseId: string;
  readonly text: string;
  /** UTC milliseconds. */
  readonly writtenAt: number;
}

const table = (tx: Tx) => tx.sql('${name}_note').where('tenant', tx.tenant);

/** The same note again changes nothing. */
export const write = async (tx: Tx, { id, caseId, text }: Omit<Note, 'writtenAt'>): Promise<void> => {
  await tx
    .sql('${name}_note')
    .insert({ tenant: tx.tenant, id, case_id: caseId, text, written_at: tx.now })
    .onConflict(['tenant', 'id'])
    .ignore();
};

/** The oldest first. */
export const notesOn = async (tx: Tx, caseId: string): Promise<readonly Note[]> =>
  (await table(tx)
    .where('case_id', caseId)
    .orderBy('written_at')
    .select({ id: 'id', caseId: 'case_id', text: 'text', writtenAt: 'written_at' })) as Note[];
`;

export const routesSource = (
  name: string,
): string => `import { defineRoute, type AnyRoute } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { notesOn } from './notes.js';

export const routes: readonly AnyRoute[] = [
  defineRoute({
    name: '${name}.notes',
    method: 'GET',
    path: '/${name}/cases/:caseId/notes',
    summary: { it: 'Le annotazioni di una pratica' },
    access: { kind: 'case', param: 'caseId' },
    params: z.strictObject({ caseId: z.string().max(64) }),
    answer: {
      kind: 'json',
      schema: z.object({ items: z.array(z.object({ text: z.string(), writtenAt: z.number() })) }),
    },
    handle: async ({ db, tenant, params }) => ({
      items: [...(await db.read(tenant, (tx) => notesOn(tx, params.caseId)))],
    }),
  }),
];
`;

export const stepSource = (name: string): string => `import {
  completed,
  completedWith,
  type Job,
  type StepHandler,
  type StepManifest,
} from '@libro-firma/engine/plugin';
import { write } from './notes.js';

export const noteManifest: StepManifest = {
  type: '${name}.note:1',
  label: { it: 'Annotazione', en: 'Note' },
  icon: 'it-note',
  appliesTo: 'bpmn:ServiceTask',
  config: {
    type: 'object',
    properties: { text: { type: 'string', title: 'Testo', minLength: 1, maxLength: 2000, 'x-feel': 'optional' } },
    required: ['text'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { note: { type: 'string' } }, required: ['note'] },
  onUnknownOutcome: 'retry',
  retry: { attempts: 5, delayMs: 1_000, maxDelayMs: 60_000 },
  timeoutMs: 10_000,
};

type NoteJob = Job<{ readonly text: string }>;

/** The note and the case move in one transaction. A trial leaves none. */
export const noteStep: StepHandler<NoteJob['config']> = {
  async execute({ mode, idempotencyKey, caseId, config }) {
    if (mode === 'trial') return completed({ note: config.text });
    return completedWith(async (tx) => {
      await write(tx, { id: idempotencyKey, caseId, text: config.text });
      return { note: config.text };
    });
  },
};
`;

export const testSource = (name: string): string => `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certifyPlugin } from '@libro-firma/engine/testing';
import plugin from '../src/index.js';
import { notesOn } from '../src/notes.js';

test('the plugin is what the engine needs it to be', async () => {
  const findings = await certifyPlugin(plugin, {
    steps: {
      '${name}.note:1': {
        config: { text: 'Visto il parere' },
        input: {},
        effects: async ({ db }, job) => (await db.read(job.tenant, (tx) => notesOn(tx, job.caseId))).length,
      },
    },
  });
  assert.deepEqual(findings, []);
});
`;
