import { Card, EmptyState, Load, PageHeader, plural, useApi, type JSX } from '@libro-firma/desk/kit';
import type { OfficeDetail } from './answers.js';
import { BookFacts } from './book-facts.js';
import { PeopleTable } from './people-table.js';

/** One office: who works there with which roles, and who serves its signature books. */
export const OfficePage = ({ params }: { readonly params: Readonly<Record<string, string>> }): JSX.Element => {
  const id = params['office'] ?? '';
  const office = useApi<OfficeDetail>(`/organisation/offices/${encodeURIComponent(id)}`);
  return (
    <>
      <PageHeader title={office.data?.name ?? 'Ufficio'} back={{ href: '/organigramma', label: 'Organigramma' }}>
        {office.data === undefined ? null : plural(office.data.people.length, 'persona', 'persone')}
      </PageHeader>
      <Load from={office} lines={10}>
        {({ people, books, name }) => (
          <>
            <Card title="Persone e ruoli">
              <PeopleTable
                caption={`Persone: ${name}`}
                people={people}
                empty={<EmptyState icon="it-user" title="Nessuno lavora qui oggi" />}
              />
            </Card>
            {books.map((book) => (
              <Card key={book.id} title={`Libro firma: ${book.name}`}>
                <BookFacts id={book.id} />
              </Card>
            ))}
          </>
        )}
      </Load>
    </>
  );
};
