import {
  Alert,
  api,
  Button,
  ErrorAlert,
  formatTime,
  ProgressBar,
  useAction,
  type ComponentChildren,
  type JSX,
} from '@libro-firma/desk/kit';
import type { Batch } from './answers.js';
import { batchPath } from './addresses.js';
import { PinForm, usePin } from './pin-form.js';
import { useCredentials } from './use-credentials.js';

interface Waiting {
  readonly batch: Batch;
  readonly onChanged: () => void;
  /** Gives the batch up where something else has to happen, too. */
  readonly onGivenUp?: (() => void) | undefined;
}

/** How far a batch is; where it waits for a PIN, the field for it. Nothing once it is finished. */
export const BatchProgress = ({ batch, onChanged, onGivenUp }: Waiting): JSX.Element | null => {
  if (batch.state === 'finished') return null;
  if (batch.state === 'awaitingPin') return <PinAgain batch={batch} onChanged={onChanged} onGivenUp={onGivenUp} />;
  return (
    <div class="lf-batch-progress">
      <ProgressBar
        value={batch.total === 0 ? undefined : progressOf(batch)}
        label={batch.state === 'preparing' ? 'Preparazione dei documenti' : 'Firma in corso'}
        text={`${batch.done} di ${batch.total}`}
      />
      <p class="lf-muted">
        La firma prosegue sul server: puoi chiudere questa pagina, cambiare dispositivo o restare senza rete. Il
        risultato resta in «Le mie firme».
      </p>
    </div>
  );
};

/** Preparing is the first third of the work. */
const progressOf = ({ items, total }: Batch): number => {
  const weight = { waiting: 0, prepared: 1, signed: 2, done: 3 } as const;
  return items.reduce((sum, { state }) => sum + weight[state], 0) / (3 * total);
};

const PinAgain = ({ batch, onChanged, onGivenUp }: Waiting): JSX.Element => {
  const entry = usePin(useCredentials());
  const authorise = useAction((key, pin: string) =>
    api.post(`${batchPath(batch.id)}/authorise`, { pin }, { idempotencyKey: key }),
  );
  const abandon = useAction((key) => api.post(`${batchPath(batch.id)}/abandon`, undefined, { idempotencyKey: key }));
  const error = authorise.error ?? abandon.error;
  const submit = async (): Promise<void> => {
    const taken = entry.take();
    if (taken === undefined) return;
    entry.clear();
    await authorise.run(taken.pin);
    onChanged();
  };
  const wrong = batch.problem?.code === 'signing.wrong-pin';
  return (
    <form
      class="lf-batch-pin"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {wrong ? null : (
        <Alert kind="warning" title="Serve di nuovo il PIN" live>
          {batch.problem?.text ?? 'Nessun documento è stato ancora firmato.'}
        </Alert>
      )}
      {error === undefined ? null : <ErrorAlert error={error} />}
      <PinForm entry={entry} first {...(wrong && entry.pin === '' ? { problem: batch.problem?.text ?? '' } : {})} />
      {batch.pinUntil === undefined ? null : (
        <p class="lf-muted">Senza PIN la firma si annulla da sola alle {formatTime(batch.pinUntil)}.</p>
      )}
      <Actions>
        <Button
          variant="outline-primary"
          busy={abandon.busy}
          disabled={authorise.busy}
          onClick={() => (onGivenUp === undefined ? void abandon.run().then(onChanged) : onGivenUp())}
        >
          Rinuncia
        </Button>
        <Button
          type="submit"
          icon="it-key"
          busy={authorise.busy}
          disabled={abandon.busy || entry.credential?.locked === true}
        >
          Firma
        </Button>
      </Actions>
    </form>
  );
};

const Actions = ({ children }: { readonly children: ComponentChildren }): JSX.Element => (
  <div class="lf-actions">{children}</div>
);
