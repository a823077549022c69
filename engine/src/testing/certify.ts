import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyPlugin } from '../plugin/plugin.js';
import { createEngine, type Engine, type LoadedPlugin } from '../runtime/index.js';
import { CERTIFIED_TENANT, StepTrial, type Finding, type StepExample } from './certify-step.js';
import { testClock } from './clock.js';
import { testDatabase, type TestDatabase } from './database.js';
import { recordingLog } from './recording-log.js';

export type { ErrorExample, Finding, StepExample } from './certify-step.js';

/** What is needed to try a plugin: its neighbours, its settings, a job for each step. */
export interface CertifyOptions {
  /** Plugins that provide what it requires. */
  readonly others?: readonly AnyPlugin[];
  /** Settings of all of them, by name. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** One example for each service and send step. */
  readonly steps: Readonly<Record<string, StepExample>>;
  /** Values of its settings that must not appear in any log. */
  readonly secrets?: readonly string[];
}

/**
 * Tries a plugin as the engine will use it, crashes included: the same attempt twice has one effect, `reconcile` tells
 * the truth, `cancel` can be told twice, a running attempt stops when told, errors are declared, the output fits its
 * schema, a trial leaves nothing, no secret is logged.
 *
 * @returns what is wrong; empty when the plugin may be trusted with live cases
 */
export const certifyPlugin = async (plugin: AnyPlugin, options: CertifyOptions): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  const log = recordingLog();
  const database = await testDatabase({ clock: testClock() });
  const dataDir = await mkdtemp(join(tmpdir(), 'lf-certify-'));
  const open = async (
    db: Pick<TestDatabase, 'close'> & Parameters<typeof createEngine>[0]['database'],
  ): Promise<Engine> => {
    const engine = await createEngine({
      database: db,
      plugins: [...(options.others ?? []), plugin],
      settings: options.settings ?? {},
      tenants: [CERTIFIED_TENANT],
      dataDir,
      log,
    });
    await engine.run();
    return engine;
  };
  try {
    let engine: Engine;
    try {
      engine = await open(database);
    } catch (error) {
      return [{ step: undefined, rule: 'loads', message: (error as Error).message }];
    }
    for (const manifest of plugin.manifest.steps ?? []) {
      if (manifest.appliesTo === 'bpmn:UserTask') continue;
      const example = options.steps[manifest.type];
      if (example === undefined) {
        findings.push({ step: manifest.type, rule: 'example', message: 'No example was given for this step.' });
        continue;
      }
      const trial = new StepTrial(manifest, example, () => loaded(engine, plugin), findings);
      await trial.run(async () => {
        await engine.stop();
        engine = await open(database);
      });
    }
    await engine.stop();
  } finally {
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  }
  for (const secret of options.secrets ?? []) {
    if (log.lines.some((line) => line.includes(secret))) {
      findings.push({ step: undefined, rule: 'secrets', message: 'A secret setting stands in the log.' });
    }
  }
  return findings;
};

const loaded = (engine: Engine, plugin: AnyPlugin): LoadedPlugin => {
  const found = engine.plugins.find(({ definition }) => definition === plugin);
  if (found === undefined) throw new Error('the plugin is not loaded');
  return found;
};
