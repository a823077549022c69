import {
  Badge,
  Button,
  Card,
  DefinitionList,
  ErrorAlert,
  Load,
  say,
  Skeleton,
  useApi,
  type JSX,
} from '@libro-firma/desk/kit';
import type { PageProps } from '@libro-firma/desk/shell';
import type { RouteAnswer, VersionXmlAnswer } from '../api/route-answers.js';
import { useCatalogue } from '../api/catalogue.js';
import { routesApi } from '../api/routes-api.js';
import { downloadText } from '../parts/bpmn-file.js';
import { Diagram } from '../parts/diagram.js';
import { RouteFrame } from '../route/route-frame.js';
import { byText, routeHref, versionName, versionStates } from '../words.js';
import { draftChoice } from './comparison.js';

const Version = ({ route, version }: { readonly route: RouteAnswer; readonly version: string }): JSX.Element => {
  const loaded = useApi<VersionXmlAnswer>(`${routesApi.path(route.id)}/versions/${encodeURIComponent(version)}`);
  const { catalogue, error, retry } = useCatalogue();
  const current = route.draft === null ? route.version : draftChoice;
  return (
    <Load from={loaded}>
      {(about) => (
        <>
          <Card>
            <DefinitionList
              items={[
                {
                  term: say('Stato', 'State'),
                  value: <Badge kind={versionStates[about.state].badge}>{versionStates[about.state].label}</Badge>,
                },
                { term: say('Pubblicata da', 'Published by'), value: byText(about) },
                { term: say('Perché', 'Why'), value: about.reason },
                { term: say('Pratiche in corso', 'Running cases'), value: String(about.runningCases) },
              ]}
            />
            <div class="lf-actions lfm-below">
              {current === null || String(current) === version ? null : (
                <Button
                  variant="outline-primary"
                  size="sm"
                  href={`${routeHref(route.id, 'versioni', 'confronta')}?da=${version}&a=${current}`}
                >
                  {current === draftChoice
                    ? say('Confronta con la bozza', 'Compare with the draft')
                    : say('Confronta con quella in uso', 'Compare with the one in use')}
                </Button>
              )}
              <Button
                variant="outline-primary"
                size="sm"
                icon="it-download"
                onClick={() => downloadText(`${route.id}-v${version}.bpmn`, 'application/xml', about.xml)}
              >
                {say('Scarica BPMN', 'Download BPMN')}
              </Button>
            </div>
          </Card>
          {error === undefined ? null : <ErrorAlert error={error} onRetry={retry} />}
          {catalogue === undefined ? (
            <Skeleton lines={6} />
          ) : (
            <Diagram xml={about.xml} catalogue={catalogue} label={versionName(about.version)} />
          )}
        </>
      )}
    </Load>
  );
};

/** One version as it was drawn. */
export const VersionPage = ({ params }: PageProps): JSX.Element => {
  const version = params['version'] ?? '';
  return (
    <RouteFrame id={params['id'] ?? ''} page={versionName(Number(version)).toLowerCase()}>
      {(route) => <Version route={route} version={version} />}
    </RouteFrame>
  );
};
