/** What a form holds for a kind of this plugin: the id, or in a later form the variable, which has an `id` and a `name`. */
export const idOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : undefined;
};

export const nameOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : undefined;
