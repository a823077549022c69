import {
  EmptyState,
  ErrorAlert,
  formatDateTime,
  Link,
  navigate,
  PageHeader,
  Pagination,
  Skeleton,
  Table,
  Button,
  useMemo,
  usePages,
  usePermission,
  type Column,
  type JSX,
} from '@libro-firma/desk/kit';
import { directionLabels, type Registration } from './answers.js';
import { RegistrationBadges } from './badges.js';
import { Filters } from './filters.js';
import { askedIn, pageOf, requestOf } from './query.js';
import { useRegister } from './use-register.js';

const recipientsText = ({ recipients }: Registration): string => {
  const [first, ...others] = recipients ?? [];
  if (first === undefined) return '';
  if (others.length === 0) return first.name;
  return others.length === 1 ? `${first.name} e un altro` : `${first.name} e altri ${others.length}`;
};

const columns: readonly Column<Registration>[] = [
  {
    key: 'number',
    header: 'Numero',
    title: true,
    narrow: true,
    render: (registration) => (
      <>
        <Link href={`/protocollo/registro/${registration.id}`}>{registration.label}</Link>
        <div class="lf-badges">
          <RegistrationBadges registration={registration} />
        </div>
      </>
    ),
  },
  { key: 'at', header: 'Data e ora', narrow: true, render: ({ at }) => formatDateTime(at) },
  {
    key: 'subject',
    header: 'Oggetto',
    render: ({ subject }) => subject ?? <span class="lf-muted">Oggetto riservato</span>,
  },
  {
    key: 'recipients',
    header: 'Destinatari',
    render: (registration) =>
      registration.masked ? <span class="lf-muted">Riservati</span> : recipientsText(registration),
  },
  {
    key: 'direction',
    header: 'Verso',
    wideOnly: true,
    narrow: true,
    render: ({ direction }) => directionLabels[direction],
  },
  {
    key: 'classification',
    header: 'Classificazione',
    wideOnly: true,
    render: ({ classification }) => <span title={classification.title}>{classification.code}</span>,
  },
  { key: 'register', header: 'Registro', narrow: true, render: ({ register }) => register.code },
];

/** The register: search, and what was found, newest first. */
export const RegisterPage = ({ query }: { readonly query: URLSearchParams }): JSX.Element => {
  const text = query.toString();
  const asked = useMemo(() => askedIn(new URLSearchParams(text)), [text]);
  const found = usePages<Registration>(requestOf(asked));
  useRegister(found.reload);
  const mayOpen = usePermission('protocol.open');
  const { items } = found;
  return (
    <>
      <PageHeader
        title="Registro di protocollo"
        actions={
          mayOpen ? (
            <Button variant="outline-primary" href="/protocollo/registri">
              Registri
            </Button>
          ) : undefined
        }
      >
        Le registrazioni non si modificano e non si cancellano: un errore si annulla con un atto.
      </PageHeader>
      <Filters asked={asked} onAsk={(next) => navigate(pageOf(next), { replace: true })} />
      {found.error === undefined ? null : <ErrorAlert error={found.error} onRetry={found.reload} />}
      {items === undefined ? (
        found.error === undefined && found.loading ? (
          <Skeleton lines={8} />
        ) : null
      ) : (
        <>
          <Table
            caption="Registrazioni trovate, dalla più recente"
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
            busy={found.loading}
            empty={
              text === '' ? (
                <EmptyState icon="it-folder" title="Il registro è ancora vuoto">
                  Il primo numero si prende con la prima pratica che arriva alla protocollazione.
                </EmptyState>
              ) : (
                <EmptyState icon="it-search" title="Nessuna registrazione">
                  Cambia o azzera i filtri della ricerca.
                </EmptyState>
              )
            }
          />
          <Pagination hasMore={found.hasMore} busy={found.loading} onMore={found.loadMore} />
        </>
      )}
    </>
  );
};
