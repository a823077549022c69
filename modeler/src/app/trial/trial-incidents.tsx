import { Alert, Button, say, useState, type JSX } from '@libro-firma/desk/kit';
import { DecisionDialog } from '@libro-firma/desk/shell';
import type { TrialAnswer } from '../api/answers.js';

export interface TrialIncidentsProps {
  readonly trial: TrialAnswer;
  readonly onChanged: () => void;
}

type Incident = TrialAnswer['incidents'][number];

/** Where a machine step of the trial could not go on, why, and the way to try it again. */
export const TrialIncidents = ({ trial, onChanged }: TrialIncidentsProps): JSX.Element => {
  const [retried, setRetried] = useState<Incident | undefined>(undefined);
  return (
    <>
      {trial.incidents.map((incident) => (
        <Alert
          key={incident.id}
          kind="danger"
          live
          title={say(`«${incident.elementName}» si è fermato`, `“${incident.elementName}” has stopped`)}
        >
          <p>{incident.message}</p>
          <p class="lf-code lf-muted">{say(`Codice: ${incident.code}`, `Code: ${incident.code}`)}</p>
          <Button size="xs" icon="it-refresh" onClick={() => setRetried(incident)}>
            {say('Ritenta', 'Try again')}
          </Button>
        </Alert>
      ))}
      {retried === undefined ? null : (
        <DecisionDialog
          incident={{ id: retried.id, caseTitle: trial.title, elementName: retried.elementName }}
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
