import {
  Alert,
  api,
  Button,
  EmptyState,
  formatDate,
  Load,
  PageHeader,
  Table,
  TextField,
  toast,
  useAction,
  useApi,
  usePermission,
  useState,
  type Column,
  type JSX,
} from '@libro-firma/desk/kit';
import { kindLabels, type Items, type Register } from './answers.js';
import { ChangeDialog, missing } from './change-dialog.js';
import { useRegister } from './use-register.js';

const OpenDialog = ({
  register,
  onDone,
  onClose,
}: {
  readonly register: Register;
  readonly onDone: () => void;
  readonly onClose: () => void;
}): JSX.Element => {
  const [first, setFirst] = useState('1');
  const [act, setAct] = useState('');
  const [sent, setSent] = useState(false);
  const number = /^\d{1,8}$/.test(first.trim()) ? Number(first) : 0;
  const action = useAction((idempotencyKey: string) =>
    api.post<object>(
      `/protocol/registers/${encodeURIComponent(register.id)}/opening`,
      { firstNumber: number, act: act.trim() },
      { idempotencyKey },
    ),
  );
  const submit = async (): Promise<void> => {
    setSent(true);
    if (number < 1 || act.trim() === '' || (await action.run()) === undefined) return;
    toast(`${register.description}: aperto dal numero ${number}.`, 'success');
    onDone();
  };
  return (
    <ChangeDialog
      title={`Apri: ${register.description}`}
      submitLabel="Apri il registro"
      action={action}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Alert kind="warning">
        Il registro si apre una volta sola e il primo numero non si cambia. Nei prossimi anni i numeri ripartono da 1.
      </Alert>
      <TextField
        label="Primo numero"
        help="1, oppure il numero che segue l’ultimo del registro a cui questo subentra"
        value={first}
        onChange={setFirst}
        inputMode="numeric"
        error={sent && number < 1 ? 'Scrivi un numero intero da 1 in su.' : undefined}
        required
        autofocus
      />
      <TextField
        label="Atto che dispone l’apertura"
        value={act}
        onChange={setAct}
        maxLength={500}
        error={missing(sent, act)}
        required
      />
    </ChangeDialog>
  );
};

const openingText = ({ opening }: Register): string =>
  opening === null
    ? 'Non ancora aperto'
    : `Dal n. ${opening.firstNumber} del ${opening.year}: ${opening.by.name}, ${formatDate(opening.at)}. Atto: ${opening.act}`;

/** The registers, who opened them and where they stand. */
export const RegistersPage = (): JSX.Element => {
  const loaded = useApi<Items<Register>>('/protocol/registers');
  useRegister(loaded.reload);
  const mayOpen = usePermission('protocol.open');
  const [opening, setOpening] = useState<Register | undefined>(undefined);
  const columns: readonly Column<Register>[] = [
    {
      key: 'description',
      header: 'Registro',
      title: true,
      render: ({ description, code }) => `${description} (${code})`,
    },
    { key: 'kind', header: 'Tipo', narrow: true, render: ({ kind }) => kindLabels[kind] },
    { key: 'area', header: 'AOO', wideOnly: true, render: ({ area }) => area.description },
    { key: 'opening', header: 'Apertura', render: openingText },
    {
      key: 'last',
      header: 'Ultimo numero',
      narrow: true,
      render: ({ last }) => (last === null ? 'Nessuno' : `${last.label} del ${formatDate(last.at)}`),
    },
    {
      key: 'open',
      header: 'Azioni',
      hideHeader: true,
      narrow: true,
      render: (register) =>
        register.opening === null && mayOpen ? (
          <Button size="sm" onClick={() => setOpening(register)} label={`Apri ${register.description}`}>
            Apri
          </Button>
        ) : null,
    },
  ];
  return (
    <>
      <PageHeader title="Registri" back={{ href: '/protocollo/registro', label: 'Registro di protocollo' }} />
      <Load from={loaded}>
        {({ items }) => (
          <Table
            caption="Registri di protocollo e repertori"
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
            empty={<EmptyState title="Nessun registro configurato" />}
          />
        )}
      </Load>
      {opening === undefined ? null : (
        <OpenDialog
          register={opening}
          onClose={() => setOpening(undefined)}
          onDone={() => {
            setOpening(undefined);
            loaded.reload();
          }}
        />
      )}
    </>
  );
};
