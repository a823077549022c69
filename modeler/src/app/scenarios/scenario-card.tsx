import {
  Alert,
  Button,
  Card,
  confirm,
  ErrorAlert,
  Link,
  say,
  toast,
  useAction,
  useState,
  type JSX,
} from '@libro-firma/desk/kit';
import type { RouteAnswer } from '../api/route-answers.js';
import type { ScenarioAnswer, ScenarioRun } from '../api/trial-answers.js';
import { drawingOf, routesApi } from '../api/routes-api.js';
import { ProblemList } from '../drawing/problem-list.js';
import { problemsOf } from '../parts/refused-drawing.js';
import { playedText, reasonText } from '../trial/step-words.js';
import { StepList } from '../trial/trial-played.js';
import { byText, caseStates, routeHref } from '../words.js';

export interface ScenarioCardProps {
  readonly route: RouteAnswer;
  readonly scenario: ScenarioAnswer;
  readonly onDropped: () => void;
}

const Outcome = ({ route, scenario, run }: ScenarioOutcomeProps): JSX.Element => {
  const { ok, problem } = run;
  if (ok)
    return (
      <Alert kind="success" live>
        {say('Finisce come quando l’hai conservato.', 'It ends as it did when it was kept.')}
      </Alert>
    );
  const step = problem === undefined ? undefined : scenario.steps[problem.step];
  return (
    <Alert kind="danger" live title={say('Non finisce più come prima', 'It no longer ends as it did')}>
      {step === undefined || problem === undefined ? null : (
        <p>
          {say(
            `Al passo ${problem.step + 1}: ${playedText(step)}.`,
            `At step ${problem.step + 1}: ${playedText(step)}.`,
          )}
        </p>
      )}
      {problem === undefined ? null : <p>{reasonText(problem.text)}</p>}
      <p>
        {say(
          'Se il cambiamento è voluto, elimina lo scenario e conservane uno nuovo da una prova; altrimenti ',
          'If the change is meant, delete the scenario and keep a new one from a trial; otherwise ',
        )}
        <Link href={routeHref(route.id)}>{say('correggi il disegno', 'mend the drawing')}</Link>.
      </p>
    </Alert>
  );
};

interface ScenarioOutcomeProps {
  readonly route: RouteAnswer;
  readonly scenario: ScenarioAnswer;
  readonly run: ScenarioRun;
}

/** A kept trial: what is done in it, how it ended, and how it ends now. */
export const ScenarioCard = ({ route, scenario, onDropped }: ScenarioCardProps): JSX.Element => {
  const [run, setRun] = useState<ScenarioRun | undefined>(undefined);
  const play = useAction(async (_key: string) => {
    setRun(undefined);
    setRun(await routesApi.runScenario(route.id, scenario.id, drawingOf(route)));
  });
  const drop = useAction(async (_key: string) => {
    const sure = await confirm({
      title: say('Eliminare lo scenario?', 'Delete the scenario?'),
      text: say(
        `«${scenario.name}» non sarà più rifatto prima delle pubblicazioni.`,
        `“${scenario.name}” will no longer be played before publications.`,
      ),
      confirmLabel: say('Elimina', 'Delete'),
      danger: true,
    });
    if (!sure) return;
    await routesApi.dropScenario(route.id, scenario.id);
    toast(say('Scenario eliminato.', 'Scenario deleted.'));
    onDropped();
  });
  const problems = play.error === undefined ? undefined : problemsOf(play.error);
  return (
    <Card
      title={scenario.name}
      actions={
        <>
          <Button
            size="xs"
            icon="it-refresh"
            busy={play.busy}
            label={say(`Rifai «${scenario.name}»`, `Play “${scenario.name}” again`)}
            onClick={() => void play.run()}
          >
            {say('Rifai', 'Play again')}
          </Button>
          <Button
            size="xs"
            variant="outline-danger"
            icon="it-delete"
            busy={drop.busy}
            label={say(`Elimina «${scenario.name}»`, `Delete “${scenario.name}”`)}
            onClick={() => void drop.run()}
          >
            {say('Elimina', 'Delete')}
          </Button>
        </>
      }
    >
      <p class="lf-muted">{say(`Conservato da ${byText(scenario)}`, `Kept by ${byText(scenario)}`)}</p>
      {play.busy ? (
        <p class="lfm-busy" role="status">
          {say('Lo rifaccio sulla bozza…', 'Playing it on the draft…')}
        </p>
      ) : null}
      {problems !== undefined ? (
        <Alert kind="danger" title={say('Così il disegno non può partire', 'The drawing cannot start like this')}>
          <ProblemList problems={problems} />
        </Alert>
      ) : play.error === undefined ? null : (
        <ErrorAlert error={play.error} />
      )}
      {drop.error === undefined ? null : <ErrorAlert error={drop.error} />}
      {run === undefined ? null : (
        <div class="lfm-below">
          <Outcome route={route} scenario={scenario} run={run} />
        </div>
      )}
      <StepList steps={scenario.steps} />
      <p class="lf-muted">
        {say(
          `Alla fine: ${caseStates[scenario.end.state].toLowerCase()}.`,
          `In the end: ${caseStates[scenario.end.state].toLowerCase()}.`,
        )}
      </p>
    </Card>
  );
};
