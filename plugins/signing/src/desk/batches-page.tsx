import {
  api,
  Badge,
  Button,
  EmptyState,
  ErrorAlert,
  formatDateTime,
  formatTime,
  Link,
  PageHeader,
  Pagination,
  plural,
  Skeleton,
  Table,
  useAction,
  useLive,
  usePages,
  type JSX,
} from '@libro-firma/desk/kit';
import type { BatchSummary } from './answers.js';
import { batchPage, batchPath } from './addresses.js';
import { stateWords } from './words.js';

/** "Le mie firme": what I signed, under which authorisation, with which outcome. */
export const BatchesPage = (): JSX.Element => {
  const { items, error, loading, hasMore, loadMore, reload } = usePages<BatchSummary>('/signing/batches');
  useLive('signing.batch.progress', reload);
  return (
    <>
      <PageHeader title="Le mie firme">Ogni firma, anche di molti documenti insieme, con il suo esito.</PageHeader>
      {error === undefined ? null : <ErrorAlert error={error} onRetry={reload} />}
      {items === undefined ? (
        error === undefined ? (
          <Skeleton lines={5} />
        ) : null
      ) : (
        <Table
          caption="Le mie firme"
          rows={items}
          rowKey={({ id }) => id}
          empty={<EmptyState icon="it-pencil" title="Non hai ancora firmato nulla" />}
          columns={[
            {
              key: 'when',
              header: 'Quando',
              title: true,
              render: ({ id, createdAt }) => <Link href={batchPage(id)}>{formatDateTime(createdAt)}</Link>,
            },
            { key: 'total', header: 'Documenti', render: ({ total }) => plural(total, 'documento', 'documenti') },
            { key: 'outcome', header: 'Esito', render: outcomeOf },
            { key: 'state', header: 'Stato', narrow: true, render: StateBadge },
            {
              key: 'actions',
              header: 'Azioni',
              hideHeader: true,
              narrow: true,
              render: (batch) => (batch.state === 'awaitingPin' ? <Waiting batch={batch} onChanged={reload} /> : null),
            },
          ]}
        />
      )}
      <Pagination hasMore={hasMore} busy={loading} onMore={loadMore} />
    </>
  );
};

/** A batch that waits for its PIN: to be taken up again, or given up. */
const Waiting = ({
  batch,
  onChanged,
}: {
  readonly batch: BatchSummary;
  readonly onChanged: () => void;
}): JSX.Element => {
  const abandon = useAction(async (key) => {
    await api.post(`${batchPath(batch.id)}/abandon`, undefined, { idempotencyKey: key });
  });
  const when = formatDateTime(batch.createdAt);
  return (
    <div class="lf-actions">
      {abandon.error === undefined ? null : <ErrorAlert error={abandon.error} />}
      <Button
        size="xs"
        variant="outline-primary"
        busy={abandon.busy}
        label={`Rinuncia alla firma del ${when}`}
        onClick={() => void abandon.run().then(onChanged)}
      >
        Rinuncia
      </Button>
      <Button size="xs" href={batchPage(batch.id)} label={`Riprendi la firma del ${when}`}>
        Riprendi
      </Button>
    </div>
  );
};

const outcomeOf = ({ signed, done, pinUntil }: BatchSummary): string =>
  pinUntil !== undefined
    ? `si annulla da sola alle ${formatTime(pinUntil)}`
    : done === 0
      ? '—'
      : done > signed
        ? `${plural(signed, 'firmato', 'firmati')}, ${plural(done - signed, 'non firmato', 'non firmati')}`
        : plural(signed, 'firmato', 'firmati');

const StateBadge = ({ state }: BatchSummary): JSX.Element => (
  <Badge kind={state === 'finished' ? 'neutral' : state === 'awaitingPin' ? 'warning' : 'info'}>
    {stateWords[state]}
  </Badge>
);
