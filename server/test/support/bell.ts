import { ContainerModule } from 'inversify';
import { completed, definePlugin, stepHandler, type StepHandler, type StepManifest } from '@libro-firma/engine/plugin';

/** What rang, by case: the server imports this file as a plugin, the tests as theirs. */
export const rung: Map<string, string> = ((globalThis as { libroFirmaBell?: Map<string, string> }).libroFirmaBell ??=
  new Map());

const ring: StepManifest = {
  type: 'bell.ring:1',
  label: { it: 'Suona il campanello', en: 'Ring the bell' },
  word: { it: 'Suona', en: 'Ring' },
  icon: 'it-horn',
  color: '#7a3e00',
  appliesTo: 'bpmn:ServiceTask',
  config: {
    type: 'object',
    properties: { melody: { type: 'string', title: 'Melodia', enum: ['din', 'don'] } },
    required: ['melody'],
    additionalProperties: false,
  },
  onUnknownOutcome: 'retry',
  retry: { attempts: 1, delayMs: 1, maxDelayMs: 1 },
  timeoutMs: 5_000,
};

const handler: StepHandler<{ melody: string }> = {
  execute: ({ caseId, config: { melody } }) => {
    rung.set(caseId, melody);
    return Promise.resolve(completed());
  },
};

/** A plugin with one new step: named in the settings, and nothing else is changed. */
export default definePlugin({
  manifest: { name: 'bell', version: '1.0.0', label: { it: 'Campanello' }, engine: 1, steps: [ring] },
  module: new ContainerModule(({ bind }) => {
    bind(stepHandler(ring.type)).toConstantValue(handler);
  }),
});
