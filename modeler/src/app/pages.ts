import { late, type PageRoute } from '@libro-firma/desk/shell';

/** The modeler's pages. */
export const modelerPages: readonly PageRoute[] = [
  { path: 'modeler', component: late(() => import('./routes/routes-page.js').then((module) => module.RoutesPage)) },
];
