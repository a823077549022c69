import type { FormField } from '@libro-firma/desk/kit';

/** Kinds that a plugin brought have its name before a dot: `documents.bundle`. */
const isBrought = ({ kind }: FormField): boolean => kind.includes('.');

/** Fields for which a plugin makes a sample in a trial may be left empty. */
export const withoutDuties = (fields: readonly FormField[]): readonly FormField[] =>
  fields.map((field) => (isBrought(field) ? { ...field, required: false } : field));
