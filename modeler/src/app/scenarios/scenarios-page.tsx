import { EmptyState, Button, Load, say, useApi, usePermission, type JSX } from '@libro-firma/desk/kit';
import type { PageProps } from '@libro-firma/desk/shell';
import type { RouteAnswer } from '../api/route-answers.js';
import type { ScenarioAnswer } from '../api/trial-answers.js';
import { routesApi } from '../api/routes-api.js';
import { RouteFrame } from '../route/route-frame.js';
import { routeHref } from '../words.js';
import { ScenarioCard } from './scenario-card.js';

const Scenarios = ({ route, reload }: { readonly route: RouteAnswer; readonly reload: () => void }): JSX.Element => {
  const scenarios = useApi<{ readonly items: readonly ScenarioAnswer[] }>(`${routesApi.path(route.id)}/scenarios`);
  const mayModel = usePermission('engine.model');
  return (
    <Load from={scenarios}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState
            icon="it-bookmark"
            title={say('Nessuno scenario', 'No scenario')}
            actions={
              mayModel ? (
                <Button href={routeHref(route.id, 'prova')} icon="it-arrow-right">
                  {say('Fai una prova', 'Make a trial')}
                </Button>
              ) : null
            }
          >
            {say(
              'Uno scenario è una prova che hai conservato. Prima di ogni pubblicazione viene rifatto da solo, e se non finisce più come prima la pubblicazione si ferma.',
              'A scenario is a trial that you kept. It is played again by itself before each publication, which stops when it no longer ends as it did.',
            )}
          </EmptyState>
        ) : (
          <>
            <p class="lfm-lead">
              {say(
                'Vengono rifatti da soli prima di ogni pubblicazione. Qui puoi rifarli quando vuoi, sulla bozza.',
                'They are played again by themselves before each publication. Here you can play them on the draft at any time.',
              )}
            </p>
            {items.map((scenario) => (
              <ScenarioCard
                key={scenario.id}
                route={route}
                scenario={scenario}
                onDropped={() => {
                  scenarios.reload();
                  reload();
                }}
              />
            ))}
          </>
        )
      }
    </Load>
  );
};

/** "Scenari": trials that were kept, to be played again. */
export const ScenariosPage = ({ params }: PageProps): JSX.Element => (
  <RouteFrame id={params['id'] ?? ''} page={say('scenari', 'scenarios')}>
    {(route, reload) => <Scenarios route={route} reload={reload} />}
  </RouteFrame>
);
