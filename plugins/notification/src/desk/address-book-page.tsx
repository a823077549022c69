import {
  Badge,
  Button,
  Checkbox,
  EmptyState,
  ErrorAlert,
  MailAddress,
  PageHeader,
  Pagination,
  SearchField,
  Skeleton,
  Table,
  usePages,
  usePermission,
  useState,
  type Column,
  type JSX,
} from '@libro-firma/desk/kit';
import type { AddressEntry } from './answers.js';
import { EntryDialog } from './entry-dialog.js';
import { useSlow } from './use-slow.js';
import { kindLabels } from './words.js';

const columnsFor = (edit: ((entry: AddressEntry) => void) | undefined): readonly Column<AddressEntry>[] => [
  {
    key: 'name',
    header: 'Nome',
    title: true,
    render: ({ name, archived }) => (
      <>
        {name} {archived ? <Badge>Archiviata</Badge> : null}
      </>
    ),
  },
  { key: 'email', header: 'E-mail', render: ({ email }) => <MailAddress address={email} /> },
  { key: 'kind', header: 'Tipo', narrow: true, render: ({ kind }) => kindLabels[kind] },
  {
    key: 'pec',
    header: 'PEC',
    wideOnly: true,
    render: ({ pec }) => (pec === undefined ? null : <MailAddress address={pec} />),
  },
  {
    key: 'codes',
    header: 'Codici',
    wideOnly: true,
    render: ({ ipaCode, taxCode }) => [ipaCode, taxCode].filter(Boolean).join(', '),
  },
  ...(edit === undefined
    ? []
    : [
        {
          key: 'edit',
          header: 'Modifica',
          hideHeader: true,
          narrow: true,
          render: (entry: AddressEntry) => (
            <Button variant="outline-primary" size="xs" onClick={() => edit(entry)} label={`Modifica ${entry.name}`}>
              Modifica
            </Button>
          ),
        },
      ]),
];

/** The address book: who can be written to. */
export const AddressBookPage = (): JSX.Element => {
  const [text, setText] = useState('');
  const [archived, setArchived] = useState(false);
  const [open, setOpen] = useState<{ readonly entry: AddressEntry | undefined } | undefined>(undefined);
  const mayEdit = usePermission('notification.addressBook.edit');
  const asked = new URLSearchParams({ text: useSlow(text.trim()) });
  if (archived) asked.set('archived', 'true');
  const found = usePages<AddressEntry>(`/notification/addresses?${asked.toString()}`);
  const close = (): void => setOpen(undefined);
  return (
    <>
      <PageHeader
        title="Rubrica"
        actions={
          mayEdit ? (
            <Button icon="it-plus" onClick={() => setOpen({ entry: undefined })}>
              Nuova voce
            </Button>
          ) : undefined
        }
      >
        I destinatari scritti in una richiesta restano qui. Le pratiche già avviate tengono i dati di allora.
      </PageHeader>
      <div class="lf-mail-filters">
        <SearchField label="Nome, e-mail o codice" value={text} onChange={setText} />
        <Checkbox label="Anche le voci archiviate" checked={archived} onChange={setArchived} />
      </div>
      {found.error === undefined ? null : <ErrorAlert error={found.error} onRetry={found.reload} />}
      {found.items === undefined ? (
        found.loading ? (
          <Skeleton lines={8} />
        ) : null
      ) : (
        <>
          <Table
            caption="Voci della rubrica, in ordine di nome"
            columns={columnsFor(mayEdit ? (entry) => setOpen({ entry }) : undefined)}
            rows={found.items}
            rowKey={({ id }) => id}
            busy={found.loading}
            empty={
              <EmptyState icon="it-search" title="Nessuna voce">
                Cambia la ricerca.
              </EmptyState>
            }
          />
          <Pagination hasMore={found.hasMore} busy={found.loading} onMore={found.loadMore} />
        </>
      )}
      {open === undefined ? null : (
        <EntryDialog
          key={open.entry?.id ?? 'new'}
          entry={open.entry}
          onDone={() => {
            close();
            found.reload();
          }}
          onOpen={(entry) => setOpen({ entry })}
          onClose={close}
        />
      )}
    </>
  );
};
