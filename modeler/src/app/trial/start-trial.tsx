import {
  Alert,
  Button,
  Card,
  ErrorAlert,
  ErrorSummary,
  FormFields,
  initialValues,
  navigate,
  say,
  serverFieldErrors,
  Skeleton,
  standingErrors,
  submittedValues,
  TextField,
  useAction,
  useEffect,
  useState,
  validateValues,
  type FieldErrors,
  type FormField,
  type JSX,
  type Values,
} from '@libro-firma/desk/kit';
import type { Catalogue } from '../../editor/contract.js';
import type { RouteAnswer } from '../api/route-answers.js';
import type { TrialFormAnswer } from '../api/trial-answers.js';
import { readCatalogue } from '../api/catalogue.js';
import { drawingOf, routesApi } from '../api/routes-api.js';
import { problemsOf } from '../parts/refused-drawing.js';
import { routeHref } from '../words.js';
import { ProblemList } from '../drawing/problem-list.js';
import { SeenBy } from './seen-by.js';
import { forAnother, withoutDuties } from './trial-fields.js';

const prefix = 'prova';

interface FormProps {
  readonly route: RouteAnswer;
  readonly answer: TrialFormAnswer;
  readonly catalogue: Catalogue;
}

const Form = ({ route, answer, catalogue }: FormProps): JSX.Element => {
  const fields: readonly FormField[] = withoutDuties(answer.form?.fields ?? [], catalogue);
  const [as, setAs] = useState(answer.starters[0]?.id ?? '');
  const [title, setTitle] = useState('');
  const [values, setValues] = useState(() => initialValues(fields));
  const [errors, setErrors] = useState<FieldErrors>({});
  const [sent, setSent] = useState<Values>({});
  const [attempt, setAttempt] = useState(0);
  const start = useAction(async (key: string) => {
    const trial = await routesApi.startTrial(
      route.id,
      drawingOf(route),
      {
        ...(as === '' ? {} : { as }),
        title: title.trim() === '' ? say(`Prova di «${route.name}»`, `Trial of “${route.name}”`) : title.trim(),
        values: submittedValues(fields, values),
      },
      key,
    );
    navigate(routeHref(route.id, 'prova', trial.caseId));
  });
  const fromServer = start.error === undefined ? {} : serverFieldErrors(fields, start.error);
  const shown = standingErrors(fields, { ...fromServer, ...errors }, sent, values);
  const problems = start.error === undefined ? undefined : problemsOf(start.error);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const wrong = validateValues(fields, values);
        setErrors(wrong);
        setSent(values);
        setAttempt(attempt + 1);
        if (Object.keys(wrong).length === 0) void start.run();
        else start.clear();
      }}
    >
      <ErrorSummary fields={fields} errors={shown} attempt={attempt} idPrefix={prefix} />
      {problems === undefined ? (
        start.error !== undefined && Object.keys(fromServer).length === 0 ? (
          <ErrorAlert error={start.error} title={say('La prova non è partita', 'The trial did not start')} />
        ) : null
      ) : (
        <Alert kind="danger" title={say('Così il disegno non può partire', 'The drawing cannot start like this')}>
          <ProblemList problems={problems} />
        </Alert>
      )}
      <div class="lf-form">
        {answer.starters.length === 0 ? (
          <Alert kind="warning">
            {say(
              'Oggi nessuno può avviare questo iter: la prova parte a nome tuo.',
              'Nobody may start this route today: the trial starts in your name.',
            )}
          </Alert>
        ) : (
          <SeenBy
            label={say('Chi fa la richiesta', 'Who makes the request')}
            people={answer.starters}
            value={as}
            onChange={(person) => {
              setAs(person);
              setValues((before) => forAnother(fields, before));
            }}
          />
        )}
        <TextField
          label={say('Oggetto', 'Subject')}
          help={say('Se lo lasci vuoto ne mettiamo uno di prova.', 'Left empty, one is made up.')}
          maxLength={250}
          value={title}
          onChange={setTitle}
          autocomplete="off"
        />
      </div>
      <FormFields
        fields={fields}
        values={values}
        errors={shown}
        idPrefix={prefix}
        {...(as === '' ? {} : { person: as })}
        onChange={setValues}
      />
      <div class="lf-form-foot lfm-below">
        <Button type="submit" icon="it-arrow-right" busy={start.busy}>
          {say('Avvia la prova', 'Start the trial')}
        </Button>
      </div>
    </form>
  );
};

/** What a trial begins with. */
export const StartTrial = ({ route }: { readonly route: RouteAnswer }): JSX.Element => {
  const [read, setRead] = useState<Omit<FormProps, 'route'> | undefined>(undefined);
  const [error, setError] = useState<unknown>(undefined);
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setError(undefined);
    Promise.all([routesApi.startForm(route.id, drawingOf(route), stop.signal), readCatalogue()]).then(
      ([answer, catalogue]) => !stop.signal.aborted && setRead({ answer, catalogue }),
      (failure: unknown) => !stop.signal.aborted && setError(failure),
    );
    return () => stop.abort();
  }, [route.id, route.rev, round]);
  return (
    <Card title={say('Nuova prova', 'New trial')}>
      <p class="lf-muted lf-required-note">
        {say(
          'La bozza gira davvero, con tutti i suoi passi, ma senza effetti: nessun numero di protocollo, nessuna mail, nessuna firma valida. Fai tu la parte di ogni persona.',
          'The draft really runs, with all its steps, but without effects: no register number, no mail, no valid signature. You play each person.',
        )}
      </p>
      {error !== undefined ? (
        <ErrorAlert error={error} onRetry={() => setRound(round + 1)} />
      ) : read === undefined ? (
        <Skeleton lines={4} />
      ) : (
        <Form key={JSON.stringify(read.answer.form ?? null)} route={route} {...read} />
      )}
    </Card>
  );
};
