import { definePlugin } from '@libro-firma/engine/plugin';
import { Documents } from '@libro-firma/plugin-documents/ports';
import { Signing } from '@libro-firma/plugin-signing/ports';
import { signedFirst } from './drawing.js';
import { migrations } from './migrations.js';
import { module } from './module.js';
import { publishManifest } from './publish.js';
import { routes } from './routes.js';
import { AlboSettings } from './settings.js';
import { TermWatch } from './term-watch.js';

export default definePlugin({
  manifest: {
    name: 'albo',
    version: '1.0.0',
    label: { it: 'Albo pretorio', en: 'Notice board' },
    engine: 1,
    steps: [publishManifest],
  },
  module,
  migrations,
  settings: AlboSettings,
  permissions: [{ name: 'albo.read', label: { it: 'Vedere l’albo nella scrivania', en: 'See the board in the desk' } }],
  requires: [Documents, Signing],
  routes: ({ container, settings, demo }) => routes(container.get(Documents), { ...settings, demo }),
  checks: () => [signedFirst],
  desk: { module: new URL('./desk/index.js', import.meta.url) },
  start: async ({ container }) => container.get(TermWatch).start(),
  stop: ({ container }) => container.get(TermWatch).stop(),
  health: ({ container }) => container.get(TermWatch).health(),
});
