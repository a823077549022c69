import {
  Button,
  Checkbox,
  EmptyState,
  ErrorAlert,
  PageHeader,
  Pagination,
  Skeleton,
  Tabs,
  useLive,
  usePages,
  useState,
  type JSX,
} from '@libro-firma/desk/kit';
import type { SubstitutionState, SubstitutionView } from './answers.js';
import { SubstitutionDialog } from './substitution-dialog.js';
import { SubstitutionsTable } from './substitutions-table.js';

const states: readonly { readonly id: SubstitutionState; readonly label: string; readonly nothing: string }[] = [
  { id: 'inForce', label: 'In vigore', nothing: 'Nessuna sostituzione o delega in vigore' },
  { id: 'planned', label: 'Programmate', nothing: 'Nessuna sostituzione o delega programmata' },
  { id: 'ended', label: 'Terminate', nothing: 'Nessuna sostituzione o delega terminata' },
];

const List = ({
  state,
  nothing,
  mine,
}: {
  readonly state: SubstitutionState;
  readonly nothing: string;
  readonly mine: boolean;
}): JSX.Element => {
  const query = new URLSearchParams({ state, limit: '50', ...(mine ? { mine: 'true' } : {}) });
  const found = usePages<SubstitutionView>(`/organisation/substitutions?${query.toString()}`);
  useLive('task.holdersChanged', found.reload);
  const { items, error } = found;
  if (items === undefined) {
    return error === undefined ? <Skeleton lines={6} /> : <ErrorAlert error={error} onRetry={found.reload} />;
  }
  return (
    <>
      <SubstitutionsTable
        items={items}
        busy={found.loading}
        onChanged={found.reload}
        empty={<EmptyState icon="it-user" title={nothing} />}
      />
      <Pagination hasMore={found.hasMore} busy={found.loading} onMore={found.loadMore} />
    </>
  );
};

/** Who stands in for whom: in force, planned, ended; with a form for one's own, or with the permission for everybody's. */
export const SubstitutionsPage = (): JSX.Element => {
  const [mine, setMine] = useState(false);
  const [open, setOpen] = useState(false);
  const [round, setRound] = useState(0);
  const [tab, setTab] = useState<string>('inForce');
  return (
    <>
      <PageHeader
        title="Sostituzioni e deleghe"
        actions={
          <Button icon="it-plus" onClick={() => setOpen(true)}>
            Nuova
          </Button>
        }
      >
        Chi sostituisce firma con il proprio certificato: sull’atto compaiono entrambi i nomi.
      </PageHeader>
      <div class="lf-filters">
        <Checkbox label="Solo quelle che mi riguardano" checked={mine} onChange={setMine} />
      </div>
      <Tabs
        label="Stato"
        selected={tab}
        onSelect={setTab}
        tabs={states.map(({ id, label, nothing }) => ({
          id,
          label,
          content: () => <List key={`${id} ${round}`} state={id} nothing={nothing} mine={mine} />,
        }))}
      />
      {open ? (
        <SubstitutionDialog
          onClose={() => setOpen(false)}
          onDone={(made) => {
            setOpen(false);
            setTab(made.state);
            setRound(round + 1);
          }}
        />
      ) : null}
    </>
  );
};
