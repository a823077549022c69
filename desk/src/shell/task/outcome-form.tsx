import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useAction } from '../../kit/api/use-api.js';
import { ErrorAlert } from '../../kit/components/alert.js';
import { Button } from '../../kit/components/button.js';
import type { FormField, FormOutcome } from '../../kit/contract.js';
import { ErrorSummary, FormFields } from '../../kit/form/form-fields.js';
import {
  initialValues,
  serverFieldErrors,
  standingErrors,
  submittedValues,
  validateValues,
  type FieldErrors,
  type Values,
} from '../../kit/form/values.js';
import { useUnsaved } from '../../kit/route/unsaved.js';
import { say } from '../../kit/text/language.js';
import { RejectDialog } from './reject-dialog.js';

/** How a task is ended: what `POST /tasks/:taskId/complete` takes. */
export interface Completion {
  readonly outcome?: string;
  readonly reason?: string;
  readonly values: Values;
}

export interface OutcomeFormProps {
  readonly fields: readonly FormField[];
  /** None: there is one button, "Completa". */
  readonly outcomes: readonly FormOutcome[];
  /** What the fields begin with. */
  readonly input: Values;
  readonly caseId: string;
  /** Whose part is played in a trial. */
  readonly person?: string | undefined;
  /** Of the fields' ids; another one for each of several forms on a page. */
  readonly idPrefix?: string | undefined;
  readonly complete: (completion: Completion, key: string) => Promise<void>;
  readonly onDone: (message: string) => void;
  /** The task may be another one by now: read it again. */
  readonly onChanged: () => void;
  /** Half-filled fields may be left without a question. */
  readonly casual?: boolean | undefined;
}

const said = (outcome: FormOutcome | undefined): string =>
  outcome === undefined
    ? say('Attività completata', 'Task completed')
    : say(`Fatto: ${outcome.label}`, `Done: ${outcome.label}`);

/** The form of a task: its fields, and a button for each way in which it can end. */
export const OutcomeForm = (props: OutcomeFormProps): JSX.Element => {
  const { fields, outcomes, input, caseId, person, idPrefix, onDone, onChanged, casual = false } = props;
  const [values, setValues] = useState(() => initialValues(fields, input));
  const [errors, setErrors] = useState<FieldErrors>({});
  const [sent, setSent] = useState<Values>({});
  const [attempt, setAttempt] = useState(0);
  const [touched, setTouched] = useState(false);
  const [rejecting, setRejecting] = useState<FormOutcome | undefined>(undefined);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  useUnsaved(touched && !casual);

  const complete = useAction(async (key: string, outcome: FormOutcome | undefined, reason?: string) => {
    await props.complete(
      {
        ...(outcome === undefined ? {} : { outcome: outcome.value }),
        ...(reason === undefined ? {} : { reason }),
        values: submittedValues(fields, values),
      },
      key,
    );
    setTouched(false);
    onDone(said(outcome));
  });
  const { error } = complete;
  const fromServer = error === undefined ? {} : serverFieldErrors(fields, error);
  const shownErrors = standingErrors(fields, { ...fromServer, ...errors }, sent, values);

  const submit = (outcome: FormOutcome | undefined): void => {
    const wrong = validateValues(fields, values);
    setErrors(wrong);
    setSent(values);
    setAttempt(attempt + 1);
    setChosen(outcome?.value);
    if (Object.keys(wrong).length === 0) void complete.run(outcome);
    else complete.clear();
  };
  const buttons =
    outcomes.length === 0
      ? [undefined]
      : [...outcomes].sort((left, right) => Number(left.rejects ?? false) - Number(right.rejects ?? false));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const main = buttons[0];
        if (main?.rejects !== true) submit(main);
      }}
    >
      <ErrorSummary fields={fields} errors={shownErrors} attempt={attempt} idPrefix={idPrefix} />
      {error !== undefined && Object.keys(fromServer).length === 0 && rejecting === undefined ? (
        <ErrorAlert
          error={error}
          title={say('Non è stato possibile completare', 'It could not be completed')}
          onRetry={error.status === 409 || error.status === 404 ? onChanged : undefined}
        />
      ) : null}
      {fields.length === 0 ? null : (
        <FormFields
          fields={fields}
          values={values}
          errors={shownErrors}
          caseId={caseId}
          person={person}
          idPrefix={idPrefix}
          onChange={(change, how) => {
            if (how !== 'preset') setTouched(true);
            setValues(change);
          }}
        />
      )}
      <div class="lf-outcomes">
        {buttons.map((outcome, place) =>
          outcome?.rejects === true ? (
            <Button
              key={outcome.value}
              variant="outline-danger"
              icon="it-restore"
              disabled={complete.busy}
              onClick={() => {
                complete.clear();
                setRejecting(outcome);
              }}
            >
              {outcome.label}
            </Button>
          ) : (
            <Button
              key={outcome?.value ?? 'complete'}
              type={place === 0 ? 'submit' : 'button'}
              variant={place === 0 ? 'primary' : 'outline-primary'}
              icon={place === 0 ? 'it-check' : undefined}
              busy={complete.busy && rejecting === undefined && chosen === outcome?.value}
              onClick={place === 0 ? undefined : () => submit(outcome)}
            >
              {outcome?.label ?? say('Completa', 'Complete')}
            </Button>
          ),
        )}
      </div>
      {rejecting === undefined ? null : (
        <RejectDialog
          outcome={rejecting}
          busy={complete.busy}
          error={error}
          onClose={() => setRejecting(undefined)}
          onReject={(reason) => {
            setErrors({});
            setSent(values);
            void complete.run(rejecting, reason);
          }}
        />
      )}
    </form>
  );
};
