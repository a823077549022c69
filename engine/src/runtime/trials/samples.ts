import type { ActorId } from '../../plugin/directory.js';
import type { Form } from '../../plugin/forms.js';
import type { Json, JsonObject } from '../../plugin/json.js';
import type { Handlers } from '../handlers.js';

/** Stands in a recorded trial where something was brought that can be brought only once: each run gets a sample of its own. */
const SAMPLE = 'x-sample';
const isSample = (value: Json | undefined): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && SAMPLE in value;

/** Values to submit: what was left out and is needed, and what a recording left to a sample, is made by the field's plugin. */
export const withSamples = async (
  handlers: Handlers,
  form: Form | undefined,
  values: JsonObject,
  who: { readonly tenant: string; readonly actor: ActorId },
): Promise<JsonObject> => {
  const filled: Record<string, Json> = { ...values };
  for (const field of form?.fields ?? []) {
    const value = filled[field.key];
    const wanted = value === undefined ? field.required === true && field.readOnly !== true : isSample(value);
    if (!wanted) continue;
    const sample = await handlers.field(field.kind)?.sample?.({ ...who, field });
    if (sample === undefined) delete filled[field.key];
    else filled[field.key] = sample;
  }
  return filled;
};

/** What of submitted values can be submitted again by another trial. */
export const recordable = (handlers: Handlers, form: Form | undefined, values: JsonObject): JsonObject => {
  const once = new Set(
    (form?.fields ?? []).filter(({ kind }) => handlers.field(kind)?.sample !== undefined).map(({ key }) => key),
  );
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, once.has(key) ? { [SAMPLE]: true } : value]),
  );
};
