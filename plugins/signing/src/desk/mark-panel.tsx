import {
  Alert,
  api,
  Button,
  ErrorAlert,
  TextArea,
  useAction,
  useState,
  type JSX,
  type TaskPanelProps,
} from '@libro-firma/desk/kit';
import { RejectDialog } from './reject-dialog.js';

interface Words {
  /** "Sigla". */
  readonly verb: string;
  readonly done: string;
  readonly explanation: string;
}

const words: Readonly<Record<'initials' | 'endorsement', Words>> = {
  initials: {
    verb: 'Sigla',
    done: 'Sigla apposta',
    explanation: 'La sigla resta registrata con il tuo nome, l’ora e l’impronta della versione attuale del documento.',
  },
  endorsement: {
    verb: 'Apponi il visto',
    done: 'Visto apposto',
    explanation: 'Il visto resta registrato con il tuo nome, l’ora e l’impronta della versione attuale del documento.',
  },
};

/** Sigla or visto: approve the document as it stands beside, or send it back with a reason. */
export const markPanel = (kind: 'initials' | 'endorsement') => {
  const { verb, done, explanation } = words[kind];
  return ({ task, onDone, onChanged }: TaskPanelProps): JSX.Element => {
    const [note, setNote] = useState('');
    const [rejecting, setRejecting] = useState(false);
    const approve = useAction(async (key) => {
      const body = { outcome: 'approved', ...(note.trim() === '' ? {} : { reason: note.trim() }) };
      await api.post(`/tasks/${encodeURIComponent(task.id)}/complete`, body, { idempotencyKey: key });
      return true;
    });
    const submit = async (): Promise<void> => {
      if (await approve.run()) onDone(done);
      else onChanged();
    };
    return (
      <div class="lf-mark-panel">
        {approve.error === undefined ? null : <ErrorAlert error={approve.error} />}
        {task.onBehalfOf === undefined ? null : <Alert kind="info">Agisci per conto di {task.onBehalfOf.name}.</Alert>}
        <p class="lf-muted">{explanation}</p>
        <TextArea label="Nota (facoltativa)" rows={2} maxLength={500} value={note} onChange={setNote} />
        <div class="lf-actions">
          {task.config['allowReject'] === false ? null : (
            <Button
              variant="outline-danger"
              icon="it-restore"
              onClick={() => setRejecting(true)}
              disabled={approve.busy}
            >
              Respingi
            </Button>
          )}
          <Button icon="it-check-circle" busy={approve.busy} onClick={() => void submit()}>
            {verb}
          </Button>
        </div>
        {rejecting ? (
          <RejectDialog
            taskId={task.id}
            onRejected={() => onDone('Documento respinto')}
            onClose={() => setRejecting(false)}
          />
        ) : null}
      </div>
    );
  };
};
