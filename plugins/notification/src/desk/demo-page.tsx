import {
  Alert,
  Button,
  DefinitionList,
  Dialog,
  EmptyState,
  ErrorAlert,
  formatDateTime,
  Load,
  PageHeader,
  Pagination,
  Skeleton,
  Table,
  useApi,
  useLive,
  usePages,
  useState,
  type Column,
  type JSX,
} from '@libro-firma/desk/kit';
import type { ReceivedDetail, ReceivedMail } from './answers.js';
import { FileLinks } from './file-links.js';

const MailDialog = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }): JSX.Element => {
  const path = `/notification/demo/mails/${encodeURIComponent(id)}`;
  const loaded = useApi<ReceivedDetail>(path);
  return (
    <Dialog title="Mail ricevuta" size="lg" onClose={onClose}>
      <Load from={loaded}>
        {(mail) => (
          <>
            <DefinitionList
              items={[
                { term: 'A', value: mail.to },
                { term: 'Da', value: mail.from },
                { term: 'Oggetto', value: mail.subject },
                { term: 'Ricevuta', value: formatDateTime(mail.receivedAt) },
                { term: 'Message-ID', value: <code class="lf-mail-answer">{mail.messageId}</code> },
              ]}
            />
            <h3>Testo</h3>
            <p class="lf-mail-body">{mail.body.trim()}</p>
            <h3>Allegati</h3>
            <FileLinks path={path} attachments={mail.attachments} />
          </>
        )}
      </Load>
    </Dialog>
  );
};

const columnsFor = (open: (id: string) => void): readonly Column<ReceivedMail>[] => [
  { key: 'subject', header: 'Oggetto', title: true, render: ({ subject }) => subject },
  { key: 'to', header: 'A', render: ({ to }) => to },
  { key: 'at', header: 'Ricevuta', narrow: true, render: ({ receivedAt }) => formatDateTime(receivedAt) },
  {
    key: 'open',
    header: 'Apri',
    hideHeader: true,
    narrow: true,
    render: ({ id, to }) => (
      <Button variant="outline-primary" size="xs" onClick={() => open(id)} label={`Apri la mail a ${to}`}>
        Apri
      </Button>
    ),
  },
];

/** What the demo's own mail server received: in service the mails go to the organisation's server instead. */
export const DemoPage = (): JSX.Element => {
  const found = usePages<ReceivedMail>('/notification/demo/mails');
  const [open, setOpen] = useState<string | undefined>(undefined);
  useLive('notification.demo:mailbox', found.reload);
  if (found.error?.status === 404) {
    return (
      <>
        <PageHeader title="Posta di prova" />
        <Alert>Qui le mail vanno al server di posta dell’ente: la posta di prova c’è solo nella demo.</Alert>
      </>
    );
  }
  return (
    <>
      <PageHeader title="Posta di prova">
        Le mail della demo arrivano qui, a un vero server SMTP su questo computer: nessuna esce. Si vedono quelle delle
        pratiche a cui si ha accesso.
      </PageHeader>
      {found.error === undefined ? null : <ErrorAlert error={found.error} onRetry={found.reload} />}
      {found.items === undefined ? (
        found.loading ? (
          <Skeleton lines={6} />
        ) : null
      ) : (
        <>
          <Table
            caption="Mail ricevute, dalla più recente"
            columns={columnsFor(setOpen)}
            rows={found.items}
            rowKey={({ id }) => id}
            busy={found.loading}
            empty={
              <EmptyState icon="it-mail" title="Nessuna mail">
                Quando una pratica arriva all’invio, la mail compare qui.
              </EmptyState>
            }
          />
          <Pagination hasMore={found.hasMore} busy={found.loading} onMore={found.loadMore} />
        </>
      )}
      {open === undefined ? null : <MailDialog id={open} onClose={() => setOpen(undefined)} />}
    </>
  );
};
