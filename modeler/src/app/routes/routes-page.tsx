import {
  Button,
  EmptyState,
  ErrorAlert,
  PageHeader,
  Pagination,
  say,
  Skeleton,
  useLive,
  usePages,
  usePermission,
  type JSX,
} from '@libro-firma/desk/kit';
import type { PageProps } from '@libro-firma/desk/shell';
import type { RouteAnswer } from '../api/route-answers.js';
import { useCatalogue } from '../api/catalogue.js';
import { useSectors } from '../parts/use-sectors.js';
import { RouteFilters, useRouteFilter } from './route-filters.js';
import { RouteRow } from './route-row.js';

const NewRoute = (): JSX.Element => (
  <Button href="/modeler/nuovo" icon="it-plus">
    {say('Nuovo iter', 'New route')}
  </Button>
);

/** The routes, by sector and state. */
export const RoutesPage = ({ query }: PageProps): JSX.Element => {
  const mayModel = usePermission('engine.model');
  const sectors = useSectors();
  const { catalogue } = useCatalogue();
  const filter = useRouteFilter(query);
  const { items, error, loading, hasMore, loadMore, reload } = usePages<RouteAnswer>(`/routes${filter.search}`);
  useLive('route.*', reload);
  return (
    <>
      <PageHeader title={say('Iter', 'Routes')} actions={mayModel ? <NewRoute /> : null}>
        {say(
          'I percorsi che una richiesta fa, dalla bozza alla firma e all’invio.',
          'The ways that a request takes, from draft to signature and delivery.',
        )}
      </PageHeader>
      <RouteFilters filter={filter} sectors={sectors} />
      {error === undefined ? null : <ErrorAlert error={error} onRetry={reload} />}
      {items === undefined ? (
        error === undefined ? (
          <Skeleton lines={5} />
        ) : null
      ) : items.length === 0 ? (
        <Nothing filtered={filter.active} mayModel={mayModel} onClear={filter.clear} />
      ) : (
        <ul class="lf-tasks lf-tasks-plain">
          {items.map((route) => (
            <RouteRow key={route.id} route={route} sectors={sectors} catalogue={catalogue} />
          ))}
        </ul>
      )}
      <Pagination
        hasMore={hasMore}
        busy={loading}
        onMore={loadMore}
        label={say('Mostra altri iter', 'Show more routes')}
      />
    </>
  );
};

interface NothingProps {
  readonly filtered: boolean;
  readonly mayModel: boolean;
  readonly onClear: () => void;
}

const Nothing = ({ filtered, mayModel, onClear }: NothingProps): JSX.Element =>
  filtered ? (
    <EmptyState
      icon="it-search"
      title={say('Nessun iter corrisponde', 'No route fits')}
      actions={
        <Button variant="outline-primary" onClick={onClear}>
          {say('Mostra tutti gli iter', 'Show all routes')}
        </Button>
      }
    >
      {say('Prova con altre parole, un altro settore o un altro stato.', 'Try other words, another sector or state.')}
    </EmptyState>
  ) : (
    <EmptyState
      icon="it-exchange-circle"
      title={say('Non c’è ancora nessun iter', 'There is no route yet')}
      actions={mayModel ? <NewRoute /> : null}
    >
      {say(
        'Disegna il primo: da un foglio vuoto o da uno degli esempi. Si pubblica quando è pronto.',
        'Draw the first one: on an empty canvas or from an example. It is published when it is ready.',
      )}
    </EmptyState>
  );
