import { api, type ComboboxOption } from '@libro-firma/desk/kit';
import type { Items, PersonView } from './answers.js';
import { rolesInOffices } from './words.js';

const SHOWN = 20;

/** People in service whose name has these words, for a combobox. */
export const findPeople = async (text: string, signal: AbortSignal): Promise<readonly ComboboxOption[]> => {
  const query = new URLSearchParams({ limit: String(SHOWN), ...(text.trim() === '' ? {} : { q: text.trim() }) });
  const { items } = await api.get<Items<PersonView>>(`/organisation/people?${query.toString()}`, { signal });
  return items.map(({ id, name, roles }) => ({ value: id, label: name, detail: rolesInOffices(roles) }));
};
