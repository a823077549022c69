import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { definePlugin, type Job } from '@libro-firma/engine/plugin';
import { certifyPlugin } from '@libro-firma/engine/testing';
import { Documents } from '@libro-firma/plugin-documents/ports';
import { Signing } from '@libro-firma/plugin-signing/ports';
import { ContainerModule } from 'inversify';
import albo from '../src/index.js';
import { termFrom } from '../src/term.js';

const portalToken = 'token-of-the-tests';
let portal: ChildProcess;
let portalUrl: string;

before(async () => {
  const file = fileURLToPath(new URL('portal.mjs', import.meta.url));
  portal = spawn(process.execPath, [file], { env: { ...process.env, PORTAL_TOKEN: portalToken }, stdio: 'pipe' });
  const [said] = (await once(portal.stdout!, 'data')) as [Buffer];
  portalUrl = /http\S+/.exec(said.toString())?.[0] ?? '';
});
after(() => portal.kill());

/** How many notices the portal shows for a key. */
const shown = async (key: string): Promise<number> => {
  const answer = await fetch(`${portalUrl}/notices?key=${encodeURIComponent(key)}`, {
    headers: { authorization: `Bearer ${portalToken}` },
  });
  return ((await answer.json()) as { items: unknown[] }).items.length;
};

/** Stands in for the plugins that the board requires: every case has one act, and it is signed unless the test says so. */
const unsigned = new Set<string>();
const act = { documentId: 'd1', n: 2, digest: 'a'.repeat(64) };
const papers = definePlugin({
  manifest: { name: 'papers', version: '1.0.0', label: { it: 'Carte' }, engine: 1 },
  module: new ContainerModule(({ bind }) => {
    bind(Documents).toConstantValue({
      bundleOf: async (_tx: unknown, caseId: string) => ({ caseId, main: { id: caseId, head: act } }),
    } as unknown as Documents);
    bind(Signing).toConstantValue({
      signaturesOn: async (_tx: unknown, id: string) => (unsigned.has(id) ? [] : [{ digest: act.digest }]),
    } as unknown as Signing);
  }),
  provides: [Documents, Signing],
});

test('the plugin is what the engine needs it to be', async () => {
  const findings = await certifyPlugin(albo, {
    others: [papers],
    settings: { albo: { administration: 'Comune di Prova', portalUrl, portalToken } },
    secrets: [portalToken],
    steps: {
      'albo.publish:1': {
        config: { days: 15 },
        input: { title: 'Ordinanza di chiusura al traffico' },
        effects: (_context, job) => shown(job.idempotencyKey),
        errors: {
          'albo.confidential': { confidential: true },
          'albo.unsigned': { prepare: async (_context: unknown, job: Job) => void unsigned.add(job.caseId) },
        },
      },
    },
  });
  assert.deepEqual(findings, []);
});

test('fifteen whole days follow the day of publication, in Rome', () => {
  assert.deepEqual(termFrom(Date.parse('2026-03-20T23:30:00Z'), 15), {
    firstDay: '2026-03-21', // half past midnight in Rome
    lastDay: '2026-04-05',
    until: Date.parse('2026-04-05T22:00:00Z'), // summer time has begun
  });
});
