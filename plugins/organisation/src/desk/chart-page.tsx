import {
  Button,
  Card,
  EmptyState,
  ErrorAlert,
  Link,
  Load,
  navigate,
  PageHeader,
  Pagination,
  plural,
  SearchField,
  Skeleton,
  useApi,
  useEffect,
  usePages,
  useState,
  type JSX,
} from '@libro-firma/desk/kit';
import type { Chart, ChartOffice, PersonView } from './answers.js';
import { PeopleTable } from './people-table.js';

/** Typing is over when nothing comes for this long. */
const PAUSE_MS = 300;

const Office = ({ office }: { readonly office: ChartOffice }): JSX.Element => (
  <li>
    <Link href={`/organigramma/${encodeURIComponent(office.id)}`}>{office.name}</Link>
    <div class="lf-muted">
      {office.directors.length === 0
        ? 'Dirigente: posto vacante'
        : `Dirigente: ${office.directors.map(({ name }) => name).join(', ')}`}
      {' · '}
      {plural(office.people, 'persona', 'persone')}
    </div>
  </li>
);

const Sectors = (): JSX.Element => (
  <Load from={useApi<Chart>('/organisation/chart')} lines={12}>
    {({ sectors }) =>
      sectors.length === 0 ? (
        <EmptyState icon="it-pa" title="L’organizzazione non è ancora stata inserita" />
      ) : (
        <>
          {sectors.map((sector) => (
            <Card key={sector.id} title={sector.name}>
              {sector.offices.length === 0 ? (
                <p class="lf-muted">Nessun ufficio.</p>
              ) : (
                <ul class="organisation-offices">
                  {sector.offices.map((office) => (
                    <Office key={office.id} office={office} />
                  ))}
                </ul>
              )}
            </Card>
          ))}
        </>
      )
    }
  </Load>
);

const Found = ({ text }: { readonly text: string }): JSX.Element => {
  const found = usePages<PersonView>(`/organisation/people?limit=50&q=${encodeURIComponent(text)}`);
  const { items, error } = found;
  if (items === undefined) {
    return error === undefined ? <Skeleton lines={6} /> : <ErrorAlert error={error} onRetry={found.reload} />;
  }
  return (
    <>
      <PeopleTable
        caption={`Persone trovate per «${text}»`}
        people={items}
        withOffices
        busy={found.loading}
        empty={
          <EmptyState icon="it-search" title="Nessuno con questo nome">
            Si cerca fra le persone in servizio, per nome, cognome o nome utente.
          </EmptyState>
        }
      />
      <Pagination hasMore={found.hasMore} busy={found.loading} onMore={found.loadMore} />
    </>
  );
};

/** Sectors, their offices and who directs them; a search for people in place of them. */
export const ChartPage = ({ query }: { readonly query: URLSearchParams }): JSX.Element => {
  const asked = query.get('cerca') ?? '';
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  useEffect(() => {
    const words = text.trim();
    if (words === asked) return;
    const timer = setTimeout(
      () =>
        navigate(words === '' ? '/organigramma' : `/organigramma?cerca=${encodeURIComponent(words)}`, {
          replace: true,
        }),
      PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [text, asked]);
  return (
    <>
      <PageHeader
        title="Organigramma"
        actions={
          <Button variant="outline-primary" href="/sostituzioni">
            Sostituzioni e deleghe
          </Button>
        }
      >
        Settori, uffici e ruoli di oggi.
      </PageHeader>
      <div class="lf-filters" role="search" aria-label="Cerca una persona">
        <SearchField label="Cerca una persona" value={text} onChange={setText} placeholder="Nome o cognome" />
      </div>
      {asked === '' ? <Sectors /> : <Found text={asked} />}
    </>
  );
};
