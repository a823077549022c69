import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../kit/api/client.js';
import { useAction } from '../../kit/api/use-api.js';
import { ErrorAlert } from '../../kit/components/alert.js';
import { ConfirmDialog } from '../../kit/components/dialog.js';
import { TextArea } from '../../kit/components/text-field.js';
import { toast } from '../../kit/feedback/toast.js';
import type { IncidentAnswer } from '../server/answers.js';

export type Decision = 'retry' | 'resolve' | 'cancel';

interface Words {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly done: string;
}

const words: Readonly<Record<Decision, Words>> = {
  retry: {
    title: 'Ritentare il passo?',
    text: 'Il passo riparte adesso. Se l’effetto esterno era già avvenuto, il passo lo riconosce dove può.',
    confirm: 'Ritenta',
    done: 'Il passo è ripartito.',
  },
  resolve: {
    title: 'Proseguire oltre il passo?',
    text: 'La pratica va avanti come se il passo fosse riuscito. Fallo solo se l’hai già svolto a mano.',
    confirm: 'Prosegui oltre',
    done: 'La pratica è andata avanti.',
  },
  cancel: {
    title: 'Interrompere la pratica?',
    text: 'La pratica finisce qui e non si può riprendere. Chi l’ha chiesta vede il motivo nella storia.',
    confirm: 'Interrompi la pratica',
    done: 'La pratica è stata interrotta.',
  },
};

export interface DecisionDialogProps {
  readonly incident: IncidentAnswer;
  readonly decision: Decision;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks before an incident is decided; going past a step and ending a case need a reason. */
export const DecisionDialog = ({ incident, decision, onDone, onClose }: DecisionDialogProps): JSX.Element => {
  const { title, text, confirm, done } = words[decision];
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const needsReason = decision !== 'retry';
  const decide = useAction(async (key: string) => {
    const body = needsReason ? { reason: reason.trim() } : {};
    await api.post(`/incidents/${encodeURIComponent(incident.id)}/${decision}`, body, { idempotencyKey: key });
    toast(done);
    onDone();
  });
  return (
    <ConfirmDialog
      title={title}
      confirmLabel={confirm}
      danger={decision === 'cancel'}
      busy={decide.busy}
      onClose={onClose}
      onConfirm={() => {
        if (needsReason && reason.trim() === '') setMissing(true);
        else void decide.run();
      }}
    >
      {decide.error === undefined ? null : <ErrorAlert error={decide.error} />}
      <p>
        «{incident.caseTitle}», {incident.elementName}. {text}
      </p>
      {needsReason ? (
        <TextArea
          label="Motivo"
          required
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={setReason}
          error={missing && reason.trim() === '' ? 'Scrivi il motivo: resta nella storia della pratica.' : undefined}
        />
      ) : null}
    </ConfirmDialog>
  );
};
