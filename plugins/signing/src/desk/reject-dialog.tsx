import { api, Button, Dialog, ErrorAlert, TextArea, useAction, useState, type JSX } from '@libro-firma/desk/kit';

const SHORTEST = 5;

/** Sends a task back with its reason. */
export const RejectDialog = ({
  taskId,
  onRejected,
  onClose,
}: {
  readonly taskId: string;
  readonly onRejected: () => void;
  readonly onClose: () => void;
}): JSX.Element => {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const reject = useAction(async (key) => {
    const body = { outcome: 'rejected', reason: reason.trim() };
    await api.post(`/tasks/${encodeURIComponent(taskId)}/complete`, body, { idempotencyKey: key });
    return true;
  });
  const submit = async (): Promise<void> => {
    if (reason.trim().length < SHORTEST) {
      setMissing(true);
      document.getElementById('motivo')?.focus();
      return;
    }
    if (await reject.run()) onRejected();
  };
  return (
    <Dialog
      title="Respingi"
      size="sm"
      closable={!reject.busy}
      onClose={onClose}
      actions={
        <>
          <Button variant="outline-primary" onClick={onClose} disabled={reject.busy}>
            Annulla
          </Button>
          <Button variant="danger" icon="it-restore" busy={reject.busy} onClick={() => void submit()}>
            Respingi
          </Button>
        </>
      }
    >
      {reject.error === undefined ? null : <ErrorAlert error={reject.error} />}
      <TextArea
        id="motivo"
        label="Motivo"
        required
        autofocus
        rows={5}
        maxLength={2000}
        value={reason}
        onChange={setReason}
        help="Lo leggerà chi ha fatto la richiesta, e resterà nella storia della pratica."
        error={
          missing && reason.trim().length < SHORTEST
            ? 'Scrivi il motivo, in modo che chi riceve sappia cosa correggere.'
            : undefined
        }
      />
    </Dialog>
  );
};
