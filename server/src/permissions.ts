import type { PermissionDefinition } from '@libro-firma/engine/plugin';
import { MODEL_PERMISSION, WATCH_PERMISSION } from './modeler/access.js';
import { ACCOUNTS_PERMISSION } from './routes/accounts.js';
import { DEPLOY_PERMISSION } from './routes/definitions.js';
import { INCIDENTS_PERMISSION } from './routes/incidents.js';

/** Permissions of the server's own routes. Which role has them is the organisation's to say. */
export const serverPermissions: readonly PermissionDefinition[] = [
  { name: ACCOUNTS_PERMISSION, label: { it: 'Gestire gli account e vedere gli accessi', en: 'Manage accounts' } },
  { name: DEPLOY_PERMISSION, label: { it: 'Caricare e pubblicare iter', en: 'Deploy and publish processes' } },
  { name: MODEL_PERMISSION, label: { it: 'Disegnare e provare iter', en: 'Draw and try routes' } },
  { name: WATCH_PERMISSION, label: { it: 'Osservare le pratiche in corso sul disegno', en: 'Watch running cases' } },
  { name: INCIDENTS_PERMISSION, label: { it: 'Vedere e risolvere le anomalie', en: 'See and resolve incidents' } },
];
