import {
  Badge,
  Button,
  Card,
  DefinitionList,
  ErrorAlert,
  formatDateTime,
  Load,
  say,
  Skeleton,
  useApi,
  useLive,
  usePermission,
  type JSX,
} from '@libro-firma/desk/kit';
import { Timeline, type PageProps } from '@libro-firma/desk/shell';
import type { RouteAnswer } from '../api/route-answers.js';
import type { WatchedCaseAnswer, WatchedCaseFacts, WatchedIncident } from '../api/watch-answers.js';
import { useCatalogue } from '../api/catalogue.js';
import { routesApi } from '../api/routes-api.js';
import { CaseDiagram } from '../parts/case-diagram.js';
import { RouteFrame } from '../route/route-frame.js';
import { caseStates, routeHref, versionName } from '../words.js';
import { IncidentList } from './incident-list.js';
import { RetryList } from './retry-list.js';
import { useSettled } from './use-settled.js';

interface FactsProps {
  readonly about: WatchedCaseFacts;
  /** The version that new cases follow. */
  readonly inUse: number | null;
}

const Facts = ({ about, inUse }: FactsProps): JSX.Element => (
  <Card title={about.title}>
    <div class="lf-badges">
      <Badge>{caseStates[about.state]}</Badge>
      {about.version === undefined ? null : <Badge>{versionName(about.version)}</Badge>}
      {about.confidential ? (
        <Badge kind="warning" icon="it-lock">
          {say('Riservata', 'Confidential')}
        </Badge>
      ) : null}
    </div>
    <DefinitionList
      items={[
        { term: say('Chiesta da', 'Requested by'), value: about.startedBy?.name },
        {
          term: say('In uso oggi', 'In use today'),
          value: inUse === null || inUse === about.version ? undefined : versionName(inUse),
        },
        { term: say('Cominciata', 'Begun'), value: formatDateTime(about.startedAt) },
        {
          term: say('Finita', 'Ended'),
          value: about.endedAt === undefined ? undefined : formatDateTime(about.endedAt),
        },
      ]}
    />
    {about.visible === true ? (
      <div class="lf-actions lfm-below">
        <Button variant="outline-primary" size="sm" href={`/pratiche/${encodeURIComponent(about.id)}`}>
          {say('Apri la pratica sulla scrivania', 'Open the case on the desk')}
        </Button>
      </div>
    ) : null}
  </Card>
);

const WatchedCase = ({ route, caseId }: { readonly route: RouteAnswer; readonly caseId: string }): JSX.Element => {
  const loaded = useApi<WatchedCaseAnswer>(`${routesApi.path(route.id)}/watch/${encodeURIComponent(caseId)}`);
  const mayDecide = usePermission('engine.incidents');
  const incidents = useApi<{ readonly items: readonly WatchedIncident[] }>(
    mayDecide ? `/incidents?caseId=${encodeURIComponent(caseId)}` : null,
  );
  const reload = (): void => {
    loaded.reload();
    incidents.reload();
  };
  useLive(`route:${route.id}`, useSettled(reload));
  const { catalogue, error, retry } = useCatalogue();
  return (
    <Load from={loaded} lines={8}>
      {(answer) => (
        <div class="lfm-play">
          <div class="lfm-play-main">
            {error !== undefined ? (
              <ErrorAlert error={error} onRetry={retry} />
            ) : catalogue === undefined ? (
              <Skeleton lines={6} />
            ) : (
              <CaseDiagram instances={answer.instances} catalogue={catalogue} />
            )}
          </div>
          <div class="lfm-play-aside">
            <Facts about={answer.case} inUse={route.version} />
            <IncidentList incidents={incidents.data?.items ?? []} onDecided={reload} />
            <RetryList retries={answer.retries} />
            <Card title={say('Che cosa è successo', 'What happened')}>
              <Timeline caseId={caseId} entries={answer.history} />
            </Card>
          </div>
        </div>
      )}
    </Load>
  );
};

/** One running or ended case: its path on the drawing, its history, what it is stopped on. */
export const WatchedCasePage = ({ params }: PageProps): JSX.Element => {
  const id = params['id'] ?? '';
  return (
    <RouteFrame
      id={id}
      page={say('una pratica', 'a case')}
      badges={false}
      back={{ href: routeHref(id, 'osserva'), label: say('Pratiche in corso', 'Running cases') }}
    >
      {(route) => <WatchedCase key={params['caseId']} route={route} caseId={params['caseId'] ?? ''} />}
    </RouteFrame>
  );
};
