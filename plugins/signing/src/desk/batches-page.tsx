import {
  Badge,
  EmptyState,
  ErrorAlert,
  formatDateTime,
  Link,
  PageHeader,
  Pagination,
  plural,
  Skeleton,
  Table,
  useLive,
  usePages,
  type JSX,
} from '@libro-firma/desk/kit';
import type { BatchSummary } from './answers.js';
import { batchPage } from './addresses.js';
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
          ]}
        />
      )}
      <Pagination hasMore={hasMore} busy={loading} onMore={loadMore} />
    </>
  );
};

const outcomeOf = ({ signed, done }: BatchSummary): string =>
  done === 0
    ? '—'
    : done > signed
      ? `${plural(signed, 'firmato', 'firmati')}, ${done - signed} no`
      : plural(signed, 'firmato', 'firmati');

const StateBadge = ({ state }: BatchSummary): JSX.Element => (
  <Badge kind={state === 'finished' ? 'neutral' : state === 'awaitingPin' ? 'warning' : 'info'}>
    {stateWords[state]}
  </Badge>
);
