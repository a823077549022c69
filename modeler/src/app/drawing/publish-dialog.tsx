import {
  Alert,
  ApiError,
  Button,
  Dialog,
  ErrorAlert,
  say,
  Spinner,
  TextArea,
  toast,
  useAction,
  useEffect,
  useState,
  type JSX,
} from '@libro-firma/desk/kit';
import type { EditorProblem, Localized } from '../../editor/contract.js';
import type { RouteAnswer } from '../api/route-answers.js';
import { routesApi } from '../api/routes-api.js';
import { problemsOf } from '../parts/refused-drawing.js';
import { ProblemList, problemsText } from './problem-list.js';
import { ScenarioFailure } from './publish-refusals.js';
import { VacantSteps } from './vacant-steps.js';

const longestReason = 2000;

export interface PublishDialogProps {
  readonly route: RouteAnswer;
  /** Saves what is drawn; answers its revision, or `undefined` when it could not be saved. */
  readonly save: () => Promise<number | undefined>;
  /** Checks what is drawn, on the server. */
  readonly check: () => Promise<readonly EditorProblem[]>;
  readonly onShow: (elementId: string, field?: string) => void;
  readonly onPublished: (route: RouteAnswer) => void;
  readonly onClose: () => void;
}

type Checked =
  { readonly kind: 'checking' } | { readonly kind: 'checked'; readonly problems: readonly EditorProblem[] };

const notSaved: Localized = {
  it: 'La bozza non si è potuta salvare, e si pubblica solo quello che è salvato. Chiudi e guarda che cosa dice lo stato della bozza.',
  en: 'The draft could not be saved, and only what is saved is published. Close this and look at the state of the draft.',
};

/** Checks first; with errors it says what to mend, without it asks why, and publishes. */
export const PublishDialog = (props: PublishDialogProps): JSX.Element => {
  const { route, save, check, onShow, onPublished, onClose } = props;
  const [checked, setChecked] = useState<Checked>({ kind: 'checking' });
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [accepted, setAccepted] = useState(false);
  useEffect(() => {
    let open = true;
    check().then(
      (problems) => open && setChecked({ kind: 'checked', problems }),
      // The server checks again when it publishes, and says then what is wrong.
      () => open && setChecked({ kind: 'checked', problems: [] }),
    );
    return () => {
      open = false;
    };
  }, []);
  const publish = useAction(async (key: string) => {
    const rev = await save();
    if (rev === undefined)
      throw new ApiError({ status: 409, code: 'modeler.not-saved', detail: say(notSaved.it, notSaved.en ?? '') });
    const { route: published } = await routesApi.publish(route.id, { rev, reason: reason.trim() }, key);
    toast(
      say(
        `Pubblicata la versione ${published.version ?? ''} di «${published.name}».`,
        `Version ${published.version ?? ''} of “${published.name}” is published.`,
      ),
    );
    onPublished(published);
  });
  const refused = publish.error === undefined ? undefined : problemsOf(publish.error);
  const problems = refused ?? (checked.kind === 'checked' ? checked.problems : []);
  const vacant = problems.filter(({ code }) => code === 'nobody-holds');
  const warnings = problems.filter(({ code }) => code !== 'nobody-holds');
  const blocked = problems.some(({ severity }) => severity === 'error');
  const show = (elementId: string, field?: string): void => {
    onClose();
    onShow(elementId, field);
  };
  const submit = (): void => {
    if (reason.trim() === '' || (vacant.length > 0 && !accepted)) setMissing(true);
    else void publish.run();
  };
  return (
    <Dialog
      title={say(`Pubblica «${route.name}»`, `Publish “${route.name}”`)}
      onClose={onClose}
      closable={!publish.busy}
      actions={
        <>
          <Button variant="outline-primary" onClick={onClose} disabled={publish.busy}>
            {blocked ? say('Torna al disegno', 'Back to the drawing') : say('Annulla', 'Cancel')}
          </Button>
          {checked.kind === 'checking' || blocked ? null : (
            <Button icon="it-upload" onClick={submit} busy={publish.busy}>
              {say('Pubblica', 'Publish')}
            </Button>
          )}
        </>
      }
    >
      {checked.kind === 'checking' ? <Spinner label={say('Controllo del disegno', 'Checking the drawing')} /> : null}
      {blocked ? (
        <>
          <Alert kind="danger" title={say('Così non si può pubblicare', 'It cannot be published like this')}>
            {say(
              `${problemsText(problems)}: correggi quello che è in rosso, poi riprova.`,
              `${problemsText(problems)}: mend what is red, then try again.`,
            )}
          </Alert>
          <ProblemList problems={problems} onShow={show} />
        </>
      ) : null}
      {publish.error === undefined || refused !== undefined ? null : publish.error.code === 'routes.scenario-failed' ? (
        <ScenarioFailure error={publish.error} onShow={show} />
      ) : (
        <ErrorAlert error={publish.error} title={say('Non pubblicato', 'Not published')} />
      )}
      {checked.kind === 'checked' && !blocked ? (
        <>
          <p>
            {say(
              'Da subito le nuove richieste seguono questo disegno. Le pratiche in corso finiscono sulla versione con cui sono partite.',
              'From now on new requests follow this drawing. Running cases end on the version that they began with.',
            )}
          </p>
          {route.scenarios === 0 ? null : (
            <p class="lf-muted">
              {say('Prima vengono rifatti gli scenari conservati.', 'The kept scenarios are played again first.')}
            </p>
          )}
          {vacant.length === 0 ? null : (
            <VacantSteps
              problems={vacant}
              onShow={show}
              accepted={accepted}
              onAccept={setAccepted}
              missing={missing && !accepted}
            />
          )}
          {warnings.length === 0 ? null : (
            <details class="lfm-warnings">
              <summary>{problemsText(warnings)}</summary>
              <ProblemList problems={warnings} onShow={show} />
            </details>
          )}
          <TextArea
            label={say('Che cosa cambia e perché', 'What changes, and why')}
            help={say('Si legge nell’elenco delle versioni.', 'It is read in the list of versions.')}
            required
            rows={3}
            maxLength={longestReason}
            value={reason}
            onChange={setReason}
            autofocus
            error={
              missing && reason.trim() === ''
                ? say('Scrivi il motivo: resta nella storia dell’iter.', 'Write the reason: it stays with the route.')
                : undefined
            }
          />
        </>
      ) : null}
    </Dialog>
  );
};
