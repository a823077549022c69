import type { JSX } from 'preact';
import { useSession } from '../../kit/api/session.js';
import { Icon } from '../../kit/components/icon.js';
import { useStore } from '../../kit/feedback/store.js';
import { Link, useLocation } from '../../kit/route/link.js';
import { matchPath } from '../../kit/route/match.js';
import { plural } from '../../kit/text/format.js';
import { useModules } from '../plugins/modules.js';
import { queueCount } from './queue-count.js';

interface Entry {
  readonly href: string;
  readonly label: string;
  readonly icon: string;
  /** Further paths on which this entry is the current one. */
  readonly also?: readonly string[];
  readonly count?: number;
  readonly countText?: string;
  readonly countMore?: boolean;
}

const NavList = ({ entries, path }: { readonly entries: readonly Entry[]; readonly path: string }): JSX.Element => (
  <ul class="lf-nav-list">
    {entries.map((entry) => {
      const exact = matchPath(entry.href, path) !== undefined;
      const within = exact || (entry.also ?? []).some((pattern) => matchPath(pattern, path) !== undefined);
      return (
        <li key={entry.href}>
          <Link
            href={entry.href}
            class={within ? 'lf-nav-current' : undefined}
            aria-current={exact ? 'page' : undefined}
          >
            <Icon name={entry.icon} />
            <span>{entry.label}</span>
            {entry.count === undefined || entry.count === 0 ? null : (
              <span class="lf-nav-count">
                <span aria-hidden="true">{entry.countMore === true ? `${entry.count}+` : entry.count}</span>
                <span class="visually-hidden">, {entry.countText}</span>
              </span>
            )}
          </Link>
        </li>
      );
    })}
  </ul>
);

/** The desk's own pages, then the plugins', those that the person may see. */
export const Navigation = (): JSX.Element => {
  const { permissions } = useSession();
  const { pages } = useModules();
  const { path } = useLocation();
  const queue = useStore(queueCount);
  const own: readonly Entry[] = [
    {
      href: '/',
      label: 'La mia scrivania',
      icon: 'it-inbox',
      also: ['/attivita/:id'],
      ...(queue === undefined
        ? {}
        : {
            count: queue.count,
            countMore: queue.more,
            countText: plural(queue.count, 'attività da svolgere', 'attività da svolgere'),
          }),
    },
    { href: '/nuova', label: 'Nuova richiesta', icon: 'it-plus-circle', also: ['/nuova/:processId'] },
    { href: '/richieste', label: 'Le mie richieste', icon: 'it-files' },
  ];
  const plugins: readonly Entry[] = pages
    .filter((page) => page.nav !== undefined && (page.permission === undefined || permissions.has(page.permission)))
    .sort((left, right) => (left.nav ?? 0) - (right.nav ?? 0))
    .map((page) => ({ href: `/${page.path}`, label: page.title, icon: page.icon ?? 'it-file' }));
  const watch: readonly Entry[] = permissions.has('engine.incidents')
    ? [{ href: '/anomalie', label: 'Anomalie', icon: 'it-warning-circle' }]
    : [];
  const tools = [...plugins, ...watch];
  return (
    <nav aria-label="Principale" class="lf-nav">
      <NavList entries={own} path={path} />
      {tools.length === 0 ? null : (
        <>
          <h2 class="lf-nav-title">Strumenti</h2>
          <NavList entries={tools} path={path} />
        </>
      )}
    </nav>
  );
};
