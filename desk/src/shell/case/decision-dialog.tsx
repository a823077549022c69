import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../kit/api/client.js';
import { useAction } from '../../kit/api/use-api.js';
import { ErrorAlert } from '../../kit/components/alert.js';
import { ConfirmDialog } from '../../kit/components/dialog.js';
import { TextArea } from '../../kit/components/text-field.js';
import { toast } from '../../kit/feedback/toast.js';
import { say } from '../../kit/text/language.js';
import { stepName } from './step-name.js';

export type Decision = 'retry' | 'resolve' | 'cancel';

interface Words {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly done: string;
}

const words: Readonly<Record<Decision, Words>> = {
  retry: {
    title: say('Ritentare il passo?', 'Try the step again?'),
    text: say(
      'Il passo riparte adesso. Se l’effetto esterno era già avvenuto, il passo lo riconosce dove può.',
      'The step starts again now. If its outside effect had come about already, it recognises that where it can.',
    ),
    confirm: say('Ritenta', 'Try again'),
    done: say(
      'Il passo è ripartito. Se si ferma di nuovo, compare di nuovo fra i problemi.',
      'The step has started again. If it stops again, it appears among the problems again.',
    ),
  },
  resolve: {
    title: say('Proseguire oltre il passo?', 'Go on past the step?'),
    text: say(
      'La pratica va avanti come se il passo fosse riuscito. Fallo solo se l’hai già svolto a mano.',
      'The case goes on as if the step had succeeded. Do it only if you have done its work by hand.',
    ),
    confirm: say('Prosegui oltre', 'Go on past it'),
    done: say('La pratica è andata avanti.', 'The case has gone on.'),
  },
  cancel: {
    title: say('Interrompere la pratica?', 'Stop the case?'),
    text: say(
      'La pratica finisce qui e non si può riprendere. Chi l’ha chiesta vede il motivo nella storia.',
      'The case ends here and cannot be taken up again. Whoever asked for it sees the reason in its history.',
    ),
    confirm: say('Interrompi la pratica', 'Stop the case'),
    done: say('La pratica è stata interrotta.', 'The case was stopped.'),
  },
};

/** Behind a choice that found no way a case would take all its ways: it is tried again, or stopped. */
export const mayGoPast = ({ code }: { readonly code: string }): boolean => code !== 'no-flow';

export interface DecisionDialogProps {
  readonly incident: {
    readonly id: string;
    readonly caseTitle: string;
    readonly elementId: string;
    readonly elementName: string;
    /** Why it stopped. */
    readonly message?: string;
  };
  readonly decision: Decision;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks before an incident is decided; going past a step and ending a case need a reason, trying again may have one. */
export const DecisionDialog = ({ incident, decision, onDone, onClose }: DecisionDialogProps): JSX.Element => {
  const { title, text, confirm, done } = words[decision];
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const needsReason = decision !== 'retry';
  const decide = useAction(async (key: string) => {
    const body = reason.trim() === '' ? {} : { reason: reason.trim() };
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
        «{incident.caseTitle}», {stepName(incident)}. {text}
      </p>
      {incident.message === undefined ? null : (
        <p class="lf-incident-message">
          {say(`Si è fermato perché: ${incident.message}`, `It stopped because: ${incident.message}`)}
        </p>
      )}
      <TextArea
        label={say('Motivo', 'Reason')}
        required={needsReason}
        help={
          needsReason
            ? undefined
            : say(
                'Se vuoi, scrivi che cosa è stato sistemato: resta nella storia della pratica.',
                'If you like, write what was set right: it stays in the history of the case.',
              )
        }
        rows={3}
        maxLength={2000}
        value={reason}
        onChange={setReason}
        error={
          missing && reason.trim() === ''
            ? say(
                'Scrivi il motivo: resta nella storia della pratica.',
                'Write the reason: it stays in the history of the case.',
              )
            : undefined
        }
      />
    </ConfirmDialog>
  );
};
