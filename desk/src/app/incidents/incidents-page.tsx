import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { usePages } from '../../kit/api/use-api.js';
import { ErrorAlert } from '../../kit/components/alert.js';
import { Button } from '../../kit/components/button.js';
import { EmptyState, PageHeader, Pagination } from '../../kit/components/layout.js';
import { Skeleton } from '../../kit/components/waiting.js';
import { useLive } from '../../kit/live/use-live.js';
import { Link } from '../../kit/route/link.js';
import { formatDateTime } from '../../kit/text/format.js';
import { CaseBadges } from '../case/case-badges.js';
import type { IncidentAnswer } from '../server/answers.js';
import { stepName } from '../../shell/case/step-name.js';
import { DecisionDialog, mayGoPast, type Decision } from '../../shell/case/decision-dialog.js';

interface Asked {
  readonly incident: IncidentAnswer;
  readonly decision: Decision;
}

const Row = ({
  incident,
  onDecide,
}: {
  readonly incident: IncidentAnswer;
  readonly onDecide: (decision: Decision) => void;
}): JSX.Element => (
  <li class="lf-task lf-incident">
    <div class="lf-task-main">
      <Link href={`/pratiche/${incident.caseId}`} class="lf-task-title">
        {incident.caseTitle}
      </Link>
      <p class="lf-task-step">
        <strong>{stepName(incident)}</strong> · {incident.processName} · dal {formatDateTime(incident.openedAt)}
      </p>
      <p class="lf-incident-message">{incident.message}</p>
      <p class="lf-code lf-muted">Codice: {incident.code}</p>
      <div class="lf-badges">
        <CaseBadges mode={incident.mode} confidential={incident.confidential} />
      </div>
      <div class="lf-actions lf-incident-actions">
        <Button size="xs" icon="it-refresh" onClick={() => onDecide('retry')}>
          Ritenta
        </Button>
        {mayGoPast(incident) ? (
          <Button size="xs" variant="outline-primary" onClick={() => onDecide('resolve')}>
            Prosegui oltre
          </Button>
        ) : null}
        <Button size="xs" variant="outline-danger" onClick={() => onDecide('cancel')}>
          Interrompi la pratica
        </Button>
      </div>
    </div>
  </li>
);

/** "Anomalie": where machine steps could not go on, for whoever watches the running cases. */
export const IncidentsPage = (): JSX.Element => {
  const { items, error, loading, hasMore, loadMore, reload } = usePages<IncidentAnswer>('/incidents');
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  useLive('incident.*', reload);
  return (
    <>
      <PageHeader title="Anomalie">
        Passi automatici che non sono riusciti ad andare avanti, dal più vecchio.
      </PageHeader>
      {error === undefined ? null : <ErrorAlert error={error} onRetry={reload} />}
      {items === undefined ? (
        error === undefined ? (
          <Skeleton lines={4} />
        ) : null
      ) : items.length === 0 ? (
        <EmptyState icon="it-check-circle" title="Nessuna anomalia">
          Tutte le pratiche vanno avanti da sole.
        </EmptyState>
      ) : (
        <ul class="lf-tasks">
          {items.map((incident) => (
            <Row key={incident.id} incident={incident} onDecide={(decision) => setAsked({ incident, decision })} />
          ))}
        </ul>
      )}
      <Pagination hasMore={hasMore} busy={loading} onMore={loadMore} label="Mostra altre anomalie" />
      {asked === undefined ? null : (
        <DecisionDialog
          incident={asked.incident}
          decision={asked.decision}
          onClose={() => setAsked(undefined)}
          onDone={() => {
            setAsked(undefined);
            reload();
          }}
        />
      )}
    </>
  );
};
