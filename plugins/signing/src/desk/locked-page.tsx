import {
  api,
  Button,
  confirm,
  EmptyState,
  ErrorAlert,
  formatDateTime,
  Load,
  PageHeader,
  Table,
  toast,
  useAction,
  useApi,
  type JSX,
} from '@libro-firma/desk/kit';
import type { LockedCredential } from './answers.js';

/** "Certificati bloccati": whose certificates wrong PINs locked, for whoever may unlock them. */
export const LockedPage = (): JSX.Element => {
  const loaded = useApi<{ readonly items: readonly LockedCredential[] }>('/signing/demo/credentials/locked');
  const unlock = useAction(async (_key, { id, owner }: LockedCredential) => {
    await api.post(`/signing/demo/credentials/${encodeURIComponent(id)}/unlock`);
    toast(`Il certificato di ${owner.name} è sbloccato.`);
    loaded.reload();
  });
  const ask = async (one: LockedCredential): Promise<void> => {
    const sure = await confirm({
      title: `Sbloccare il certificato di ${one.owner.name}?`,
      text: `Con il suo PIN si potrà firmare di nuovo a nome di ${one.owner.name}. Accertati che a chiederlo sia il titolare.`,
      confirmLabel: 'Sblocca',
    });
    if (sure) await unlock.run(one);
  };
  return (
    <>
      <PageHeader title="Certificati bloccati">
        Dopo troppi PIN errati un certificato di firma si blocca. Accertati che chi lo chiede sia il titolare, poi
        sbloccalo: il PIN resta quello di prima.
      </PageHeader>
      {unlock.error === undefined ? null : <ErrorAlert error={unlock.error} />}
      <Load from={loaded}>
        {({ items }) => (
          <Table
            caption="Certificati bloccati"
            rows={items}
            rowKey={({ id }) => id}
            busy={unlock.busy}
            empty={
              <EmptyState icon="it-unlocked" title="Nessun certificato è bloccato">
                Qui stanno le chiavi dimostrative. I certificati di un fornitore si sbloccano presso il fornitore.
              </EmptyState>
            }
            columns={[
              { key: 'owner', header: 'Di chi è', title: true, render: ({ owner }) => owner.name },
              {
                key: 'since',
                header: 'Bloccato',
                render: ({ since }) => (since === undefined ? '—' : formatDateTime(since)),
              },
              {
                key: 'unlock',
                header: 'Azioni',
                hideHeader: true,
                narrow: true,
                render: (one) => (
                  <Button
                    size="xs"
                    variant="outline-primary"
                    icon="it-unlocked"
                    disabled={unlock.busy}
                    label={`Sblocca il certificato di ${one.owner.name}`}
                    onClick={() => void ask(one)}
                  >
                    Sblocca
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Load>
    </>
  );
};
