import { say, useApi, type ComponentChildren, type FieldProps, type JSX } from '@libro-firma/desk/kit';
import type { BookDetail, BookView, Items, PositionName } from './answers.js';
import { NamedChoice } from './named-choice.js';
import { idOf } from './values.js';

const people = (book: BookDetail, position: PositionName): string =>
  (book.positions[position] ?? []).flatMap((holder) => holder.people.map(({ name }) => name)).join(', ');

/** `Firma: Davide Ribaudo, poi Silvia Sanfilippo. Prima, il protocollo controlla i dati.` */
const routeOf = (book: BookDetail): string => {
  const first = people(book, 'signer1');
  const second = people(book, 'signer2');
  const signers = [
    first === '' ? say('nessuno oggi', 'nobody today') : first,
    ...(second === '' ? [] : [say(`poi ${second}`, `then ${second}`)]),
  ].join(', ');
  const check = say(' Prima, il protocollo controlla i dati.', ' Before that, the registry checks the data.');
  return `${say(`Firma: ${signers}.`, `Signed by: ${signers}.`)}${book.clerkCheck ? check : ''}`;
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
  const help: ComponentChildren = chosen.data === undefined ? props.field.help : routeOf(chosen.data);
  return (
    <NamedChoice
      {...props}
      options={offered.data?.items.map(({ id: value, name, office }) => ({ value, label: name, detail: office.name }))}
      problem={offered.error?.message}
      help={help}
    />
  );
};
