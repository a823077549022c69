import {
  Alert,
  Button,
  Card,
  ErrorAlert,
  Link,
  say,
  TextField,
  toast,
  useAction,
  useState,
  type JSX,
} from '@libro-firma/desk/kit';
import type { RouteAnswer } from '../api/route-answers.js';
import type { TrialAnswer } from '../api/trial-answers.js';
import { trialsApi } from '../api/routes-api.js';
import { routeHref } from '../words.js';

const longestName = 120;

const endings: Readonly<Record<TrialAnswer['state'], string>> = {
  running: '',
  completed: say('La prova è arrivata alla fine', 'The trial has come to its end'),
  terminated: say('L’iter ha chiuso la prova', 'The route has closed the trial'),
  cancelled: say('La prova è stata interrotta', 'The trial was stopped'),
};

export interface TrialEndProps {
  readonly route: RouteAnswer;
  readonly trial: TrialAnswer;
  /** A scenario was kept: the route has one more. */
  readonly onKept: () => void;
}

/** When it has ended: how, and whether to keep what was played. */
export const TrialEnd = ({ route, trial, onKept }: TrialEndProps): JSX.Element | null => {
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const [kept, setKept] = useState<string | undefined>(undefined);
  const keep = useAction(async (key: string) => {
    const scenario = await trialsApi.keep(trial.caseId, name.trim(), key);
    setKept(scenario.name);
    toast(say(`Scenario «${scenario.name}» conservato.`, `Scenario “${scenario.name}” is kept.`));
    onKept();
  });
  if (trial.state === 'running') return null;
  return (
    <Card title={endings[trial.state]}>
      {trial.state === 'cancelled' ? null : kept !== undefined ? (
        <Alert kind="success">
          <p>
            {say(`Lo scenario «${kept}» è conservato: `, `The scenario “${kept}” is kept: `)}
            <Link href={routeHref(route.id, 'scenari')}>{say('vai agli scenari', 'go to the scenarios')}</Link>.
          </p>
        </Alert>
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() === '') setMissing(true);
            else void keep.run();
          }}
        >
          <p>
            {say(
              'Se la conservi come scenario, viene rifatta da sola prima di ogni pubblicazione: se non finisce più così, la pubblicazione si ferma e dice dove.',
              'Kept as a scenario, it is played again by itself before each publication: if it no longer ends like this, publication stops and says where.',
            )}
          </p>
          {keep.error === undefined ? null : <ErrorAlert error={keep.error} />}
          <TextField
            label={say('Nome dello scenario', 'Name of the scenario')}
            help={say('Per esempio: «Firmata al primo giro».', 'For example: “Signed at the first round”.')}
            required
            maxLength={longestName}
            value={name}
            onChange={setName}
            autocomplete="off"
            error={missing && name.trim() === '' ? say('Scrivi un nome.', 'Write a name.') : undefined}
          />
          <div class="lf-actions lfm-below">
            <Button type="submit" size="sm" icon="it-bookmark" busy={keep.busy}>
              {say('Conserva come scenario', 'Keep as a scenario')}
            </Button>
          </div>
        </form>
      )}
      <p class="lfm-below">
        <Link href={routeHref(route.id, 'prova')}>{say('Fai un’altra prova', 'Make another trial')}</Link>
      </p>
    </Card>
  );
};
