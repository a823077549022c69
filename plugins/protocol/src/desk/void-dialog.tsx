import { Alert, api, TextArea, TextField, toast, useAction, useState, type JSX } from '@libro-firma/desk/kit';
import type { Registration, RegistrationDetail } from './answers.js';
import { ChangeDialog, missing } from './change-dialog.js';

/** Voids a registration by the act that authorises it. */
export const VoidDialog = ({
  registration,
  onDone,
  onClose,
}: {
  readonly registration: Registration;
  readonly onDone: () => void;
  readonly onClose: () => void;
}): JSX.Element => {
  const [act, setAct] = useState('');
  const [reason, setReason] = useState('');
  const [sent, setSent] = useState(false);
  const action = useAction((idempotencyKey: string) =>
    api.post<RegistrationDetail>(
      `/protocol/registrations/${registration.id}/voiding`,
      { act: act.trim(), reason: reason.trim() },
      { idempotencyKey },
    ),
  );
  const submit = async (): Promise<void> => {
    setSent(true);
    if (act.trim() === '' || reason.trim() === '') return;
    if ((await action.run()) === undefined) return;
    toast(`Registrazione ${registration.label} annullata.`, 'success');
    onDone();
  };
  return (
    <ChangeDialog
      title={`Annulla la registrazione ${registration.label}`}
      submitLabel="Annulla la registrazione"
      danger
      action={action}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Alert kind="warning">
        L’annullamento non si può togliere. La registrazione resta leggibile con data, operatore e atto (DPR 445/2000,
        artt. 54 e 61) e il numero non si riusa.
      </Alert>
      <TextField
        label="Atto che autorizza l’annullamento"
        help="Per esempio: Determinazione n. 12 del 15/03/2026"
        value={act}
        onChange={setAct}
        maxLength={500}
        error={missing(sent, act)}
        required
        autofocus
      />
      <TextArea
        label="Motivo"
        value={reason}
        onChange={setReason}
        maxLength={2000}
        rows={3}
        error={missing(sent, reason)}
        required
      />
    </ChangeDialog>
  );
};
