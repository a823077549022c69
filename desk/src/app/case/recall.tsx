import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../kit/api/client.js';
import { useAction } from '../../kit/api/use-api.js';
import { ErrorAlert } from '../../kit/components/alert.js';
import { Button } from '../../kit/components/button.js';
import { ConfirmDialog } from '../../kit/components/dialog.js';
import { toast } from '../../kit/feedback/toast.js';

/** "Richiama": the requester takes the case back before the next step was opened. */
export const Recall = ({
  caseId,
  title,
  onDone,
}: {
  readonly caseId: string;
  readonly title: string;
  readonly onDone: () => void;
}): JSX.Element => {
  const [asking, setAsking] = useState(false);
  const recall = useAction(async (key: string) => {
    await api.post(`/cases/${encodeURIComponent(caseId)}/recall`, undefined, { idempotencyKey: key });
    setAsking(false);
    toast('Richiesta richiamata.');
    onDone();
  });
  return (
    <>
      <Button variant="outline-danger" size="sm" icon="it-restore" onClick={() => setAsking(true)}>
        Richiama
      </Button>
      {asking ? (
        <ConfirmDialog
          title="Richiamare la richiesta?"
          confirmLabel="Richiama"
          cancelLabel="Lasciala andare avanti"
          danger
          busy={recall.busy}
          onConfirm={() => void recall.run()}
          onClose={() => {
            recall.clear();
            setAsking(false);
          }}
        >
          {recall.error === undefined ? null : <ErrorAlert error={recall.error} />}
          <p>
            «{title}» si ferma qui e sparisce dalla scrivania di chi la doveva trattare. Si può fare finché nessuno ha
            aperto il passo successivo.
          </p>
        </ConfirmDialog>
      ) : null}
    </>
  );
};
