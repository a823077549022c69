import {
  api,
  Button,
  Card,
  Checkbox,
  EmptyState,
  ErrorAlert,
  Load,
  now,
  PageHeader,
  Pagination,
  Skeleton,
  useAction,
  useApi,
  useLive,
  usePages,
  useState,
  type JSX,
} from '@libro-firma/desk/kit';
import type { Items, Notice, NoticeKind } from './answers.js';
import { NoticeList } from './notice-list.js';

/** Which kinds do not disturb; they stay in the list. */
const Muting = (): JSX.Element => {
  const loaded = useApi<Items<NoticeKind>>('/notification/kinds');
  // What was just chosen stands until the server has it, or has refused it.
  const [choice, setChoice] = useState<{ readonly kind: string; readonly muted: boolean } | undefined>(undefined);
  const mute = useAction(async (idempotencyKey: string, kind: string, muted: boolean) => {
    await api.put(`/notification/kinds/${encodeURIComponent(kind)}`, { muted }, { idempotencyKey });
    loaded.reload();
    return true;
  });
  const choose = async (kind: string, muted: boolean): Promise<void> => {
    setChoice({ kind, muted });
    if ((await mute.run(kind, muted)) === undefined) setChoice(undefined);
  };
  return (
    <Card title="Che cosa mi disturba">
      <p class="lf-muted lf-mail-intro">Gli avvisi silenziati restano nell’elenco, già letti.</p>
      {mute.error === undefined ? null : <ErrorAlert error={mute.error} />}
      <Load from={loaded} lines={3}>
        {({ items }) => (
          <>
            {items.map(({ kind, label, muted }) => (
              <Checkbox
                key={kind}
                label={label}
                checked={!(choice?.kind === kind ? choice.muted : muted)}
                disabled={mute.busy}
                onChange={(wanted) => void choose(kind, !wanted)}
              />
            ))}
          </>
        )}
      </Load>
    </Card>
  );
};

/** All my notices, newest first. */
export const NoticesPage = (): JSX.Element => {
  const [unreadOnly, setUnreadOnly] = useState(false);
  const found = usePages<Notice>(`/notification/notices${unreadOnly ? '?unread=true' : ''}`);
  const { items, reload } = found;
  const read = useAction(async (idempotencyKey: string, body: object) => {
    await api.post('/notification/notices/read', body, { idempotencyKey });
    reload();
  });
  useLive('notification.notice', reload);
  const newest = items?.[0]?.createdAt;
  return (
    <>
      <PageHeader
        title="Avvisi"
        actions={
          <Button
            variant="outline-primary"
            icon="it-check"
            busy={read.busy}
            disabled={items?.some(({ readAt }) => readAt === undefined) !== true}
            onClick={() => void read.run({ upTo: newest ?? now() })}
          >
            Segna tutti come letti
          </Button>
        }
      />
      {read.error === undefined ? null : <ErrorAlert error={read.error} />}
      <Checkbox label="Solo da leggere" checked={unreadOnly} onChange={setUnreadOnly} />
      {found.error === undefined ? null : <ErrorAlert error={found.error} onRetry={reload} />}
      {items === undefined ? (
        found.loading ? (
          <Skeleton lines={6} />
        ) : null
      ) : items.length === 0 ? (
        <EmptyState icon="it-horn" title={unreadOnly ? 'Nessun avviso da leggere' : 'Nessun avviso'} />
      ) : (
        <NoticeList
          notices={items}
          onFollow={({ id, readAt }) => {
            if (readAt === undefined) void read.run({ ids: [id] });
          }}
        />
      )}
      <Pagination hasMore={found.hasMore} busy={found.loading} onMore={found.loadMore} />
      <Muting />
    </>
  );
};
