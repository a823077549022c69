import type { FormField } from '@libro-firma/desk/kit';
import type { Catalogue } from '../../editor/contract.js';

/** Fields for which a plugin makes a sample in a trial may be left empty; the server asks for all others. */
export const withoutDuties = (
  fields: readonly FormField[],
  { fieldKinds }: Pick<Catalogue, 'fieldKinds'>,
): readonly FormField[] => {
  const sampled = new Set<string>(fieldKinds.flatMap(({ kind, sampled }) => (sampled === true ? [kind] : [])));
  return fields.map((field) => (sampled.has(field.kind) ? { ...field, required: false } : field));
};
