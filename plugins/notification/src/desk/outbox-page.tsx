import {
  Button,
  EmptyState,
  ErrorAlert,
  formatDateTime,
  Link,
  MailAddress,
  PageHeader,
  Pagination,
  SearchField,
  Select,
  Skeleton,
  Table,
  usePages,
  useState,
  type Column,
  type JSX,
} from '@libro-firma/desk/kit';
import type { Message } from './answers.js';
import { MessageDialog } from './message-dialog.js';
import { StateBadge } from './state-badge.js';
import { useSlow } from './use-slow.js';
import { stateLabels } from './words.js';

const STATES = (['queued', 'accepted', 'failed', 'unknown', 'cancelled'] as const).map((value) => ({
  value,
  label: stateLabels[value],
}));

const columnsFor = (open: (id: string) => void): readonly Column<Message>[] => [
  {
    key: 'to',
    header: 'Destinatario',
    title: true,
    render: ({ to }) => (
      <>
        {to.name}{' '}
        <span class="lf-muted lf-mail-to">
          <MailAddress address={to.address} />
        </span>
      </>
    ),
  },
  {
    key: 'subject',
    header: 'Oggetto',
    render: ({ subject, caseId }) => (
      <>
        {subject}
        <div>
          <Link href={`/pratiche/${encodeURIComponent(caseId)}`}>Apri la pratica</Link>
        </div>
      </>
    ),
  },
  {
    key: 'state',
    header: 'Stato',
    narrow: true,
    render: (message) => (
      <div class="lf-mail-state">
        <StateBadge message={message} />
        {message.acceptedAt === undefined ? <span class="lf-muted">dal {formatDateTime(message.queuedAt)}</span> : null}
      </div>
    ),
  },
  {
    key: 'details',
    header: 'Dettagli',
    hideHeader: true,
    narrow: true,
    render: ({ id, to }) => (
      <Button variant="outline-primary" size="xs" onClick={() => open(id)} label={`Dettagli dell’invio a ${to.name}`}>
        Dettagli
      </Button>
    ),
  },
];

/** Every mail of ordinary cases, for whoever looks after the mail. */
export const OutboxPage = (): JSX.Element => {
  const [state, setState] = useState('');
  const [to, setTo] = useState('');
  const [open, setOpen] = useState<string | undefined>(undefined);
  const asked = new URLSearchParams();
  const slowTo = useSlow(to.trim());
  if (state !== '') asked.set('state', state);
  if (slowTo !== '') asked.set('to', slowTo);
  const found = usePages<Message>(`/notification/messages?${asked.toString()}`);
  return (
    <>
      <PageHeader title="Invii per e-mail">
        «Accettata dal server» vuol dire presa in carico dal server di posta, non consegnata. Gli atti riservati si
        vedono solo dalla loro pratica.
      </PageHeader>
      <div class="lf-mail-filters">
        <SearchField label="Destinatario" value={to} onChange={setTo} />
        <Select label="Stato" value={state} onChange={setState} options={STATES} placeholder="Tutti" />
      </div>
      {found.error === undefined ? null : <ErrorAlert error={found.error} onRetry={found.reload} />}
      {found.items === undefined ? (
        found.loading ? (
          <Skeleton lines={8} />
        ) : null
      ) : (
        <>
          <Table
            caption="Mail, dalla più recente"
            columns={columnsFor(setOpen)}
            rows={found.items}
            rowKey={({ id }) => id}
            busy={found.loading}
            empty={
              state === '' && slowTo === '' ? (
                <EmptyState icon="it-mail" title="Ancora nessun invio">
                  La prima mail compare qui quando una pratica arriva alla spedizione.
                </EmptyState>
              ) : (
                <EmptyState icon="it-search" title="Nessun invio">
                  Cambia o azzera i filtri.
                </EmptyState>
              )
            }
          />
          <Pagination hasMore={found.hasMore} busy={found.loading} onMore={found.loadMore} />
        </>
      )}
      {open === undefined ? null : <MessageDialog id={open} onClose={() => setOpen(undefined)} />}
    </>
  );
};
