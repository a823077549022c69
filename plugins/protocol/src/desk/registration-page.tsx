import {
  Alert,
  apiUrl,
  Button,
  Card,
  formatDateTime,
  Icon,
  Load,
  PageHeader,
  useApi,
  usePermission,
  useState,
  type JSX,
} from '@libro-firma/desk/kit';
import type { Registration, RegistrationDetail } from './answers.js';
import { AssignDialog } from './assign-dialog.js';
import { RegistrationBadges } from './badges.js';
import { ClassifyDialog } from './classify-dialog.js';
import { DocumentsTable } from './documents-table.js';
import { Facts } from './facts.js';
import { History } from './history.js';
import { useRegister } from './use-register.js';
import { VoidDialog } from './void-dialog.js';

/** Since when, by whom, by which act and why a number no longer holds. */
export const Voided = ({ voiding }: Pick<Registration, 'voiding'>): JSX.Element | null =>
  voiding === null ? null : (
    <Alert kind="danger" title={`Annullata il ${formatDateTime(voiding.at)} da ${voiding.by.name}`} live={false}>
      <p>Provvedimento: {voiding.act}</p>
      <p>Motivo: {voiding.reason}</p>
    </Alert>
  );

/** What there is to take away of a registration; of a voided one not as if it held. */
export const Downloads = ({ registration }: { readonly registration: Registration }): JSX.Element => {
  const voided = registration.voiding === null ? '' : ' (registrazione annullata)';
  const to = (file: string): string => apiUrl(`/protocol/registrations/${registration.id}/${file}`);
  return (
    <div class="lf-actions">
      {registration.onCase ? (
        <a class="btn btn-outline-primary lf-button" href={to('courtesy-copy')} download>
          <Icon name="it-download" />
          <span>{`Copia di cortesia${voided}`}</span>
        </a>
      ) : null}
      {registration.masked || registration.segnaturaDigest === null ? null : (
        <a class="btn btn-outline-primary lf-button" href={to('segnatura')} download>
          <Icon name="it-download" />
          <span>{`Segnatura XML${voided}`}</span>
        </a>
      )}
    </div>
  );
};

/** A dialog keeps the registration that its reader saw: what somebody else changes meanwhile must not pass unseen. */
interface Open {
  readonly what: 'void' | 'classify' | 'assign';
  readonly seen: RegistrationDetail;
}

const Changes = ({
  registration,
  onChanged,
}: {
  readonly registration: RegistrationDetail;
  readonly onChanged: () => void;
}): JSX.Element | null => {
  const mayVoid = usePermission('protocol.void') && registration.voiding === null;
  const mayClassify = usePermission('protocol.classify');
  const [open, setOpen] = useState<Open | undefined>(undefined);
  const ask = (what: Open['what']) => (): void => setOpen({ what, seen: registration });
  if (registration.trial || (!mayVoid && !mayClassify)) return null;
  const close = (): void => setOpen(undefined);
  const done = (): void => {
    close();
    onChanged();
  };
  const dialog = { registration: open?.seen ?? registration, onDone: done, onClose: close };
  return (
    <>
      {mayClassify ? (
        <>
          <Button variant="outline-primary" onClick={ask('classify')}>
            Classifica
          </Button>
          <Button variant="outline-primary" onClick={ask('assign')}>
            Assegna
          </Button>
        </>
      ) : null}
      {mayVoid ? (
        <Button variant="outline-danger" onClick={ask('void')}>
          Annulla la registrazione
        </Button>
      ) : null}
      {open?.what === 'void' ? <VoidDialog {...dialog} /> : null}
      {open?.what === 'classify' ? <ClassifyDialog {...dialog} /> : null}
      {open?.what === 'assign' ? <AssignDialog {...dialog} /> : null}
    </>
  );
};

const Detail = ({
  registration,
  onChanged,
}: {
  readonly registration: RegistrationDetail;
  readonly onChanged: () => void;
}): JSX.Element => {
  const { voiding } = registration;
  return (
    <>
      <PageHeader
        title={`${registration.trial ? 'Registrazione' : 'Protocollo n.'} ${registration.label}`}
        back={{ href: '/protocollo/registro', label: 'Registro di protocollo' }}
        badges={<RegistrationBadges registration={registration} />}
        actions={<Changes registration={registration} onChanged={onChanged} />}
      >
        {registration.subject ?? 'Oggetto riservato'}
      </PageHeader>
      <Voided voiding={voiding} />
      {registration.trial || registration.demo ? (
        <Alert kind="warning">PROVA - SENZA VALORE LEGALE: la segnatura è sigillata con una chiave dimostrativa.</Alert>
      ) : null}
      {registration.masked ? (
        <Alert kind="info">
          La registrazione è riservata: oggetto, corrispondenti e documenti sono visibili solo a chi ha un ruolo nella
          pratica.
        </Alert>
      ) : null}
      <Card title="Dati della registrazione">
        <Facts registration={registration} />
      </Card>
      {registration.documents === null ? null : (
        <Card title="Documenti" actions={<Downloads registration={registration} />}>
          <DocumentsTable registration={registration} />
        </Card>
      )}
      <Card title="Storia">
        <History registration={registration} />
      </Card>
    </>
  );
};

/** One registration: what it says, its documents and digests, its history, what may be done. */
export const RegistrationPage = ({ params }: { readonly params: Readonly<Record<string, string>> }): JSX.Element => {
  const loaded = useApi<RegistrationDetail>(`/protocol/registrations/${encodeURIComponent(params['id'] ?? '')}`);
  useRegister(loaded.reload);
  return (
    <Load from={loaded} lines={8}>
      {(registration) => <Detail registration={registration} onChanged={loaded.reload} />}
    </Load>
  );
};
