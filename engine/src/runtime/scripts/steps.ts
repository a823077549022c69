import { completed, failed, type StepHandler, type StepManifest } from '../../plugin/steps.js';
import type { JsonObject } from '../../plugin/json.js';
import type { Handlers } from '../handlers.js';
import type { ScriptLanguage } from './protocol.js';
import type { Sandbox } from './sandbox.js';

/** The kill timer starts when a script's turn comes; this bounds its time in line as well. */
const LONGEST_WAIT_MS = 120_000;

const manifest = (language: ScriptLanguage): StepManifest => ({
  type: `script:${language}`,
  label: { it: 'Script', en: 'Script' },
  icon: 'it-code-circle',
  appliesTo: 'bpmn:ServiceTask',
  config: { type: 'object' },
  onUnknownOutcome: 'retry',
  retry: { attempts: 3, delayMs: 1_000, maxDelayMs: 10_000 },
  timeoutMs: LONGEST_WAIT_MS,
});

/** Script tasks beyond the bounded FEEL: what they give becomes a variable, or with none named, all of its entries do. */
const handler = (language: ScriptLanguage, sandbox: Sandbox, now: () => number): StepHandler => ({
  execute: async ({ config, input }) => {
    const at = { now: now(), timeZone: 'Europe/Rome' };
    const outcome = await sandbox.run(language, String(config['source']), input, at);
    if (outcome.kind === 'error') return failed(outcome.code, outcome.message, false);
    const { value } = outcome;
    const name = config['resultVariable'];
    if (typeof name === 'string') return completed({ [name]: value });
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return completed(isObject ? (value as JsonObject) : {});
  },
});

export const addScriptSteps = (handlers: Handlers, sandbox: Sandbox, now: () => number): void => {
  for (const language of ['feel', 'javascript'] as const) {
    handlers.addService({ manifest: manifest(language), handler: handler(language, sandbox, now) });
  }
};
