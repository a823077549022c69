import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useSession } from '../../kit/api/session.js';
import { Skeleton } from '../../kit/components/waiting.js';
import { useLocation } from '../../kit/route/link.js';
import { matchPath } from '../../kit/route/match.js';
import { useModules } from '../plugins/modules.js';
import { Forbidden, NotArrived, NotFound } from '../problems/problem-pages.js';
import { QueuePage } from '../queue/queue-page.js';
import { ErrorBoundary } from './error-boundary.js';

interface PageProps {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

type PageComponent = ComponentType<PageProps>;

interface PageRoute {
  readonly path: string;
  readonly permission?: string;
  readonly component: PageComponent;
}

/** A page whose code is loaded when it is first shown. */
const late = (load: () => Promise<PageComponent>): PageComponent => {
  let loaded: PageComponent | undefined;
  const LatePage = (props: PageProps): JSX.Element => {
    const [Page, setPage] = useState<PageComponent | undefined>(() => loaded);
    const [failed, setFailed] = useState(false);
    const [attempt, setAttempt] = useState(0);
    useEffect(() => {
      if (loaded !== undefined) return;
      setFailed(false);
      load().then(
        (page) => {
          loaded = page;
          setPage(() => page);
        },
        () => setFailed(true),
      );
    }, [attempt]);
    if (Page !== undefined) return <Page {...props} />;
    return failed ? <NotArrived onRetry={() => setAttempt(attempt + 1)} /> : <Skeleton lines={5} />;
  };
  return LatePage;
};

const own: readonly PageRoute[] = [
  { path: '', component: QueuePage },
  { path: 'attivita/:id', component: late(() => import('../task/task-page.js').then((module) => module.TaskPage)) },
  { path: 'nuova', component: late(() => import('../requests/choose-page.js').then((module) => module.ChoosePage)) },
  {
    path: 'nuova/:processId',
    component: late(() => import('../requests/start-page.js').then((module) => module.StartPage)),
  },
  {
    path: 'richieste',
    component: late(() => import('../requests/my-requests-page.js').then((module) => module.MyRequestsPage)),
  },
  { path: 'pratiche/:id', component: late(() => import('../case/case-page.js').then((module) => module.CasePage)) },
  {
    path: 'anomalie',
    permission: 'engine.incidents',
    component: late(() => import('../incidents/incidents-page.js').then((module) => module.IncidentsPage)),
  },
  {
    path: 'password',
    component: late(() => import('../account/password-page.js').then((module) => module.PasswordPage)),
  },
];

export const Routes = (): JSX.Element => {
  const { path, query } = useLocation();
  const { pages } = useModules();
  const { permissions } = useSession();
  const table: readonly PageRoute[] = [...own, ...pages];
  for (const route of table) {
    const params = matchPath(route.path, path);
    if (params === undefined) continue;
    if (route.permission !== undefined && !permissions.has(route.permission)) return <Forbidden />;
    return (
      <ErrorBoundary key={`${route.path} ${JSON.stringify(params)}`} what="Questa pagina">
        <route.component params={params} query={query} />
      </ErrorBoundary>
    );
  }
  return <NotFound />;
};
