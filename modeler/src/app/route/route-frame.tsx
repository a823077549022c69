import {
  Load,
  LinkTabs,
  PageHeader,
  say,
  useApi,
  useLive,
  usePermission,
  type ComponentChildren,
  type Crumb,
  type JSX,
  type LinkTab,
} from '@libro-firma/desk/kit';
import type { RouteAnswer } from '../api/route-answers.js';
import { routesApi } from '../api/routes-api.js';
import { RouteBadges } from '../routes/route-row.js';
import { routeHref } from '../words.js';

export interface RouteFrameProps {
  readonly id: string;
  /** In the heading, after the route's name; none for the drawing itself. */
  readonly page?: string;
  /** The list of routes without it. */
  readonly back?: Crumb;
  /** The state of the route beside its name; not where the page is about one case, which may follow another version. */
  readonly badges?: boolean;
  readonly actions?: (route: RouteAnswer, reload: () => void) => ComponentChildren;
  readonly children: (route: RouteAnswer, reload: () => void) => ComponentChildren;
}

const tabsOf = (route: RouteAnswer, may: { readonly model: boolean; readonly watch: boolean }): readonly LinkTab[] => [
  { href: routeHref(route.id), label: say('Disegno', 'Drawing') },
  { href: routeHref(route.id, 'avvio'), label: say('Avvio', 'Start') },
  ...(may.model
    ? [
        {
          href: routeHref(route.id, 'prova'),
          label: say('Prova', 'Trial'),
          also: [`${routeHref(route.id, 'prova')}/:caseId`],
          count: route.trials,
        },
        { href: routeHref(route.id, 'scenari'), label: say('Scenari', 'Scenarios'), count: route.scenarios },
      ]
    : []),
  {
    href: routeHref(route.id, 'versioni'),
    label: say('Versioni', 'Versions'),
    also: [`${routeHref(route.id, 'versioni')}/:version`],
  },
  ...(may.watch
    ? [
        {
          href: routeHref(route.id, 'osserva'),
          label: say('In corso', 'Running'),
          also: [`${routeHref(route.id, 'osserva')}/:caseId`],
          count: route.runningCases,
        },
      ]
    : []),
];

/** What stands above every page of a route: its name and state, and the way to its other pages. */
export const RouteFrame = ({ id, page, back, badges = true, actions, children }: RouteFrameProps): JSX.Element => {
  const may = { model: usePermission('engine.model'), watch: usePermission('engine.watch') };
  const loaded = useApi<RouteAnswer>(routesApi.path(id));
  const { reload } = loaded;
  useLive(`route:${id}`, reload);
  return (
    <Load from={loaded} lines={6}>
      {(route) => (
        <div class={page === undefined ? 'lfm-route lfm-route-drawing' : 'lfm-route'}>
          <PageHeader
            title={page === undefined ? route.name : `${route.name}: ${page}`}
            back={back ?? { href: '/modeler', label: say('Iter', 'Routes') }}
            badges={badges ? <RouteBadges route={route} /> : undefined}
            actions={actions?.(route, reload)}
          />
          <LinkTabs label={say('Pagine dell’iter', 'Pages of the route')} tabs={tabsOf(route, may)} />
          {children(route, reload)}
        </div>
      )}
    </Load>
  );
};
