import { useApi, type ComboboxOption, type FieldProps, type JSX } from '@libro-firma/desk/kit';
import type { Items } from './answers.js';
import { NamedChoice } from './named-choice.js';

const list = (name: string, person?: string): string =>
  `/lists/${name}${person === undefined ? '' : `?as=${encodeURIComponent(person)}`}`;

/** An office in which the person works; any, where the field says so or the person works in none. */
export const OfficeField = (props: FieldProps): JSX.Element => {
  const all = props.field.choicesFrom === 'organisation.offices';
  const mine = useApi<Items<ComboboxOption>>(all ? null : list('organisation.myOffices', props.person));
  const none = mine.data?.items.length === 0;
  const every = useApi<Items<ComboboxOption>>(all || none ? list('organisation.offices') : null);
  const offered = all || none ? every : mine;
  return <NamedChoice {...props} options={offered.data?.items} problem={offered.error?.message} />;
};
