import type { Engine } from '@libro-firma/engine';
import type { CaseView, Form, JsonObject, Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { FormAnswer, jsonObject } from './form-schema.js';

/** What a case was asked for with: the fields of its start form, and what they hold today. */
export const RequestAnswer = z.object({
  form: FormAnswer,
  /** By the fields' keys; later steps may have changed what the requester wrote. */
  values: jsonObject,
});

export const requestAnswer = async (
  tx: Tx,
  engine: Engine,
  { id, definitionId }: CaseView,
): Promise<z.input<typeof RequestAnswer>> => {
  const form: Form = (await engine.startForm(tx, definitionId)) ?? { fields: [] };
  const variables = form.fields.length === 0 ? {} : await engine.variables(tx, id);
  const values: JsonObject = Object.fromEntries(
    form.fields.flatMap(({ key }) => {
      const value = variables[key];
      return value === undefined || value === null ? [] : [[key, value]];
    }),
  );
  return { form: { fields: form.fields }, values };
};
