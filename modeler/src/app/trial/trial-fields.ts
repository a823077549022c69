import type { FormField, Values } from '@libro-firma/desk/kit';
import type { Catalogue } from '../../editor/contract.js';

/** Fields for which a plugin makes a sample in a trial may be left empty; the server asks for all others. */
export const withoutDuties = (
  fields: readonly FormField[],
  { fieldKinds }: Pick<Catalogue, 'fieldKinds'>,
): readonly FormField[] => {
  const sampled = new Set<string>(fieldKinds.flatMap(({ kind, sampled }) => (sampled === true ? [kind] : [])));
  return fields.map((field) => (sampled.has(field.kind) ? { ...field, required: false } : field));
};

/** What stays filled in when somebody else is played: what was chosen from lists may not be on theirs. */
export const forAnother = (fields: readonly FormField[], values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([key, value]) => {
      const field = fields.find((one) => one.key === key);
      if (field === undefined || field.choicesFrom !== undefined) return false;
      return typeof value !== 'string' || !field.kind.includes('.');
    }),
  );
