import {
  Badge,
  Button,
  Card,
  confirm,
  errorText,
  formatDateTime,
  Link,
  Load,
  say,
  toast,
  TrialBadge,
  useApi,
  type JSX,
} from '@libro-firma/desk/kit';
import type { PageProps } from '@libro-firma/desk/shell';
import type { RouteAnswer } from '../api/route-answers.js';
import type { TrialFacts } from '../api/trial-answers.js';
import { routesApi, trialsApi } from '../api/routes-api.js';
import { RouteFrame } from '../route/route-frame.js';
import { caseStates, routeHref } from '../words.js';
import { StartTrial } from './start-trial.js';

interface RowProps {
  readonly route: RouteAnswer;
  readonly trial: TrialFacts;
  readonly onDropped: () => void;
}

const drop = async (trial: TrialFacts): Promise<boolean> => {
  const sure = await confirm({
    title: say('Eliminare la prova?', 'Delete the trial?'),
    text: say(`«${trial.title}» e quello che ha prodotto vanno persi.`, `“${trial.title}” and what it made are lost.`),
    confirmLabel: say('Elimina', 'Delete'),
    danger: true,
  });
  if (!sure) return false;
  try {
    await trialsApi.drop(trial.caseId);
    return true;
  } catch (error) {
    toast(errorText(error), 'error');
    return false;
  }
};

const Row = ({ route, trial, onDropped }: RowProps): JSX.Element => (
  <li class="lf-task">
    <div class="lf-task-main">
      <Link href={routeHref(route.id, 'prova', trial.caseId)} class="lf-task-title">
        {trial.title}
      </Link>
      <p class="lf-muted">
        {say(`Cominciata il ${formatDateTime(trial.startedAt)}`, `Begun on ${formatDateTime(trial.startedAt)}`)}
      </p>
      <div class="lf-badges">
        <TrialBadge />
        <Badge>{caseStates[trial.state]}</Badge>
      </div>
    </div>
    <div class="lf-task-due">
      <Button
        variant="outline-danger"
        size="xs"
        icon="it-delete"
        label={say(`Elimina la prova «${trial.title}»`, `Delete the trial “${trial.title}”`)}
        onClick={() => void drop(trial).then((gone) => gone && onDropped())}
      >
        {say('Elimina', 'Delete')}
      </Button>
    </div>
  </li>
);

const Trials = ({ route, reload }: { readonly route: RouteAnswer; readonly reload: () => void }): JSX.Element => {
  const trials = useApi<{ readonly items: readonly TrialFacts[] }>(`${routesApi.path(route.id)}/trials`);
  return (
    <Load from={trials}>
      {({ items }) => (
        <>
          <StartTrial route={route} />
          {items.length === 0 ? null : (
            <Card title={say('Le mie prove', 'My trials')}>
              <ul class="lf-tasks lf-tasks-plain lfm-inner">
                {items.map((trial) => (
                  <Row
                    key={trial.caseId}
                    route={route}
                    trial={trial}
                    onDropped={() => {
                      trials.reload();
                      reload();
                    }}
                  />
                ))}
              </ul>
            </Card>
          )}
        </>
      )}
    </Load>
  );
};

/** "Prova": begins a trial of the draft, and finds those that were begun. */
export const TrialsPage = ({ params }: PageProps): JSX.Element => (
  <RouteFrame id={params['id'] ?? ''} page={say('prova', 'trial')}>
    {(route, reload) => <Trials route={route} reload={reload} />}
  </RouteFrame>
);
