import {
  api,
  Badge,
  Button,
  confirm,
  ErrorAlert,
  formatDate,
  Table,
  toast,
  useAction,
  type Column,
  type ComponentChildren,
  type JSX,
} from '@libro-firma/desk/kit';
import type { SubstitutionView } from './answers.js';

const scopeText = ({ scope }: SubstitutionView): string => {
  const parts = [
    ...[...scope.roles, ...scope.offices].map(({ name }) => name),
    ...scope.books.map(({ name }) => `libro firma ${name}`),
  ];
  return parts.length === 0 ? 'Tutto' : parts.join('; ');
};

const periodText = ({ validFrom, validTo }: SubstitutionView): string => {
  if (validTo === undefined) return `dal ${formatDate(validFrom)}`;
  return validFrom === validTo ? formatDate(validFrom) : `dal ${formatDate(validFrom)} al ${formatDate(validTo)}`;
};

const columns = (end: (one: SubstitutionView) => void): readonly Column<SubstitutionView>[] => [
  {
    key: 'who',
    header: 'Chi sostituisce chi',
    title: true,
    render: ({ to, from }) => (
      <>
        <strong>{to.name}</strong> per {from.name}
      </>
    ),
  },
  { key: 'kind', header: 'Tipo', render: ({ label }) => label },
  { key: 'scope', header: 'Per', render: scopeText },
  {
    key: 'period',
    header: 'Periodo',
    render: (one) => (
      <>
        {periodText(one)} {one.endedEarly ? <Badge kind="neutral">Chiusa prima del termine</Badge> : null}
      </>
    ),
  },
  { key: 'act', header: 'Atto', render: ({ actRef }) => actRef ?? '–' },
  {
    key: 'end',
    header: 'Azioni',
    hideHeader: true,
    narrow: true,
    render: (one) =>
      one.mayEnd ? (
        <Button
          size="xs"
          variant="outline-danger"
          label={`Chiudi: ${one.to.name} per ${one.from.name}`}
          onClick={() => end(one)}
        >
          Chiudi
        </Button>
      ) : null,
  },
];

/** Substitutions with what they reach; those that the reader may end have a button. */
export const SubstitutionsTable = ({
  items,
  busy,
  onChanged,
  empty,
}: {
  readonly items: readonly SubstitutionView[];
  readonly busy: boolean;
  readonly onChanged: () => void;
  readonly empty: ComponentChildren;
}): JSX.Element => {
  const ending = useAction((idempotencyKey: string, one: SubstitutionView) =>
    api.post<SubstitutionView>(`/organisation/substitutions/${encodeURIComponent(one.id)}/end`, undefined, {
      idempotencyKey,
    }),
  );
  const end = async (one: SubstitutionView): Promise<void> => {
    const yes = await confirm({
      title: 'Chiudere la sostituzione?',
      text: `Da subito ${one.to.name} non agisce più per ${one.from.name}. Ciò che ha già fatto resta valido.`,
      confirmLabel: 'Chiudi',
      danger: true,
    });
    if (!yes || (await ending.run(one)) === undefined) return;
    toast('Sostituzione chiusa.');
    onChanged();
  };
  return (
    <>
      {ending.error === undefined ? null : <ErrorAlert error={ending.error} title="Non chiusa" />}
      <Table
        caption="Sostituzioni e deleghe, la più recente prima"
        columns={columns((one) => void end(one))}
        rows={items}
        rowKey={({ id }) => id}
        busy={busy || ending.busy}
        empty={empty}
      />
    </>
  );
};
