import { Alert, Button, Link, say, useState, type JSX } from '@libro-firma/desk/kit';
import { DecisionDialog, stepName } from '@libro-firma/desk/shell';
import type { RouteAnswer } from '../api/route-answers.js';
import type { TrialAnswer } from '../api/trial-answers.js';
import { routeHref } from '../words.js';

export interface TrialIncidentsProps {
  readonly route: RouteAnswer;
  readonly trial: TrialAnswer;
  readonly onChanged: () => void;
}

type Incident = TrialAnswer['incidents'][number];

/** Where a machine step of the trial could not go on, why, and the way to try it again. */
export const TrialIncidents = ({ route, trial, onChanged }: TrialIncidentsProps): JSX.Element => {
  const [retried, setRetried] = useState<Incident | undefined>(undefined);
  return (
    <>
      {trial.incidents.map((incident) => (
        <Alert
          key={incident.id}
          kind="danger"
          live
          title={say(`«${stepName(incident)}» si è fermato`, `“${stepName(incident)}” has stopped`)}
        >
          <p>{incident.message}</p>
          <p>
            {say(
              'Se la causa è nel disegno, correggilo e comincia un’altra prova: questa resta sul disegno di prima. Se è altrove, toglila e ritenta.',
              'If the drawing is the cause, mend it and begin another trial: this one stays on the drawing as it was. Otherwise see to it and try again.',
            )}{' '}
            <Link href={routeHref(route.id)}>{say('Vai al disegno', 'Go to the drawing')}</Link>
          </p>
          <p class="lf-code lf-muted">{say(`Codice: ${incident.code}`, `Code: ${incident.code}`)}</p>
          <Button size="xs" icon="it-refresh" onClick={() => setRetried(incident)}>
            {say('Ritenta', 'Try again')}
          </Button>
        </Alert>
      ))}
      {retried === undefined ? null : (
        <DecisionDialog
          incident={{ ...retried, caseTitle: trial.title }}
          decision="retry"
          onClose={() => setRetried(undefined)}
          onDone={() => {
            setRetried(undefined);
            onChanged();
          }}
        />
      )}
    </>
  );
};
