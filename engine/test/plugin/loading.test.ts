import { createEngine, type EngineOptions } from '@libro-firma/engine';
import {
  completed,
  createPort,
  definePlugin,
  stepHandler,
  type AnyPlugin,
  type PluginManifest,
  type StepHandler,
  type StepManifest,
} from '@libro-firma/engine/plugin';
import { testDatabase, type TestDatabase } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { ContainerModule } from 'inversify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { service, serviceManifest } from '../support/house.js';

const handler: StepHandler = { execute: async () => completed() };
const stamp = (more: Partial<StepManifest> = {}): StepManifest => serviceManifest('stamps.apply:1', more);

type Bind = (type: string) => readonly StepHandler[];
const once: Bind = () => [handler];

/** A plugin that offers these steps and binds so many handlers for each. */
const plugin = (
  manifest: Partial<PluginManifest>,
  more: Partial<Omit<AnyPlugin, 'manifest' | 'module'>> = {},
  bind: Bind = once,
): AnyPlugin =>
  definePlugin({
    manifest: { name: 'stamps', version: '1.0.0', label: { it: 'Timbri' }, engine: 1, ...manifest },
    module: new ContainerModule(({ bind: put }) => {
      for (const { type } of manifest.steps ?? []) {
        for (const one of bind(type)) put(stepHandler(type)).toConstantValue(one);
      }
    }),
    ...more,
  });

