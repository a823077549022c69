import {
  Alert,
  api,
  Button,
  Dialog,
  ErrorAlert,
  useAction,
  useEffect,
  useRef,
  useState,
  type JSX,
  type Loaded,
} from '@libro-firma/desk/kit';
import type { Batch, Credential, Readiness } from './answers.js';
import { batchPath } from './addresses.js';
import { BatchProgress } from './batch-progress.js';
import { PinForm, usePin } from './pin-form.js';
import { isSigned, useBatch } from './use-batch.js';

/** Opens a batch of these tasks. The digest that was opened goes with each. */
export const useSigning = () =>
  useAction((key, items: readonly Readiness[], given: { readonly credentialId: string; readonly pin: string }) =>
    api.post<Batch>(
      '/signing/batches',
      { ...given, tasks: items.flatMap(({ taskId, document: one }) => (one ? [{ taskId, digest: one.digest }] : [])) },
      { idempotencyKey: key },
    ),
  );

/** One document: PIN, progress, and either the next task or why it was not signed. */
export const SignDialog = ({
  item,
  credentials,
  onSigned,
  onClose,
}: {
  readonly item: Readiness;
  readonly credentials: Loaded<{ readonly items: readonly Credential[] }>;
  readonly onSigned: () => void;
  readonly onClose: (changed: boolean) => void;
}): JSX.Element => {
  const entry = usePin(credentials);
  const sign = useSigning();
  // Once it is signed the task is over, and what is read again of it has no name any more.
  const [named] = useState(item);
  const [batchId, setBatchId] = useState<string | null>(null);
  const batch = useBatch(batchId);
  const outcome = batch.data?.state === 'finished' ? batch.data.items[0]?.outcome : undefined;
  const told = useRef(false);
  const tell = (): void => {
    if (told.current) return;
    told.current = true;
    onSigned();
  };
  useEffect(() => {
    if (outcome === 'signed') tell();
  }, [outcome]);
  // The case moves on with the signature, and the desk may take this panel away before the outcome was read here.
  useEffect(() => {
    const page = location.pathname;
    return () => {
      if (batchId === null || told.current) return;
      void isSigned(batchId).then((signed) => {
        if (signed && location.pathname === page) tell();
      });
    };
  }, [batchId]);
  const submit = async (): Promise<void> => {
    const taken = entry.take();
    if (taken === undefined) return;
    const opened = await sign.run([item], taken);
    if (opened === undefined) return;
    entry.clear();
    setBatchId(opened.id);
  };
  const waiting = batch.data?.state === 'awaitingPin';
  const close = (): void => {
    told.current = true;
    // Whoever closes the dialog instead of giving the PIN again gives up: nothing may go on waiting for it.
    if (batchId !== null && waiting) void api.post(`${batchPath(batchId)}/abandon`).catch(() => undefined);
    onClose(batchId !== null);
  };
  return (
    <Dialog
      title="Firma il documento"
      size="sm"
      onClose={close}
      closable={!sign.busy}
      actions={
        batchId === null ? (
          <>
            <Button variant="outline-primary" onClick={close} disabled={sign.busy}>
              Annulla
            </Button>
            <Button
              type="submit"
              form="firma"
              icon="it-key"
              busy={sign.busy}
              disabled={entry.credential?.locked === true}
            >
              Firma
            </Button>
          </>
        ) : waiting ? undefined : (
          <Button variant="outline-primary" onClick={close}>
            Chiudi
          </Button>
        )
      }
    >
      <p>
        <strong>{named.title}</strong>
        <br />
        <span class="lf-muted">{named.document?.name}</span>
      </p>
      {batchId === null ? (
        <form
          id="firma"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          {sign.error === undefined ? null : <ErrorAlert error={sign.error} />}
          <PinForm entry={entry} first />
        </form>
      ) : batch.data === undefined ? (
        batch.error === undefined ? null : (
          <ErrorAlert error={batch.error} onRetry={batch.reload} />
        )
      ) : (
        <>
          <BatchProgress batch={batch.data} onChanged={batch.reload} onGivenUp={close} />
          {outcome === undefined || outcome === 'signed' ? null : (
            <Alert kind="warning" title="Il documento non è stato firmato" live>
              {batch.data.items[0]?.detail ?? ''}
            </Alert>
          )}
        </>
      )}
    </Dialog>
  );
};
