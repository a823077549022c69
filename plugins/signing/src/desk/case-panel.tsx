import {
  Badge,
  Button,
  formatDateTime,
  Load,
  useApi,
  useEffect,
  useLive,
  useState,
  type JSX,
} from '@libro-firma/desk/kit';
import type { Act } from './answers.js';
import { VerificationReport } from './verification-report.js';
import { behalfWords, kindWords, rejectedWords } from './words.js';

/** "Firme": who gave sigla, visto and firma on the case, and on request whether the signatures hold. */
export const CasePanel = ({ caseId, refresh }: { readonly caseId: string; readonly refresh: number }): JSX.Element => {
  const loaded = useApi<{ readonly items: readonly Act[] }>(`/signing/cases/${encodeURIComponent(caseId)}`);
  const { reload } = loaded;
  const [verifying, setVerifying] = useState(false);
  useEffect(() => {
    if (refresh > 0) reload();
  }, [refresh, reload]);
  useLive(`case:${caseId}`, () => reload());
  return (
    <Load from={loaded} lines={2}>
      {({ items }) => (
        <>
          {items.length === 0 ? <p class="lf-muted">Ancora nessuna sigla, visto o firma.</p> : null}
          <ol class="lf-acts">
            {items.map((act) => (
              <li key={`${act.kind} ${act.at} ${act.actor.id} ${act.version}`}>
                <ActLine act={act} />
              </li>
            ))}
          </ol>
          {verifying ? (
            <VerificationReport key={items.length} caseId={caseId} />
          ) : (
            <Button variant="outline-primary" size="xs" icon="it-check-circle" onClick={() => setVerifying(true)}>
              Verifica le firme
            </Button>
          )}
        </>
      )}
    </Load>
  );
};

const ActLine = ({ act }: { readonly act: Act }): JSX.Element => (
  <div class="lf-act">
    <p>
      <strong>{kindWords[act.kind]}</strong>
      {act.stepName === kindWords[act.kind] ? '' : ` (${act.stepName})`}{' '}
      {act.outcome === 'rejected' ? <Badge kind="danger">{rejectedWords[act.kind]}</Badge> : null}
      {act.demo === true ? <Badge kind="trial">PROVA - SENZA VALORE LEGALE</Badge> : null}
    </p>
    <p>
      {act.actor.name}
      {act.role === undefined ? '' : `, ${act.role}`}
      {act.onBehalfOf === undefined ? '' : `, ${behalfWords(act.capacity, act.onBehalfOf.name)}`}
    </p>
    <p class="lf-muted">
      {formatDateTime(act.at)}, versione {act.version}
      {act.stampPage === undefined ? '' : `, timbro a pagina ${act.stampPage}`}
    </p>
    {act.reason === undefined ? null : <p>«{act.reason}»</p>}
    <details>
      <summary>Impronta{act.certificate === undefined ? '' : ' e certificato'}</summary>
      <p class="lf-code">SHA-256 {act.digest}</p>
      {act.certificate === undefined ? null : (
        <p class="lf-code">
          {act.certificate.subject}
          <br />
          rilasciato da {act.certificate.issuer}
        </p>
      )}
    </details>
  </div>
);
