import type { JSX } from 'preact';
import { useSession } from '../../kit/api/session.js';
import { useLocation } from '../../kit/route/link.js';
import { matchPath } from '../../kit/route/match.js';
import { say } from '../../kit/text/language.js';
import { useApp, type PageRoute } from '../definition.js';
import { late } from '../late.js';
import { useModules } from '../plugins/modules.js';
import { Forbidden, NotFound } from '../problems/problem-pages.js';
import { ErrorBoundary } from './error-boundary.js';

const PasswordPage = late(() => import('../account/password-page.js').then((module) => module.PasswordPage));

export type Found =
  | { readonly kind: 'page'; readonly route: PageRoute; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'none' };

/** The page of the address: the app's own first, then the frame's, then the plugins'. */
export const useRoute = (): Found => {
  const app = useApp();
  const { path } = useLocation();
  const { pages } = useModules();
  const { permissions } = useSession();
  if (app.permissions !== undefined && !app.permissions.some((one) => permissions.has(one)))
    return { kind: 'forbidden' };
  const table: readonly PageRoute[] = [
    ...app.pages,
    { path: `${app.home}/password`, component: PasswordPage },
    ...(app.pluginPages === true ? pages : []),
  ];
  for (const route of table) {
    const params = matchPath(route.path, path);
    if (params === undefined) continue;
    if (route.permission !== undefined && !permissions.has(route.permission)) return { kind: 'forbidden' };
    return { kind: 'page', route, params };
  }
  return { kind: 'none' };
};

export const Routes = ({ found }: { readonly found: Found }): JSX.Element => {
  const { query } = useLocation();
  if (found.kind === 'forbidden') return <Forbidden />;
  if (found.kind === 'none') return <NotFound />;
  const { route, params } = found;
  return (
    <ErrorBoundary key={`${route.path} ${JSON.stringify(params)}`} what={say('Questa pagina', 'This page')}>
      <route.component params={params} query={query} />
    </ErrorBoundary>
  );
};
