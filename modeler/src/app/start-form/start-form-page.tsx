import {
  Alert,
  Card,
  EmptyState,
  ErrorAlert,
  FormFields,
  initialValues,
  say,
  Skeleton,
  useEffect,
  useState,
  type JSX,
  type Values,
} from '@libro-firma/desk/kit';
import type { PageProps } from '@libro-firma/desk/shell';
import type { RouteAnswer, StartForm, TrialFormAnswer } from '../api/answers.js';
import { drawingOf, routesApi } from '../api/routes-api.js';
import { RouteFrame } from '../route/route-frame.js';

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

const Preview = ({ form }: { readonly form: StartForm }): JSX.Element => {
  const [values, setValues] = useState<Values>(() => initialValues(form.fields));
  return <FormFields fields={form.fields} values={values} onChange={setValues} idPrefix="anteprima" />;
};

const Start = ({ route }: { readonly route: RouteAnswer }): JSX.Element => {
  const { answer, error, retry } = useStartForm(route);
  if (error !== undefined)
    return (
      <ErrorAlert
        error={error}
        title={say('Il modulo di avvio non si può mostrare', 'The start form cannot be shown')}
        onRetry={retry}
      />
    );
  if (answer === undefined) return <Skeleton lines={6} />;
  const fields = answer.form?.fields ?? [];
  return (
    <div class="lfm-columns">
      <Card title={say('Modulo di avvio', 'Start form')}>
        {fields.length === 0 || answer.form === undefined ? (
          <EmptyState icon="it-file" title={say('Nessun campo', 'No field')}>
            {say(
              'Chi fa la richiesta scrive solo l’oggetto. I campi si aggiungono sull’inizio del disegno.',
              'Whoever asks only writes the subject. Fields are added at the start of the drawing.',
            )}
          </EmptyState>
        ) : (
          <>
            <p class="lf-muted lf-required-note">
              {say(
                'Così lo vedrà chi fa la richiesta. Quello che scrivi qui non parte.',
                'This is what whoever asks will see. What you type here is not sent.',
              )}
            </p>
            <Preview key={JSON.stringify(answer.form)} form={answer.form} />
          </>
        )}
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
              <li key={group}>{label}</li>
            ))}
          </ul>
        )}
        <h3>{say('Oggi sono', 'Today these are')}</h3>
        {answer.starters.length === 0 ? (
          <p>{say('Oggi nessuno ha questi ruoli.', 'Nobody has these roles today.')}</p>
        ) : (
          <ul class="lfm-people">
            {answer.starters.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
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
