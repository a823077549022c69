import { DefinitionList, Load, useApi, type JSX } from '@libro-firma/desk/kit';
import type { BookDetail } from './answers.js';
import { positionWords } from './words.js';

/** "Dirigente, Ufficio Gare: Davide Ribaudo". */
const holders = (given: NonNullable<BookDetail['positions']['signer1']>): string =>
  given
    .map(({ label, people }) => {
      const names = people.map(({ name }) => name).join(', ');
      if (names === label) return label;
      return `${label}: ${names === '' ? 'nessuno' : names}`;
    })
    .join('; ');

/** Who serves a signature book today, in the order of the route. */
export const BookFacts = ({ id }: { readonly id: string }): JSX.Element => (
  <Load from={useApi<BookDetail>(`/organisation/books/${encodeURIComponent(id)}`)} lines={5}>
    {(book) => (
      <DefinitionList
        items={[
          ...positionWords.map(([position, term]) => {
            const given = book.positions[position];
            return given === undefined ? undefined : { term, value: holders(given) };
          }),
          {
            term: 'Controllo del protocollo',
            value: book.clerkCheck ? 'Sì, prima della firma' : 'No',
          },
        ]}
      />
    )}
  </Load>
);
