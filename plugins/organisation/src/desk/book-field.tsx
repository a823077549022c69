import { say, useApi, type ComponentChildren, type FieldProps, type JSX } from '@libro-firma/desk/kit';
import type { BookDetail, BookView, Items, PositionName } from './answers.js';
import { NamedChoice } from './named-choice.js';
import { idOf } from './values.js';

const people = (book: BookDetail, position: PositionName): string =>
  (book.positions[position] ?? []).flatMap((holder) => holder.people.map(({ name }) => name)).join(', ');

/** `Primo firmatario: Davide Ribaudo. Secondo firmatario: Silvia Sanfilippo.` Who of them signs is for the route to say. */
const signersOf = (book: BookDetail): string => {
  const second = people(book, 'signer2');
  const first = people(book, 'signer1');
  const nobody = say('nessuno oggi', 'nobody today');
  return [
    say(`Primo firmatario: ${first || nobody}.`, `First signer: ${first || nobody}.`),
    ...(second === '' ? [] : [say(`Secondo firmatario: ${second}.`, `Second signer: ${second}.`)]),
    ...(book.clerkCheck
      ? [say('Il libro prevede che il protocollo controlli prima i dati.', 'The registry is to check the data before.')]
      : []),
  ].join(' ');
};

const minePath = (person: string | undefined): string =>
  `/organisation/books?mine=true${person === undefined ? '' : `&as=${encodeURIComponent(person)}`}`;

/**
 * A signature book into which the person may put requests, with who signs in it. Somebody who may in none (an analyst who
 * tries a route) is offered all; the server says which count.
 */
export const BookField = (props: FieldProps): JSX.Element => {
  const all = props.field.choicesFrom === 'organisation.books';
  const mine = useApi<Items<BookView>>(all ? null : minePath(props.person));
  const none = mine.data?.items.length === 0;
  const every = useApi<Items<BookView>>(all || none ? '/organisation/books' : null);
  const offered = all || none ? every : mine;
  const id = idOf(props.value);
  const chosen = useApi<BookDetail>(id === undefined ? null : `/organisation/books/${encodeURIComponent(id)}`);
  const help: ComponentChildren = chosen.data === undefined ? props.field.help : signersOf(chosen.data);
  return (
    <NamedChoice
      {...props}
      options={offered.data?.items.map(({ id: value, name, office }) => ({ value, label: name, detail: office.name }))}
      problem={offered.error?.message}
      help={help}
    />
  );
};
