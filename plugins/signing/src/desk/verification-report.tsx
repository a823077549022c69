import {
  Alert,
  Badge,
  Button,
  DefinitionList,
  formatDate,
  formatDateTime,
  Load,
  useApi,
  type JSX,
} from '@libro-firma/desk/kit';
import type { SignatureReport, Verification } from './answers.js';

/** What the server finds out about the signatures in the file as it is now. */
export const VerificationReport = ({ caseId }: { readonly caseId: string }): JSX.Element => {
  const loaded = useApi<Verification>(`/signing/cases/${encodeURIComponent(caseId)}/verification`);
  return (
    <section class="lf-verification" aria-label="Rapporto di verifica">
      <Load from={loaded} lines={3}>
        {(report) => (
          <>
            <Verdict report={report} />
            {report.signatures.map((signature) => (
              <Signature key={signature.field} signature={signature} />
            ))}
            <Button variant="link" size="xs" icon="it-refresh" onClick={loaded.reload}>
              Verifica di nuovo
            </Button>
          </>
        )}
      </Load>
    </section>
  );
};

const Verdict = ({ report }: { readonly report: Verification }): JSX.Element => {
  if (report.unreadable !== undefined) return <Alert kind="danger">{report.unreadable}</Alert>;
  if (report.signatures.length === 0) return <Alert kind="info">Il documento non contiene firme digitali.</Alert>;
  return report.valid ? (
    <Alert kind="success" title="Firme valide">
      Tutte le firme sono integre e l’ultima copre l’intero documento.
    </Alert>
  ) : (
    <Alert kind="danger" title="Verifica non superata">
      Almeno una firma presenta un problema, indicato qui sotto.
    </Alert>
  );
};

const Signature = ({ signature }: { readonly signature: SignatureReport }): JSX.Element => {
  const { certificate, claimedAt, problems } = signature;
  return (
    <div class="lf-verified">
      <p>
        <strong>{certificate?.name ?? 'Firmatario sconosciuto'}</strong>{' '}
        <Badge kind={signature.valid ? 'success' : 'danger'}>{signature.valid ? 'valida' : 'non valida'}</Badge>{' '}
        {signature.demo ? <Badge kind="trial">PROVA</Badge> : null}
      </p>
      {problems.map(({ code, text }) => (
        <p key={code} class="lf-verified-problem">
          {text}
        </p>
      ))}
      <DefinitionList
        items={[
          { term: 'Integrità', value: signature.intact ? 'contenuto integro' : 'contenuto alterato' },
          {
            term: 'Certificato',
            value:
              certificate && `valido dal ${formatDate(certificate.validFrom)} al ${formatDate(certificate.validTo)}`,
          },
          {
            term: 'Certificatore',
            value: signature.trusted ? `riconosciuto: ${certificate?.issuer ?? ''}` : 'non riconosciuto',
          },
          {
            term: 'Momento dichiarato',
            value: claimedAt === undefined ? undefined : formatDateTime(claimedAt),
          },
          { term: 'Dopo la firma', value: afterWords(signature) },
          { term: 'Livello', value: signature.level },
        ]}
      />
    </div>
  );
};

const afterWords = ({ after, changes }: SignatureReport): string =>
  after === 'nothing'
    ? 'nulla: copre tutto il documento'
    : after === 'signatures'
      ? 'solo altre firme'
      : `modifiche: ${changes.join(', ')}`;
