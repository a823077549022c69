import { late, type PageRoute } from '@libro-firma/desk/shell';

const modelers = 'engine.model';
const watchers = 'engine.watch';

const drawing = late(() => import('./drawing/drawing-page.js').then((module) => module.DrawingPage));

/** The modeler's pages; each comes when it is opened for the first time. */
export const modelerPages: readonly PageRoute[] = [
  { path: 'modeler', component: late(() => import('./routes/routes-page.js').then((module) => module.RoutesPage)) },
  {
    path: 'modeler/nuovo',
    permission: modelers,
    component: late(() => import('./new-route/new-route-page.js').then((module) => module.NewRoutePage)),
  },
  { path: 'modeler/iter/:id', component: drawing, wide: true },
  {
    path: 'modeler/iter/:id/avvio',
    component: late(() => import('./start-form/start-form-page.js').then((module) => module.StartFormPage)),
  },
  {
    path: 'modeler/iter/:id/prova',
    permission: modelers,
    component: late(() => import('./trial/trials-page.js').then((module) => module.TrialsPage)),
  },
  {
    path: 'modeler/iter/:id/prova/:caseId',
    permission: modelers,
    component: late(() => import('./trial/trial-page.js').then((module) => module.TrialPage)),
    wide: true,
  },
  {
    path: 'modeler/iter/:id/scenari',
    permission: modelers,
    component: late(() => import('./scenarios/scenarios-page.js').then((module) => module.ScenariosPage)),
  },
  {
    path: 'modeler/iter/:id/versioni',
    component: late(() => import('./versions/versions-page.js').then((module) => module.VersionsPage)),
  },
  {
    path: 'modeler/iter/:id/versioni/confronta',
    component: late(() => import('./versions/compare-page.js').then((module) => module.ComparePage)),
    wide: true,
  },
  {
    path: 'modeler/iter/:id/versioni/:version',
    component: late(() => import('./versions/version-page.js').then((module) => module.VersionPage)),
  },
  {
    path: 'modeler/iter/:id/osserva',
    permission: watchers,
    component: late(() => import('./watch/watch-page.js').then((module) => module.WatchPage)),
  },
  {
    path: 'modeler/iter/:id/osserva/:caseId',
    permission: watchers,
    component: late(() => import('./watch/watched-case-page.js').then((module) => module.WatchedCasePage)),
    wide: true,
  },
];
