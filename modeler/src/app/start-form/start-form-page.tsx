import {
  Alert,
  Card,
  ErrorAlert,
  FormFields,
  initialValues,
  say,
  Skeleton,
  TextField,
  useEffect,
  usePermission,
  useState,
  type FormField,
  type JSX,
  type Values,
} from '@libro-firma/desk/kit';
import type { PageProps } from '@libro-firma/desk/shell';
import type { Person, RouteAnswer } from '../api/route-answers.js';
import type { StartForm, TrialFormAnswer } from '../api/trial-answers.js';
import { useCatalogue } from '../api/catalogue.js';
import { drawingOf, routesApi } from '../api/routes-api.js';
import { groupsText } from '../parts/group-words.js';
import { RouteFrame } from '../route/route-frame.js';
import { SeenBy } from '../trial/seen-by.js';
import { forAnother } from '../trial/trial-fields.js';
import { StarterNames } from './starter-names.js';

interface Read {
  readonly answer: TrialFormAnswer | undefined;
  readonly error: unknown;
}

const useStartForm = (route: RouteAnswer): Read & { readonly retry: () => void } => {
  const [read, setRead] = useState<Read>({ answer: undefined, error: undefined });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    routesApi.startForm(route.id, drawingOf(route), stop.signal).then(
      (answer) => !stop.signal.aborted && setRead({ answer, error: undefined }),
      (error: unknown) => !stop.signal.aborted && setRead({ answer: undefined, error }),
    );
    return () => stop.abort();
  }, [route.id, route.rev, round]);
  return { ...read, retry: () => setRound((value) => value + 1) };
};

const NONE: readonly FormField[] = [];

/** The form as one of the starters has it before them, offices and books included. */
const Preview = ({
  form,
  starters,
}: {
  readonly form: StartForm | undefined;
  readonly starters: readonly Person[];
}): JSX.Element => {
  const fields = form?.fields ?? NONE;
  const mayPlay = usePermission('engine.model');
  const [values, setValues] = useState<Values>(() => initialValues(fields));
  const [title, setTitle] = useState('');
  const [as, setAs] = useState(starters[0]?.id ?? '');
  return (
    <>
      {starters.length === 0 || !mayPlay ? null : (
        <div class="lf-form lfm-preview-as">
          <SeenBy
            label={say('Come lo vede', 'As seen by')}
            people={starters}
            value={as}
            onChange={(person) => {
              setAs(person);
              setValues((before) => forAnother(fields, before));
            }}
          />
        </div>
      )}
      <div class="lf-form">
        <TextField
          label={say('Oggetto', 'Subject')}
          help={say(
            'Con queste parole la pratica appare a tutti quelli che ci lavorano.',
            'By these words the case appears to everybody who works on it.',
          )}
          required
          maxLength={250}
          value={title}
          onChange={setTitle}
          autocomplete="off"
        />
      </div>
      <FormFields
        fields={fields}
        values={values}
        onChange={setValues}
        idPrefix="anteprima"
        {...(as === '' || !mayPlay ? {} : { person: as })}
      />
      {fields.length > 0 ? null : (
        <p class="lf-muted">
          {say(
            'Nessun altro campo: si aggiungono sull’inizio del disegno.',
            'No other field: they are added at the start of the drawing.',
          )}
        </p>
      )}
    </>
  );
};

const Start = ({ route }: { readonly route: RouteAnswer }): JSX.Element => {
  const { answer, error, retry } = useStartForm(route);
  const { catalogue } = useCatalogue();
  if (error !== undefined)
    return (
      <ErrorAlert
        error={error}
        title={say('Il modulo di avvio non si può mostrare', 'The start form cannot be shown')}
        onRetry={retry}
      />
    );
  if (answer === undefined) return <Skeleton lines={6} />;
  return (
    <div class="lfm-columns">
      <Card title={say('Modulo di avvio', 'Start form')}>
        <p class="lf-muted lf-required-note">
          {say(
            'È un’anteprima: quello che scrivi qui non parte.',
            'This is a preview: what you type here is not sent.',
          )}
        </p>
        <Preview key={JSON.stringify([answer.form, answer.starters])} form={answer.form} starters={answer.starters} />
      </Card>
      <Card title={say('Chi può avviarlo', 'Who may start it')}>
        {route.startableBy.length === 0 ? (
          <Alert kind="warning">
            {say(
              'Nessuno: scegli chi, nel disegno, con un clic sul foglio vuoto.',
              'Nobody: choose who in the drawing, by a click on the empty canvas.',
            )}
          </Alert>
        ) : (
          <ul>
            {route.startableBy.map(({ group, label }) => (
              <li key={group}>{groupsText([{ group, label }], catalogue)}</li>
            ))}
          </ul>
        )}
        <h3>{say('Oggi sono', 'Today these are')}</h3>
        {answer.starters.length === 0 ? (
          <p>{say('Oggi nessuno ha questi ruoli.', 'Nobody has these roles today.')}</p>
        ) : (
          <StarterNames people={answer.starters} />
        )}
      </Card>
    </div>
  );
};

/** The form that a request begins with, and who may make one. */
export const StartFormPage = ({ params }: PageProps): JSX.Element => (
  <RouteFrame id={params['id'] ?? ''} page={say('avvio', 'start')}>
    {(route) => <Start route={route} />}
  </RouteFrame>
);
