import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ApiError } from '../../kit/api/errors.js';
import { ErrorAlert } from '../../kit/components/alert.js';
import { Button } from '../../kit/components/button.js';
import { Dialog } from '../../kit/components/dialog.js';
import { TextArea } from '../../kit/components/text-field.js';
import { say } from '../../kit/text/language.js';
import type { FormOutcome } from '../../kit/contract.js';

export interface RejectDialogProps {
  readonly outcome: FormOutcome;
  readonly busy: boolean;
  readonly error: ApiError | undefined;
  readonly onReject: (reason: string) => void;
  readonly onClose: () => void;
}

const shortest = 5;
const longest = 2000;

/** A rejection says why: the reason goes to the requester and stays in the history. */
export const RejectDialog = ({ outcome, busy, error, onReject, onClose }: RejectDialogProps): JSX.Element => {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (): void => {
    if (reason.trim().length >= shortest) return onReject(reason.trim());
    setMissing(true);
    document.getElementById('motivo')?.focus();
  };
  return (
    <Dialog
      title={outcome.label}
      size="sm"
      closable={!busy}
      onClose={onClose}
      actions={
        <>
          <Button variant="outline-primary" onClick={onClose} disabled={busy}>
            {say('Annulla', 'Cancel')}
          </Button>
          <Button variant="danger" icon="it-restore" busy={busy} onClick={submit}>
            {outcome.label}
          </Button>
        </>
      }
    >
      {error === undefined ? null : <ErrorAlert error={error} />}
      <TextArea
        id="motivo"
        label={say('Motivo', 'Reason')}
        required
        autofocus
        rows={5}
        maxLength={longest}
        value={reason}
        onChange={setReason}
        help={say(
          'Lo leggerà chi ha fatto la richiesta, e resterà nella storia della pratica.',
          'Whoever made the request will read it, and it stays in the history of the case.',
        )}
        error={
          missing && reason.trim().length < shortest
            ? say(
                'Scrivi il motivo, in modo che chi riceve sappia cosa correggere.',
                'Write the reason, so that whoever gets it back knows what to mend.',
              )
            : undefined
        }
      />
    </Dialog>
  );
};
