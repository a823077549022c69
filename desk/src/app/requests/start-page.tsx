import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../kit/api/client.js';
import { useAction, useApi } from '../../kit/api/use-api.js';
import { Alert, ErrorAlert } from '../../kit/components/alert.js';
import { Button } from '../../kit/components/button.js';
import { Checkbox } from '../../kit/components/choice-field.js';
import { Card, EmptyState, PageHeader } from '../../kit/components/layout.js';
import { Load } from '../../kit/components/load.js';
import { TextField } from '../../kit/components/text-field.js';
import type { FormField } from '../../kit/contract.js';
import { toast } from '../../kit/feedback/toast.js';
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
import { navigate } from '../../kit/route/history.js';
import { useUnsaved } from '../../kit/route/unsaved.js';
import type { StartableProcess } from '../server/answers.js';

const titleKey = 'title';
const longestTitle = 250;

const titleField: FormField = {
  key: titleKey,
  label: 'Oggetto',
  kind: 'text',
  required: true,
  maxLength: longestTitle,
  help: 'Con queste parole la pratica appare a tutti quelli che ci lavorano.',
};

const StartForm = ({ process }: { readonly process: StartableProcess }): JSX.Element => {
  const fields = process.form?.fields ?? [];
  const all = [titleField, ...fields];
  const [title, setTitle] = useState('');
  const [values, setValues] = useState(() => initialValues(fields));
  const [confidential, setConfidential] = useState(false);
  const [trial, setTrial] = useState(false);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [sent, setSent] = useState<Values>({});
  const [attempt, setAttempt] = useState(0);
  const [touched, setTouched] = useState(false);
  useUnsaved(touched);

  const start = useAction(async (key: string) => {
    const receipt = await api.post<{ readonly instanceId: string; readonly caseId?: string }>(
      '/cases',
      {
        processId: process.processId,
        title: title.trim(),
        ...(confidential ? { confidential } : {}),
        ...(trial ? { mode: 'trial' } : {}),
        values: submittedValues(fields, values),
      },
      { idempotencyKey: key },
    );
    setTouched(false);
    toast(trial ? 'Prova avviata.' : 'Richiesta inviata.');
    navigate(`/pratiche/${receipt.caseId ?? receipt.instanceId}`, { force: true });
  });
  const { error } = start;
  const fromServer = error === undefined ? {} : serverFieldErrors(all, error);
  const entered = { ...values, [titleKey]: title };
  const shown = standingErrors(all, { ...fromServer, ...errors }, sent, entered);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const wrong = validateValues(all, { ...entered, [titleKey]: title.trim() });
        setErrors(wrong);
        setSent(entered);
        setAttempt(attempt + 1);
        if (Object.keys(wrong).length === 0) void start.run();
        else start.clear();
      }}
    >
      <ErrorSummary fields={all} errors={shown} attempt={attempt} />
      {error !== undefined && Object.keys(fromServer).length === 0 ? (
        <ErrorAlert error={error} title="La richiesta non è partita" />
      ) : null}
      <Card>
        <p class="lf-muted lf-required-note">I campi con * sono obbligatori.</p>
        <TextField
          id="campo-title"
          label={titleField.label}
          help={titleField.help}
          required
          maxLength={longestTitle}
          value={title}
          error={shown[titleKey]}
          autocomplete="off"
          onChange={(text) => {
            setTouched(true);
            setTitle(text);
          }}
        />
        <FormFields
          fields={fields}
          values={values}
          errors={shown}
          onChange={(next, how) => {
            if (how !== 'preset') setTouched(true);
            setValues(next);
          }}
        />
      </Card>
      <Card title="Opzioni">
        <div class="lf-form">
          <Checkbox
            label="Riservata"
            help="Oggetto e documenti si vedono solo a chi ha un ruolo in questa pratica."
            checked={confidential}
            onChange={(checked) => {
              setTouched(true);
              setConfidential(checked);
            }}
          />
          <Checkbox
            label="Prova"
            help="Percorre l’iter senza effetti: nessun numero di protocollo, nessun invio, e la vedi solo tu."
            checked={trial}
            onChange={(checked) => {
              setTouched(true);
              setTrial(checked);
            }}
          />
        </div>
      </Card>
      {trial ? <Alert kind="warning">È una prova: non avrà valore legale.</Alert> : null}
      <div class="lf-form-foot">
        <Button href="/nuova" variant="outline-primary">
          Annulla
        </Button>
        <Button type="submit" icon="it-arrow-right" busy={start.busy}>
          {trial ? 'Avvia la prova' : 'Invia la richiesta'}
        </Button>
      </div>
    </form>
  );
};

/** The start form of a route. Nothing typed is lost when the server refuses or cannot be reached. */
export const StartPage = ({ params }: { readonly params: Readonly<Record<string, string>> }): JSX.Element => {
  const processes = useApi<{ readonly items: readonly StartableProcess[] }>('/processes');
  return (
    <Load from={processes} lines={6}>
      {({ items }) => {
        const process = items.find((one) => one.processId === params['processId']);
        return (
          <>
            <PageHeader title={process?.name ?? 'Nuova richiesta'} back={{ href: '/nuova', label: 'Nuova richiesta' }}>
              {process?.description}
            </PageHeader>
            {process === undefined ? (
              <EmptyState icon="it-search" title="Questo iter non c’è, o il tuo ruolo di oggi non può avviarlo" />
            ) : (
              <div class="lf-narrow-page">
                <StartForm key={process.processId} process={process} />
              </div>
            )}
          </>
        );
      }}
    </Load>
  );
};
