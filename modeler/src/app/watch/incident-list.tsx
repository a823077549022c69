import { Button, Card, formatDateTime, Link, say, usePermission, useState, type JSX } from '@libro-firma/desk/kit';
import { DecisionDialog, mayGoPast, stepName, type Decision } from '@libro-firma/desk/shell';
import type { WatchedIncident } from '../api/watch-answers.js';
import { routeHref } from '../words.js';
import { useFailedAgain } from './use-failed-again.js';

export interface IncidentListProps {
  /** Leads from an incident to its case; without it the list stands on the page of the case. */
  readonly routeId?: string | undefined;
  readonly incidents: readonly WatchedIncident[];
  readonly onDecided: () => void;
}

interface Asked {
  readonly incident: WatchedIncident;
  readonly decision: Decision;
}

/** Where machine steps could not go on, why, and what can be done. */
export const IncidentList = ({ routeId, incidents, onDecided }: IncidentListProps): JSX.Element | null => {
  const mayDecide = usePermission('engine.incidents');
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const triedAgain = useFailedAgain(incidents);
  return (
    <>
      {incidents.length === 0 ? null : (
        <Card title={say('Ferme per un problema', 'Stopped on a problem')} class="lfm-incidents">
          <ul class="lf-tasks lf-tasks-plain lfm-inner">
            {incidents.map((incident) => (
              <li key={incident.id} class="lf-task lf-incident">
                <div class="lf-task-main">
                  {routeId === undefined ? null : (
                    <Link href={routeHref(routeId, 'osserva', incident.caseId)} class="lf-task-title">
                      {incident.caseTitle}
                    </Link>
                  )}
                  <p class="lf-task-step">
                    <strong>{stepName(incident)}</strong> ·{' '}
                    {say(`dal ${formatDateTime(incident.openedAt)}`, `since ${formatDateTime(incident.openedAt)}`)}
                  </p>
                  <p class="lf-incident-message">{incident.message}</p>
                  <p class="lf-code lf-muted">{say(`Codice: ${incident.code}`, `Code: ${incident.code}`)}</p>
                  {mayDecide ? (
                    <Decisions past={mayGoPast(incident)} onDecide={(decision) => setAsked({ incident, decision })} />
                  ) : null}
                </div>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {asked === undefined ? null : (
        <DecisionDialog
          incident={asked.incident}
          decision={asked.decision}
          onClose={() => setAsked(undefined)}
          onDone={() => {
            if (asked.decision === 'retry') triedAgain(asked.incident);
            setAsked(undefined);
            onDecided();
          }}
        />
      )}
    </>
  );
};

interface DecisionsProps {
  readonly past: boolean;
  readonly onDecide: (decision: Decision) => void;
}

const Decisions = ({ past, onDecide }: DecisionsProps): JSX.Element => (
  <div class="lf-actions lf-incident-actions">
    <Button size="xs" icon="it-refresh" onClick={() => onDecide('retry')}>
      {say('Ritenta', 'Try again')}
    </Button>
    {past ? (
      <Button size="xs" variant="outline-primary" onClick={() => onDecide('resolve')}>
        {say('Prosegui oltre', 'Go on past it')}
      </Button>
    ) : null}
    <Button size="xs" variant="outline-danger" onClick={() => onDecide('cancel')}>
      {say('Interrompi la pratica', 'Stop the case')}
    </Button>
  </div>
);
