import {
  Alert,
  api,
  Badge,
  Button,
  Card,
  Checkbox,
  CheckboxGroup,
  Combobox,
  defineDeskModule,
  Dialog,
  FieldFrame,
  HeaderPopover,
  PageHeader,
  Pagination,
  PdfViewer,
  ProgressBar,
  RadioGroup,
  Select,
  Table,
  Tabs,
  TextField,
  toast,
  useApi,
  useDescribed,
  useEffect,
  useState,
  type ComboboxOption,
  type FieldProps,
  type Task,
} from '@libro-firma/desk/kit';

interface Registration {
  readonly id: string;
  readonly label: string;
  readonly date: string;
  readonly subject: string;
}

const Register = () => {
  const { data } = useApi<{ readonly items: readonly Registration[] }>('/protocol/registrations');
  return (
    <>
      <PageHeader title="Registro di protocollo" />
      <Table<Registration>
        caption="Registrazioni"
        rows={data?.items ?? []}
        rowKey={(row) => row.id}
        columns={[
          { key: 'label', header: 'Numero', narrow: true, render: (row) => row.label },
          { key: 'subject', header: 'Oggetto', title: true, render: (row) => row.subject },
          { key: 'date', header: 'Data', narrow: true, render: (row) => row.date },
        ]}
      />
    </>
  );
};

const opened = new Set<string>();

const Documents = ({ task }: { caseId: string; task?: Task; refresh: number }) => (
  <PdfViewer
    url={api.url('/documents/nota.pdf')}
    title="nota.pdf"
    onOpened={() => {
      if (task !== undefined) opened.add(task.id);
      document.body.dataset['opened'] = 'yes';
    }}
  />
);

const SignMany = ({ tasks, onDone, onClose }: { tasks: readonly Task[]; onDone: () => void; onClose: () => void }) => (
  <Dialog
    title="Firma i selezionati"
    onClose={onClose}
    actions={
      <Button
        onClick={() => {
          toast(`Firmati ${tasks.length}`);
          onDone();
        }}
      >
        Firma
      </Button>
    }
  >
    <ul>
      {tasks.map((task) => (
        <li key={task.id}>{task.caseTitle}</li>
      ))}
    </ul>
  </Dialog>
);

const Signature = ({ onDone }: { task: Task; onDone: (message?: string) => void; onChanged: () => void }) => (
  <Button icon="it-sign" onClick={() => onDone('Documento firmato')}>
    Firma
  </Button>
);

const Office = ({ field, value, onChange, error, id }: FieldProps) => {
  const base = { ...field, id, error };
  const described = useDescribed(base);
  return (
    <FieldFrame field={base} id={id}>
      <input
        {...described}
        class="form-control"
        value={typeof value === 'string' ? value : ''}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </FieldFrame>
  );
};

/** Has only one choice, and takes it. */
const Preset = (props: FieldProps) => {
  useEffect(() => props.onChange('unico', 'preset'), []);
  return <Office {...props} />;
};

/** The parts of the kit that the desk itself shows nowhere, for the eye and for axe. */
const Sampler = () => {
  const [office, setOffice] = useState<ComboboxOption | undefined>(undefined);
  const [choice, setChoice] = useState('a');
  const [many, setMany] = useState<readonly string[]>(['a']);
  const options = [
    { value: 'a', label: 'Prima' },
    { value: 'b', label: 'Seconda' },
  ];
  return (
    <>
      <PageHeader
        title="Campionario"
        badges={<Badge kind="success">Fatto</Badge>}
        actions={<Button variant="secondary">Altro</Button>}
      >
        Le parti del kit.
      </PageHeader>
      {(['info', 'success', 'warning', 'danger'] as const).map((kind) => (
        <Alert key={kind} kind={kind} title={`Avviso ${kind}`}>
          Con un testo.
        </Alert>
      ))}
      <Card title="Campi">
        <div class="lf-form">
          <Select label="Scelta" value={choice} onChange={setChoice} options={options} />
          <RadioGroup label="Una sola" value={choice} onChange={setChoice} options={options} />
          <CheckboxGroup
            label="Più d’una"
            value={many}
            onChange={setMany}
            options={options}
            error="Scegline un’altra."
          />
          <Combobox
            label="Dal server"
            value={office}
            onChange={setOffice}
            options={async (text) => [{ value: text, label: `Trovato ${text}`, detail: 'Palazzo delle Aquile' }]}
            onCreate={(text) => setOffice({ value: text, label: text })}
          />
          <TextField label="Solo lettura" value="Non si cambia" readOnly onChange={() => undefined} />
          <Checkbox
            label="Accetto"
            checked={false}
            onChange={() => undefined}
            required
            help="Serve per andare avanti."
          />
        </div>
      </Card>
      <Tabs
        label="Schede"
        tabs={[
          { id: 'one', label: 'Prima scheda', content: () => <p>Contenuto della prima</p> },
          { id: 'two', label: 'Seconda scheda', content: () => <p>Contenuto della seconda</p> },
        ]}
      />
      <ProgressBar label="Invio" value={0.4} />
      {(['neutral', 'info', 'warning', 'danger'] as const).map((kind) => (
        <Badge key={kind} kind={kind}>
          {kind}
        </Badge>
      ))}
      <Pagination hasMore onMore={() => undefined} />
      <PdfViewer
        url={api.url('/documents/scan.pdf')}
        title="scansione.pdf"
        onOpened={() => (document.body.dataset['scan'] = 'yes')}
      />
    </>
  );
};

const Bell = () => {
  const [unread, setUnread] = useState(2);
  return (
    <HeaderPopover
      icon="it-horn"
      label={`Avvisi, ${unread} da leggere`}
      count={unread}
      title="Avvisi"
      onOpen={() => setUnread(0)}
    >
      {() => <p>Il dirigente ha firmato «Convenzione con l’istituto Mattarella».</p>}
    </HeaderPopover>
  );
};

/** A small plugin's screens, one of each kind. */
export default defineDeskModule({
  pages: [
    {
      path: 'protocollo/registro',
      title: 'Registro',
      icon: 'it-folder',
      nav: 10,
      permission: 'protocol.read',
      component: Register,
    },
    { path: 'campionario', title: 'Campionario', component: Sampler },
    { path: 'segreta', title: 'Segreta', permission: 'nobody', component: Register },
  ],
  casePanels: [
    { id: 'documents', title: 'Documenti', order: 10, component: Documents },
    { id: 'sendings', title: 'Invii', order: 90, component: () => <p>Nessuna mail è partita.</p> },
  ],
  taskPanels: [{ stepType: 'signing.signature:1', component: Signature }],
  batchActions: [
    {
      id: 'sign',
      label: 'Firma i selezionati',
      icon: 'it-sign',
      stepTypes: ['signing.signature:1'],
      ready: (task) => (task.caseTitle.includes('bloccata') ? 'Apri prima il documento: è cambiato.' : undefined),
      component: SignMany,
    },
  ],
  fields: [
    { kind: 'test.office', component: Office, summary: ({ value }) => <em>Presso {String(value)}</em> },
    { kind: 'test.preset', component: Preset },
    { kind: 'test.bundle', component: Office, summary: 'elsewhere' },
  ],
  headerItems: [{ id: 'bell', order: 10, component: Bell }],
});
