import type { View } from '../core/moves.js';
import type { StepUse } from '../model/index.js';
import type { JsonObject } from '../plugin/json.js';

/** A step's configuration with its expressions evaluated. */
export const evaluateConfig = (step: StepUse | undefined, view: View): JsonObject => {
  if (step === undefined || step.config.computed.length === 0) return step?.config.fixed ?? {};
  const computed = step.config.computed.map((entry) => [entry.key, view.evaluate(entry.expression)] as const);
  return { ...step.config.fixed, ...Object.fromEntries(computed) };
};
