/**
 * The protocol register: gap-free numbers after the last valid signature, sealed segnatura, voiding, courtesy copies.
 * @packageDocumentation
 */
import { CaseHints, definePlugin, Directory } from '@libro-firma/engine/plugin';
import { Documents } from '@libro-firma/plugin-documents/ports';
import { Organisation } from '@libro-firma/plugin-organisation/ports';
import { Seal, Signing, Verification } from '@libro-firma/plugin-signing/ports';
import { lists } from './lists.js';
import { migrations } from './migrations/index.js';
import { module } from './module.js';
import { nothingToRegister } from './nothing-to-register.js';
import { numberLast } from './number-last.js';
import { permissions } from './permissions.js';
import { Protocol } from './ports.js';
import { recipientsDrawn } from './recipients-drawn.js';
import { registerDrawn } from './register-drawn.js';
import { RegisterHintsKey, registerRoom } from './register-hints.js';
import { changeRoutes } from './routes/changes.js';
import { RoutePorts } from './routes/ports.js';
import { registerRoutes } from './routes/registers.js';
import { registrationRoutes } from './routes/registrations.js';
import { settings } from './settings.js';
import { REGISTER_STEP, registerManifest } from './steps/register-manifest.js';
import { trial } from './trial.js';

export * from './ports.js';

export default definePlugin({
  manifest: {
    name: 'protocol',
    version: '0.1.0',
    label: { it: 'Protocollo', en: 'Protocol register' },
    engine: 1,
    steps: [registerManifest],
  },
  module,
  migrations,
  settings,
  permissions,
  provides: [Protocol],
  requires: [Directory, Documents, Organisation, Signing, Verification, Seal],
  lists: ({ container }) => lists(container.get(Protocol)),
  routes: (context) => {
    const ports = new RoutePorts(context);
    return [...registrationRoutes(ports), ...changeRoutes(ports), ...registerRoutes(ports)];
  },
  desk: { module: new URL('./desk/index.js', import.meta.url) },
  rooms: [registerRoom],
  start: async ({ container }) => {
    const hints = container.get(RegisterHintsKey);
    container.get(CaseHints).listen((tenant, told) => hints.listener(tenant, told));
  },
  checks: () => [nothingToRegister, registerDrawn, recipientsDrawn, numberLast],
  trial,
  publishable: async ({ container, tenants }, stepType) => {
    if (stepType !== REGISTER_STEP) return undefined;
    const seal = container.get(Seal);
    for (const tenant of tenants) {
      if ((await seal.atHand(tenant, 'live')) === undefined) {
        return {
          it: 'La protocollazione vuole il sigillo elettronico dell’amministrazione, con la chiave in questo sistema, che non è configurato: la segnatura non potrebbe essere sigillata.',
          en: 'No electronic seal with a local key is configured.',
        };
      }
    }
    return undefined;
  },
});
