import { Button, Card, ErrorAlert, say, useAction, type JSX } from '@libro-firma/desk/kit';
import type { TrialAnswer } from '../api/trial-answers.js';
import { trialsApi } from '../api/routes-api.js';

export interface TrialWaitingProps {
  readonly trial: TrialAnswer;
  readonly onTrial: (trial: TrialAnswer) => void;
}

type Waiting = TrialAnswer['waiting'][number];

const Message = ({ trial, waiting, onTrial }: TrialWaitingProps & { readonly waiting: Waiting }): JSX.Element => {
  const give = useAction(async (key: string) => onTrial(await trialsApi.message(trial.caseId, waiting.id, key)));
  return (
    <li>
      <p>
        {say(
          `«${waiting.elementName}» aspetta il messaggio «${waiting.message}».`,
          `“${waiting.elementName}” waits for the message “${waiting.message}”.`,
        )}
      </p>
      {give.error === undefined ? null : <ErrorAlert error={give.error} />}
      <Button
        size="xs"
        icon="it-mail"
        busy={give.busy}
        label={say(`Fallo arrivare: «${waiting.message}»`, `Let it come: “${waiting.message}”`)}
        onClick={() => void give.run()}
      >
        {say('Fallo arrivare', 'Let it come')}
      </Button>
    </li>
  );
};

/** Messages from outside that the trial waits for: whoever plays is the outside world, too. */
export const TrialWaiting = ({ trial, onTrial }: TrialWaitingProps): JSX.Element | null =>
  trial.waiting.length === 0 ? null : (
    <Card title={say('Messaggi attesi', 'Messages waited for')}>
      <ul class="lfm-waiting">
        {trial.waiting.map((waiting) => (
          <Message key={waiting.id} trial={trial} waiting={waiting} onTrial={onTrial} />
        ))}
      </ul>
    </Card>
  );
