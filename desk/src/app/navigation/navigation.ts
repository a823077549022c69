import { useSession } from '../../kit/api/session.js';
import { useStore } from '../../kit/feedback/store.js';
import { plural } from '../../kit/text/format.js';
import type { NavEntry, NavGroup } from '../../shell/definition.js';
import { useModules } from '../../shell/plugins/modules.js';
import { queueCount } from './queue-count.js';

/** Whoever may do one of these with routes finds the modeler in the navigation. */
const modelerPermissions = ['engine.model', 'engine.deploy', 'engine.watch'];

/** The desk's own pages, then the plugins', those that the person may see. */
export const useDeskNavigation = (): readonly NavGroup[] => {
  const { permissions } = useSession();
  const { pages } = useModules();
  const queue = useStore(queueCount);
  const own: readonly NavEntry[] = [
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
  const plugins: readonly NavEntry[] = pages
    .filter((page) => page.nav !== undefined && (page.permission === undefined || permissions.has(page.permission)))
    .sort((left, right) => (left.nav ?? 0) - (right.nav ?? 0))
    .map((page) => ({ href: `/${page.path}`, label: page.title, icon: page.icon ?? 'it-file' }));
  const watch: readonly NavEntry[] = [
    ...(modelerPermissions.some((one) => permissions.has(one))
      ? [{ href: '/modeler', label: 'Modellatore degli iter', icon: 'it-chart-line' }]
      : []),
    ...(permissions.has('engine.incidents')
      ? [{ href: '/anomalie', label: 'Anomalie', icon: 'it-warning-circle' }]
      : []),
  ];
  return [{ entries: own }, { title: 'Strumenti', entries: [...plugins, ...watch] }];
};
