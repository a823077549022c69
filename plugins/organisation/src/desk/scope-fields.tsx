import { CheckboxGroup, Load, useApi, type JSX } from '@libro-firma/desk/kit';
import type { Named, PersonDetail } from './answers.js';

const options = (named: readonly Named[]) => named.map(({ id, name }) => ({ value: id, label: name }));

const once = (named: readonly Named[]): readonly Named[] => [...new Map(named.map((one) => [one.id, one])).values()];

/** To what a substitution is limited: offices and books of the person who is stood in for. Nothing ticked is no limit. */
export const ScopeFields = ({
  person,
  booksOnly,
  offices,
  books,
  onChange,
}: {
  readonly person: string;
  /** A signing delegation is about signatures in books. */
  readonly booksOnly: boolean;
  readonly offices: readonly string[];
  readonly books: readonly string[];
  readonly onChange: (change: { readonly offices?: readonly string[]; readonly books?: readonly string[] }) => void;
}): JSX.Element => (
  <Load from={useApi<PersonDetail>(`/organisation/people/${encodeURIComponent(person)}`)} lines={3}>
    {(found) => {
      const held = once(found.roles.map(({ office }) => office));
      return (
        <>
          {booksOnly || held.length < 2 ? null : (
            <CheckboxGroup
              label="Solo per questi uffici"
              help="Niente spuntato: tutti."
              options={options(held)}
              value={offices}
              onChange={(chosen) => onChange({ offices: chosen })}
            />
          )}
          {found.books.length === 0 ? null : (
            <CheckboxGroup
              label="Solo in questi libri firma"
              help={
                booksOnly
                  ? 'Niente spuntato: tutti.'
                  : 'Niente spuntato: tutto ciò che fa, anche fuori dai libri firma.'
              }
              options={options(found.books)}
              value={books}
              onChange={(chosen) => onChange({ books: chosen })}
            />
          )}
        </>
      );
    }}
  </Load>
);
