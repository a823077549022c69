import {
  Alert,
  Badge,
  Button,
  DefinitionList,
  Load,
  useLive,
  useState,
  type JSX,
  type TaskPanelProps,
} from '@libro-firma/desk/kit';
import type { Readiness } from './answers.js';
import { LockedKey } from './locked-key.js';
import { RejectDialog } from './reject-dialog.js';
import { SignDialog } from './sign-dialog.js';
import { allLocked, useCredentials } from './use-credentials.js';
import { useReadiness } from './use-readiness.js';

/** What to do in a firma step: sign, or send back with a reason. The document stands beside it. */
export const SignaturePanel = ({ task, onDone, onChanged }: TaskPanelProps): JSX.Element => {
  const loaded = useReadiness([task.id]);
  const credentials = useCredentials();
  const locked = allLocked(credentials.data?.items);
  useLive(`case:${task.caseId}`, () => loaded.reload());
  const [open, setOpen] = useState<'sign' | 'reject' | undefined>(undefined);
  return (
    <Load from={loaded} lines={3}>
      {({ items: [item] }) =>
        item === undefined ? null : (
          <div class="lf-signature-panel">
            <About item={item} />
            {item.ready ? null : <Obstacle item={item} />}
            {locked ? <LockedKey /> : null}
            <div class="lf-actions">
              {item.mayReject ? (
                <Button variant="outline-danger" icon="it-restore" onClick={() => setOpen('reject')}>
                  Respingi
                </Button>
              ) : null}
              <Button icon="it-key" disabled={!item.ready || locked} onClick={() => setOpen('sign')}>
                Firma
              </Button>
            </div>
            {open === 'sign' ? (
              <SignDialog
                item={item}
                credentials={credentials}
                onSigned={() => onDone('Documento firmato')}
                onClose={(changed) => {
                  setOpen(undefined);
                  loaded.reload();
                  credentials.reload();
                  if (changed) onChanged();
                }}
              />
            ) : null}
            {open === 'reject' ? (
              <RejectDialog
                taskId={task.id}
                onRejected={() => onDone('Documento respinto')}
                onClose={() => setOpen(undefined)}
              />
            ) : null}
          </div>
        )
      }
    </Load>
  );
};

const About = ({ item }: { readonly item: Readiness }): JSX.Element => (
  <>
    {item.trial ? <Badge kind="trial">PROVA - SENZA VALORE LEGALE</Badge> : null}
    <DefinitionList
      items={[
        item.document && { term: 'Documento', value: `${item.document.name}, versione ${item.document.version}` },
        item.role === undefined ? undefined : { term: 'Firmi come', value: item.role },
        item.onBehalfOf && { term: 'Per conto di', value: item.onBehalfOf.name },
      ]}
    />
  </>
);

const Obstacle = ({ item }: { readonly item: Readiness }): JSX.Element =>
  item.reason?.code === 'notOpened' ? (
    <Alert kind="info" title="Prima apri il documento">
      Appena la versione attuale è sullo schermo, la firma diventa possibile.
    </Alert>
  ) : (
    <Alert kind="warning" title="Non puoi firmare">
      {item.reason?.text ?? ''}
    </Alert>
  );
