import type { Form, Json, JsonObject } from '@libro-firma/engine/plugin';
import { z, type ZodType } from 'zod';

/** Values that variables and forms are made of. What was parsed as JSON is JSON: it need not be walked again. */
const json = z.unknown() as unknown as ZodType<Json, Json>;
export const jsonObject = z.record(z.string(), z.unknown()) as unknown as ZodType<JsonObject, JsonObject>;

const Field = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.string(),
  required: z.boolean().optional(),
  help: z.string().optional(),
  maxLength: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  unit: z.literal('euro').optional(),
  earliest: z.string().optional(),
  latest: z.string().optional(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  choicesFrom: z.string().optional(),
  default: json.optional(),
  readOnly: z.boolean().optional(),
  showWhen: z.object({ field: z.string(), is: json }).optional(),
});

const Outcome = z.object({ value: z.string(), label: z.string(), rejects: z.boolean().optional() });

/** A start or task form (`engine/src/plugin/forms.ts`). */
export const FormAnswer = z.object({
  fields: z.array(Field),
  outcomes: z.array(Outcome).optional(),
}) as unknown as ZodType<Form, Form>;
