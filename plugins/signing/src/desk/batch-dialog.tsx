import {
  Alert,
  announce,
  Button,
  Dialog,
  ErrorAlert,
  Load,
  navigate,
  plural,
  useEffect,
  useLive,
  useRef,
  useState,
  type JSX,
  type Task,
} from '@libro-firma/desk/kit';
import type { Readiness } from './answers.js';
import { batchPage } from './addresses.js';
import { DocumentsToSign } from './documents-to-sign.js';
import { PinForm, usePin } from './pin-form.js';
import { QuickOpen } from './quick-open.js';
import { useSigning } from './sign-dialog.js';
import { useCredentials } from './use-credentials.js';
import { useReadiness } from './use-readiness.js';

/** Hints come in bursts: one reading for all of them. Milliseconds. */
const GATHER = 300;

interface Props {
  readonly tasks: readonly Task[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** "Firma i selezionati": which documents, each opened in its present version, then one PIN for all. */
export const BatchDialog = ({ tasks, onDone, onClose }: Props): JSX.Element => {
  const titles = new Map(tasks.map(({ id, caseTitle }) => [id, caseTitle]));
  const loaded = useReadiness(tasks.map(({ id }) => id));
  const entry = usePin(useCredentials());
  const sign = useSigning();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState<string | undefined>(undefined);
  const items = (loaded.data?.items ?? []).map((item) => ({ title: titles.get(item.taskId) ?? '', ...item }));
  // Somebody else may reject or complete one of them meanwhile: what is no longer to be signed is not counted on.
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useLive('task.*', () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(loaded.reload, GATHER);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  const ready = items.filter((item) => item.ready).length;
  const before = useRef(ready);
  useEffect(() => {
    if (ready < before.current) announce(`Ora si possono firmare ${plural(ready, 'documento', 'documenti')}.`);
    before.current = ready;
  }, [ready]);
  const chosen = items.filter(({ ready, taskId }) => ready && !left.has(taskId));
  const submit = async (): Promise<void> => {
    const taken = entry.take();
    if (taken === undefined || chosen.length === 0) return;
    const batch = await sign.run(chosen, taken);
    if (batch === undefined) return;
    entry.clear();
    onDone();
    navigate(batchPage(batch.id));
  };
  return (
    <>
      <Dialog
        title="Firma i selezionati"
        size="lg"
        onClose={onClose}
        closable={!sign.busy}
        actions={
          <>
            <Button variant="outline-primary" onClick={onClose} disabled={sign.busy}>
              Annulla
            </Button>
            <Button
              type="submit"
              form="firma-insieme"
              icon="it-key"
              busy={sign.busy}
              disabled={chosen.length === 0 || entry.credential?.locked === true}
            >
              {chosen.length === 0 ? 'Firma' : `Firma ${plural(chosen.length, 'documento', 'documenti')}`}
            </Button>
          </>
        }
      >
        <form
          id="firma-insieme"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <Load from={loaded}>
            {() => (
              <>
                <Summary items={items} onOpen={setShown} />
                <DocumentsToSign
                  items={items}
                  left={left}
                  onLeave={(taskId, leave) =>
                    setLeft(new Set([...[...left].filter((one) => one !== taskId), ...(leave ? [taskId] : [])]))
                  }
                  onOpen={setShown}
                />
              </>
            )}
          </Load>
          {sign.error === undefined ? null : <ErrorAlert error={sign.error} />}
          {chosen.length === 0 ? null : <PinForm entry={entry} />}
        </form>
      </Dialog>
      {shown === undefined ? null : (
        <QuickOpen
          items={items}
          taskId={shown}
          onMove={setShown}
          onOpened={loaded.reload}
          onClose={() => {
            setShown(undefined);
            loaded.reload();
          }}
        />
      )}
    </>
  );
};

const Summary = ({
  items,
  onOpen,
}: {
  readonly items: readonly Readiness[];
  readonly onOpen: (taskId: string) => void;
}): JSX.Element | null => {
  const unopened = items.filter(({ reason }) => reason?.code === 'notOpened');
  const [first] = unopened;
  if (first === undefined) return null;
  return (
    <Alert kind="info" title={`${plural(unopened.length, 'documento da aprire', 'documenti da aprire')}`}>
      <p>Si firma solo ciò che è stato aperto nella versione attuale.</p>
      <Button size="xs" variant="outline-primary" icon="it-password-visible" onClick={() => onOpen(first.taskId)}>
        Aprili uno dopo l’altro
      </Button>
    </Alert>
  );
};
