import {
  api,
  Combobox,
  TextArea,
  toast,
  useAction,
  useApi,
  useState,
  type ComboboxOption,
  type JSX,
} from '@libro-firma/desk/kit';
import type { Registration, RegistrationDetail } from './answers.js';
import { ChangeDialog } from './change-dialog.js';

type Offices = readonly { readonly value: string; readonly label: string }[];

/** Assigns to another office; the former one stays in the history. */
export const AssignDialog = ({
  registration,
  onDone,
  onClose,
}: {
  readonly registration: Registration;
  readonly onDone: () => void;
  readonly onClose: () => void;
}): JSX.Element => {
  const present = registration.assignment;
  const { data } = useApi<Offices | { readonly items: Offices }>('/lists/organisation.offices');
  const offices = data === undefined ? [] : 'items' in data ? data.items : data;
  const [office, setOffice] = useState<ComboboxOption | undefined>(
    present.office === null ? undefined : { value: present.office.id, label: present.office.name },
  );
  const [reason, setReason] = useState('');
  const [sent, setSent] = useState(false);
  const action = useAction((idempotencyKey: string) =>
    api.post<RegistrationDetail>(
      `/protocol/registrations/${registration.id}/assignment`,
      {
        office: office?.value ?? '',
        after: present.n,
        ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      },
      { idempotencyKey },
    ),
  );
  const submit = async (): Promise<void> => {
    setSent(true);
    if (office === undefined || (await action.run()) === undefined) return;
    toast('Assegnazione aggiornata.', 'success');
    onDone();
  };
  return (
    <ChangeDialog
      title={`Assegna la registrazione ${registration.label}`}
      submitLabel="Salva"
      action={action}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Combobox
        label="Ufficio"
        value={office}
        options={offices}
        onChange={setOffice}
        error={sent && office === undefined ? 'Scegli un ufficio.' : undefined}
        required
      />
      <TextArea label="Motivo" value={reason} onChange={setReason} maxLength={2000} rows={2} />
    </ChangeDialog>
  );
};