/** Whatever is wrong with plugins stops the start, before anything of theirs has run, and everything is said at once. */
describe('loading plugins', () => {
  let database: TestDatabase;
  let dataDir: string;
  beforeEach(async () => {
    database = await testDatabase({ dialect: 'sqlite' });
    dataDir = await mkdtemp(join(tmpdir(), 'lf-loading-'));
  });
  afterEach(async () => {
    await database.drop();
    await rm(dataDir, { recursive: true });
  });

  const problemsOf = async (options: Partial<EngineOptions>): Promise<string> => {
    try {
      const engine = await createEngine({ ...options, database, dataDir });
      await engine.stop();
    } catch (error) {
      const { code, details } = error as { code?: string; details?: { problems?: readonly string[] } };
      expect(code).to.equal('engine.plugins-invalid');
      return (details?.problems ?? []).join('\n');
    }
    throw new Error('the engine has started');
  };

  const port = createPort('stamps.shelf:1');
  const broken: Readonly<Record<string, readonly [Partial<EngineOptions>, RegExp]>> = {
    'written for another engine': [
      { plugins: [plugin({ engine: 2 as never })] },
      /engine contract 2; this engine keeps 1/,
    ],
    'with a name that is none': [{ plugins: [plugin({ name: 'Stamps!' })] }, /"Stamps!" is no plugin name/],
    'called as another one': [{ plugins: [plugin({}), plugin({})] }, /two plugins are called "stamps"/],
    'that requires a port of nobody': [
      { plugins: [plugin({}, { requires: [port] })] },
      /"stamps" requires port "stamps.shelf:1", which no plugin provides/,
    ],
    'that provides what another one does': [
      { plugins: [plugin({}, { provides: [port] }), plugin({ name: 'shelves' }, { provides: [port] })] },
      /port "stamps.shelf:1" is provided by "stamps" and by "shelves"/,
    ],
    'that promises a port and does not bind it': [
      { plugins: [plugin({}, { provides: [port] })] },
      /provides port "stamps.shelf:1" and does not bind it/,
    ],
    'that requires one that requires it': [
      {
        plugins: [
          plugin({}, { provides: [port], requires: [createPort('shelves.room:1')] }),
          plugin({ name: 'shelves' }, { provides: [createPort('shelves.room:1')], requires: [port] }),
        ],
      },
      /in a circle: stamps -> shelves -> stamps/,
    ],
    'whose step has no handler': [
      { plugins: [plugin({ steps: [stamp()] }, {}, () => [])] },
      /step "stamps.apply:1" of "stamps" has no handler/,
    ],
    'whose step has two handlers': [
      { plugins: [plugin({ steps: [stamp()] }, {}, () => [handler, handler])] },
      /step "stamps.apply:1" of "stamps" has 2 handlers instead of one/,
    ],
    'whose step is offered twice': [
      { plugins: [plugin({ steps: [stamp(), stamp()] })] },
      /step "stamps.apply:1" is offered by "stamps" and by "stamps"/,
    ],
    'whose handler cannot execute': [
      { plugins: [plugin({ steps: [stamp()] }, {}, () => [{} as StepHandler])] },
      /the handler of step "stamps.apply:1" has no execute\(\)/,
    ],
    'that declares reconcile and brings none': [
      { plugins: [plugin({ steps: [stamp({ onUnknownOutcome: 'reconcile' })] })] },
      /declares onUnknownOutcome "reconcile", and its handler has no reconcile\(\)/,
    ],
    "whose step bears another plugin's name": [
      { plugins: [plugin({ steps: [serviceManifest('protocol.register:1')] })] },
      /the type must be "stamps.<name>:<version>"/,
    ],
    'whose configuration is of a type that there is not': [
      {
        plugins: [plugin({ steps: [stamp({ config: { type: 'object', properties: { ink: { type: 'colour' } } } })] })],
      },
      /the config schema is not valid: \/properties\/ink\/type must be one of .* and is "colour"/,
    ],
    'whose input schema refers to nothing': [
      {
        plugins: [plugin({ steps: [stamp({ input: { type: 'object', properties: { a: { $ref: '#/$defs/a' } } } })] })],
      },
      /the input schema is not valid: .* refers to #\/\$defs\/a, which is not there/,
    ],
    'whose output schema cannot be matched': [
      { plugins: [plugin({ steps: [stamp({ output: { type: 'string', pattern: '(' } })] })] },
      /the output schema is not valid: \/pattern must be a regular expression/,
    ],
    'whose configuration is no object': [
      { plugins: [plugin({ steps: [stamp({ config: { type: 'string' } })] })] },
      /the config schema must describe an object/,
    ],
    'whose migration bears another name': [
      { plugins: [plugin({}, { migrations: [{ id: 'engine.999', up: async () => undefined }] })] },
      /migration "engine.999" must begin with "stamps."/,
    ],
    'whose settings are wrong': [
      { plugins: [plugin({}, { settings: z.object({ ink: z.string() }) })], settings: { stamps: { ink: 3 } } },
      /stamps.*ink/,
    ],
    'that is not there, with settings': [{ settings: { ghost: {} } }, /settings are given for "ghost"/],
    'that falls over when it is set up': [
      {
        plugins: [
          plugin(
            {},
            {
              routes: () => {
                throw new Error('no ink');
              },
            },
          ),
        ],
      },
      /plugin "stamps" could not be set up: no ink/,
    ],
    'that is none, as a local step without its reconcile': [
      { steps: [service('test.send:1', handler.execute, { onUnknownOutcome: 'reconcile' })] },
      /step "test.send:1" declares onUnknownOutcome "reconcile"/,
    ],
    'that is none, as a local step given twice': [
      { steps: [service('test.send:1', handler.execute), service('test.send:1', handler.execute)] },
      /step "test.send:1" is offered twice/,
    ],
  };

  for (const [what, [options, says]] of Object.entries(broken)) {
    it(`stops at one ${what}`, async () => {
      expect(await problemsOf(options)).to.match(says);
    });
  }

  it('says everything that is wrong at once', async () => {
    const problems = await problemsOf({
      plugins: [plugin({ engine: 3 as never, steps: [stamp({ timeoutMs: 0 })] }, { requires: [port] })],
    });
    expect(problems.split('\n')).to.have.length(3);
  });

  it('leaves the database to the next start when it stops', async () => {
    await problemsOf({ plugins: [plugin({}, { provides: [port] })] });
    const engine = await createEngine({ database, plugins: [plugin({ steps: [stamp()] })], dataDir });
    expect(engine.steps.map(({ type }) => type)).to.deep.equal(['stamps.apply:1']);
    await engine.stop();
  });
});
