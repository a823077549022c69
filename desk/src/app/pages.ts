import { late } from '../shell/late.js';
import type { PageRoute } from '../shell/definition.js';
import { QueuePage } from './queue/queue-page.js';

/** The desk's own pages. */
export const deskPages: readonly PageRoute[] = [
  { path: '', component: QueuePage },
  { path: 'attivita/:id', component: late(() => import('./task/task-page.js').then((module) => module.TaskPage)) },
  { path: 'nuova', component: late(() => import('./requests/choose-page.js').then((module) => module.ChoosePage)) },
  {
    path: 'nuova/:processId',
    component: late(() => import('./requests/start-page.js').then((module) => module.StartPage)),
  },
  {
    path: 'richieste',
    component: late(() => import('./requests/my-requests-page.js').then((module) => module.MyRequestsPage)),
  },
  { path: 'pratiche/:id', component: late(() => import('./case/case-page.js').then((module) => module.CasePage)) },
  {
    path: 'anomalie',
    permission: 'engine.incidents',
    component: late(() => import('./incidents/incidents-page.js').then((module) => module.IncidentsPage)),
  },
];
