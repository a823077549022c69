import {
  api,
  Button,
  Combobox,
  ErrorAlert,
  Select,
  TextArea,
  TextField,
  toast,
  useAction,
  useApi,
  useState,
  type JSX,
} from '@libro-firma/desk/kit';
import type { CaseFile, ClassEntry, Items, Registration, RegistrationDetail } from './answers.js';
import { ChangeDialog } from './change-dialog.js';

/** Choice of a case file of a class, or a new one. */
const CaseFileField = ({
  classification,
  value,
  onChange,
}: {
  readonly classification: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
}): JSX.Element => {
  const files = useApi<Items<CaseFile>>(`/protocol/case-files?classification=${encodeURIComponent(classification)}`);
  const [title, setTitle] = useState('');
  const opening = useAction((idempotencyKey: string) =>
    api.post<CaseFile>('/protocol/case-files', { classification, title: title.trim() }, { idempotencyKey }),
  );
  const open = async (): Promise<void> => {
    const file = await opening.run();
    if (file === undefined) return;
    setTitle('');
    files.reload();
    onChange(file.id);
  };
  return (
    <>
      <Select
        label="Fascicolo"
        value={value}
        onChange={onChange}
        placeholder="Nessun fascicolo"
        options={(files.data?.items ?? []).map((file) => ({ value: file.id, label: `${file.code} ${file.title}` }))}
      />
      {opening.error === undefined ? null : <ErrorAlert error={opening.error} />}
      <TextField label="Titolo di un nuovo fascicolo" value={title} onChange={setTitle} maxLength={300} />
      <div class="lf-actions">
        <Button
          variant="outline-primary"
          size="sm"
          disabled={title.trim() === ''}
          busy={opening.busy}
          onClick={() => void open()}
        >
          Apri il fascicolo
        </Button>
      </div>
    </>
  );
};

/** Classifies anew; what it was before stays in the history. */
export const ClassifyDialog = ({
  registration,
  onDone,
  onClose,
}: {
  readonly registration: Registration;
  readonly onDone: () => void;
  readonly onClose: () => void;
}): JSX.Element => {
  const present = registration.classification;
  const scheme = useApi<Items<ClassEntry>>('/protocol/classification');
  const [code, setCode] = useState(present.code);
  const [file, setFile] = useState(present.caseFile?.id ?? '');
  const [reason, setReason] = useState('');
  const entries = (scheme.data?.items ?? [])
    .filter(({ active }) => active)
    .map((entry) => ({ value: entry.code, label: `${entry.code} ${entry.title}` }));
  const action = useAction((idempotencyKey: string) =>
    api.post<RegistrationDetail>(
      `/protocol/registrations/${registration.id}/classification`,
      {
        classification: code,
        after: present.n,
        ...(file === '' ? {} : { caseFile: file }),
        ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      },
      { idempotencyKey },
    ),
  );
  const submit = async (): Promise<void> => {
    if (code === '' || (await action.run()) === undefined) return;
    toast('Classificazione aggiornata.', 'success');
    onDone();
  };
  return (
    <ChangeDialog
      title={`Classifica la registrazione ${registration.label}`}
      submitLabel="Salva"
      action={action}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Combobox
        label="Voce di titolario"
        value={entries.find(({ value }) => value === code)}
        options={entries}
        onChange={(option) => {
          setCode(option?.value ?? '');
          setFile('');
        }}
        error={code === '' ? 'Scegli una voce.' : undefined}
        required
      />
      {code === '' ? null : <CaseFileField classification={code} value={file} onChange={setFile} />}
      <TextArea label="Motivo" value={reason} onChange={setReason} maxLength={2000} rows={2} />
    </ChangeDialog>
  );
};
