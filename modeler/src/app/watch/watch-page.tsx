import {
  Alert,
  Badge,
  EmptyState,
  ErrorAlert,
  Load,
  navigate,
  plural,
  say,
  Select,
  Skeleton,
  useApi,
  useEffect,
  useMemo,
  useRef,
  useState,
  type JSX,
} from '@libro-firma/desk/kit';
import type { PageProps } from '@libro-firma/desk/shell';
import type { Catalogue, SelectedElement } from '../../editor/contract.js';
import type { RouteAnswer, VersionAnswer } from '../api/route-answers.js';
import type { WatchAnswer } from '../api/watch-answers.js';
import { useCatalogue } from '../api/catalogue.js';
import { routesApi } from '../api/routes-api.js';
import { useDefinitionXml } from '../parts/case-diagram.js';
import { Diagram } from '../parts/diagram.js';
import { RouteFrame } from '../route/route-frame.js';
import { routeHref, versionName } from '../words.js';
import { CaseList } from './case-list.js';
import { IncidentList } from './incident-list.js';
import { RetryList } from './retry-list.js';
import { shownOf } from './tokens.js';
import { useWatch } from './use-watch.js';

const Legend = (): JSX.Element => (
  <ul class="lf-diagram-legend">
    <li class="lf-legend-active">{say('ci sono pratiche', 'cases are here')}</li>
    <li class="lf-legend-failed">{say('fermo per un problema', 'stopped on a problem')}</li>
  </ul>
);

const Map = ({
  answer,
  catalogue,
  onSelect,
}: {
  readonly answer: WatchAnswer;
  readonly catalogue: Catalogue;
  readonly onSelect: (element: SelectedElement | undefined) => void;
}): JSX.Element => {
  const { xml, error } = useDefinitionXml(answer.definitionId);
  // Compared by what it says, so that reading the same again does not mark again.
  const said = JSON.stringify(answer.elements);
  const shown = useMemo(() => shownOf(answer.elements), [said]);
  if (error !== undefined) return <ErrorAlert error={error} />;
  if (xml === undefined) return <Skeleton lines={6} />;
  return (
    <Diagram
      xml={xml}
      catalogue={catalogue}
      label={say('Dove si trovano le pratiche in corso', 'Where the running cases stand')}
      marks={shown.marks}
      badges={shown.badges}
      focus={[...(shown.marks['lf-failed'] ?? []), ...(shown.marks['lf-active'] ?? [])].slice(0, 1)}
      legend={<Legend />}
      onSelect={onSelect}
    />
  );
};

const Versions = ({
  route,
  version,
}: {
  readonly route: RouteAnswer;
  readonly version: number;
}): JSX.Element | null => {
  const { data, reload } = useApi<{ readonly items: readonly VersionAnswer[] }>(`${routesApi.path(route.id)}/versions`);
  // Publishing, withdrawing, starting and ending cases each change what there is to choose.
  const now = `${route.version} ${route.rev} ${route.runningCases}`;
  const before = useRef(now);
  useEffect(() => {
    if (before.current === now) return;
    before.current = now;
    reload();
  }, [now]);
  const alive = (data?.items ?? []).filter(
    (one) => one.runningCases > 0 || one.version === version || one.version === route.version,
  );
  if (alive.length < 2) return null;
  return (
    <Select
      label={say('Versione', 'Version')}
      options={[...alive]
        .sort((left, right) => right.version - left.version)
        .map((one) => ({
          value: String(one.version),
          label: `${versionName(one.version)} (${plural(one.runningCases, say('in corso', 'running'), say('in corso', 'running'))})`,
        }))}
      value={String(version)}
      onChange={(chosen) => navigate(`${routeHref(route.id, 'osserva')}?versione=${chosen}`, { replace: true })}
    />
  );
};

interface WatchProps {
  readonly route: RouteAnswer;
  readonly version: number | undefined;
}

const Watch = ({ route, version }: WatchProps): JSX.Element => {
  const watched = useWatch(route.id, version);
  const { catalogue, error, retry } = useCatalogue();
  const [selected, setSelected] = useState<SelectedElement | undefined>(undefined);
  if (error !== undefined) return <ErrorAlert error={error} onRetry={retry} />;
  return (
    <Load from={watched} lines={8}>
      {(answer) => (
        <div class="lfm-watch">
          <div class="lfm-watch-head">
            <p class="lfm-watch-count" role="status">
              <strong>
                {plural(
                  answer.running,
                  say('pratica in corso', 'running case'),
                  say('pratiche in corso', 'running cases'),
                )}
              </strong>{' '}
              <span class="lf-muted">{versionName(answer.version)}</span>{' '}
              {answer.retries.length === 0 ? null : (
                <Badge kind="warning" icon="it-refresh">
                  {plural(
                    answer.retries.length,
                    say('passo da ritentare', 'step to be tried again'),
                    say('passi da ritentare', 'steps to be tried again'),
                  )}
                </Badge>
              )}
            </p>
            <Versions route={route} version={answer.version} />
          </div>
          {answer.partial ? (
            <Alert>
              {say(
                'Le pratiche sono molte: i numeri sul disegno contano solo le prime.',
                'There are many cases: the figures on the drawing are of the first ones only.',
              )}
            </Alert>
          ) : null}
          {catalogue === undefined ? (
            <Skeleton lines={6} />
          ) : (
            <Map answer={answer} catalogue={catalogue} onSelect={setSelected} />
          )}
          <IncidentList routeId={route.id} incidents={answer.incidents} onDecided={watched.reload} />
          <RetryList routeId={route.id} retries={answer.retries} />
          <CaseList
            routeId={route.id}
            watched={watched}
            at={selected !== undefined && selected.id in answer.elements ? selected : undefined}
            onEverywhere={() => setSelected(undefined)}
          />
        </div>
      )}
    </Load>
  );
};

/** "In corso": the running cases of a route on its drawing, as they move. */
export const WatchPage = ({ params, query }: PageProps): JSX.Element => {
  const asked = Number(query.get('versione'));
  const version = Number.isInteger(asked) && asked > 0 ? asked : undefined;
  return (
    <RouteFrame id={params['id'] ?? ''} page={say('in corso', 'running')}>
      {(route) =>
        route.version === null ? (
          <EmptyState icon="it-inbox" title={say('Ancora nessuna pratica', 'No case yet')}>
            {say(
              'L’iter non è mai stato pubblicato: le pratiche compaiono qui quando qualcuno lo avvia.',
              'The route was never published: cases show up here when somebody starts it.',
            )}
          </EmptyState>
        ) : (
          <Watch key={version} route={route} version={version} />
        )
      }
    </RouteFrame>
  );
};
