/**
 * Sectors, offices, people and their roles, substitutions and signature books; who holds what today.
 * @packageDocumentation
 */
import { definePlugin, Directory } from '@libro-firma/engine/plugin';
import { fields } from './fields/fields.js';
import { lists } from './lists.js';
import { migrations } from './migrations/index.js';
import { module } from './module.js';
import { permissionDefinitions } from './permissions.js';
import { Organisation } from './ports.js';
import { routes } from './routes/index.js';
import { OrganisationSettings } from './settings.js';
import { vacantBooks } from './vacant-books.js';

export { controlCharacter, fiscalCodeProblem } from './fiscal-code.js';
export { permissionsByRole } from './permissions.js';
export * from './ports.js';

export default definePlugin({
  manifest: {
    name: 'organisation',
    version: '0.1.0',
    label: { it: 'Organizzazione', en: 'Organisation' },
    engine: 1,
  },
  module,
  migrations,
  settings: OrganisationSettings,
  permissions: permissionDefinitions,
  routes,
  fields: () => fields,
  lists: () => lists,
  checks: () => [vacantBooks],
  desk: {
    module: new URL('./desk/index.js', import.meta.url),
    styles: new URL('./desk/index.css', import.meta.url),
  },
  provides: [Directory, Organisation],
});
