import type { Access, Actor } from '@libro-firma/engine/plugin';
import { DEPLOY_PERMISSION } from '../routes/definitions.js';
import { MODEL_PERMISSION, WATCH_PERMISSION } from './permissions.js';

export { DEPLOY_PERMISSION, MODEL_PERMISSION, WATCH_PERMISSION };

const READING = [MODEL_PERMISSION, DEPLOY_PERMISSION, WATCH_PERMISSION];

export const readsRoutes = ({ permissions }: Pick<Actor, 'permissions'>): boolean =>
  READING.some((permission) => permissions.has(permission));

/** Routes, drafts and versions are no secret among those who work on routes. */
export const readers: Extract<Access, { kind: 'rule' }> = {
  kind: 'rule',
  rule: 'chi disegna, pubblica o osserva gli iter',
  reveal: true,
  check: (_tx, { actor }) => Promise.resolve(readsRoutes(actor)),
};

export const modelers: Access = { kind: 'permission', permission: MODEL_PERMISSION };
export const publishers: Access = { kind: 'permission', permission: DEPLOY_PERMISSION };
export const watchers: Access = { kind: 'permission', permission: WATCH_PERMISSION };
