import {
  Badge,
  Button,
  Card,
  EmptyState,
  Link,
  Load,
  say,
  Table,
  useApi,
  useEffect,
  usePermission,
  useState,
  type Column,
  type JSX,
} from '@libro-firma/desk/kit';
import type { PageProps } from '@libro-firma/desk/shell';
import type { RouteAnswer, VersionAnswer } from '../api/route-answers.js';
import { routesApi } from '../api/routes-api.js';
import { RouteFrame } from '../route/route-frame.js';
import { byText, routeHref, versionName, versionStates } from '../words.js';
import { CompareForm } from './compare-form.js';
import { DropDraft } from './drop-draft.js';
import { RetireDialog } from './retire-dialog.js';

const columns = (route: RouteAnswer): readonly Column<VersionAnswer>[] => [
  {
    key: 'version',
    header: say('Versione', 'Version'),
    title: true,
    narrow: true,
    render: ({ version }) => (
      <Link href={routeHref(route.id, 'versioni', String(version))}>{versionName(version)}</Link>
    ),
  },
  {
    key: 'state',
    header: say('Stato', 'State'),
    narrow: true,
    render: ({ state }) => <Badge kind={versionStates[state].badge}>{versionStates[state].label}</Badge>,
  },
  { key: 'by', header: say('Chi e quando', 'Who and when'), render: (version) => byText(version) },
  { key: 'reason', header: say('Perché', 'Why'), render: ({ reason }) => reason ?? '—' },
  {
    key: 'cases',
    header: say('Pratiche in corso', 'Running cases'),
    align: 'end',
    narrow: true,
    render: ({ runningCases, version }) =>
      runningCases === 0 ? (
        '0'
      ) : (
        <Link href={`${routeHref(route.id, 'osserva')}?versione=${version}`}>{runningCases}</Link>
      ),
  },
];

const Versions = ({ route, reload }: { readonly route: RouteAnswer; readonly reload: () => void }): JSX.Element => {
  const versions = useApi<{ readonly items: readonly VersionAnswer[] }>(`${routesApi.path(route.id)}/versions`);
  const [retiring, setRetiring] = useState(false);
  const mayPublish = usePermission('engine.deploy');
  // Another publication, by anybody.
  useEffect(() => {
    if (versions.data !== undefined) versions.reload();
  }, [route.rev, route.runningCases]);
  return (
    <Load from={versions}>
      {({ items }) => (
        <>
          {items.length === 0 ? (
            <EmptyState icon="it-files" title={say('Nessuna versione', 'No version yet')}>
              {say(
                'La prima nasce quando pubblichi il disegno. Da allora ogni pubblicazione ne aggiunge una.',
                'The first one comes with the first publication; each further one adds one.',
              )}
            </EmptyState>
          ) : (
            <Card>
              <Table
                caption={say('Versioni dell’iter', 'Versions of the route')}
                columns={columns(route)}
                rows={[...items].sort((left, right) => right.version - left.version)}
                rowKey={({ version }) => String(version)}
              />
            </Card>
          )}
          <CompareForm route={route} versions={items} />
          <DropDraft route={route} />
          {mayPublish && route.state === 'published' ? (
            <Card title={say('Ritirare l’iter', 'Retire the route')}>
              <p>
                {say(
                  'Nessuno potrà più avviarlo. Le pratiche in corso arrivano in fondo, e pubblicandolo di nuovo torna in uso.',
                  'Nobody can start it any more. Running cases come to their end, and publishing brings it back.',
                )}
              </p>
              <div class="lf-actions lfm-below">
                <Button variant="outline-danger" icon="it-delete" onClick={() => setRetiring(true)}>
                  {say('Ritira l’iter', 'Retire the route')}
                </Button>
              </div>
            </Card>
          ) : null}
          {retiring ? (
            <RetireDialog
              route={route}
              onClose={() => setRetiring(false)}
              onRetired={() => {
                setRetiring(false);
                reload();
              }}
            />
          ) : null}
        </>
      )}
    </Load>
  );
};

/** Who published what, when and why. */
export const VersionsPage = ({ params }: PageProps): JSX.Element => (
  <RouteFrame id={params['id'] ?? ''} page={say('versioni', 'versions')}>
    {(route, reload) => <Versions route={route} reload={reload} />}
  </RouteFrame>
);
