import { importPlugins } from '../compose/modules.js';
import { loadSettings } from '../settings/load.js';
import { checkPluginSecrets } from '../settings/plugin-secrets.js';
import { options, Usage } from './usage.js';

/** `libro-firma settings check`: reads settings and plugins, changes nothing, starts nothing. */
export const settingsCommand = async (args: readonly string[]): Promise<number> => {
  const { positionals } = options(args, {}, 'settings check', 1);
  if (positionals[0] !== 'check') throw new Usage('Uso: libro-firma settings check');
  const settings = loadSettings();
  const plugins = await importPlugins([...settings.modules, ...settings.additionalModules], settings.folder);
  checkPluginSecrets(plugins, settings);
  for (const remark of settings.remarks) console.log(`Attenzione: ${remark}`);
  console.log('Le impostazioni sono valide.');
  console.log(`  Indirizzo   ${settings.publicUrl ?? `http://${settings.host}:${settings.port}`}`);
  console.log(`  Dati        ${settings.dataDir}`);
  console.log(`  Base dati   ${settings.database.url.replace(/:\/\/([^:@/]*):[^@/]*@/, '://$1:***@')}`);
  console.log(`  Enti        ${settings.tenants.map(({ id, name }) => `${name} (${id})`).join(', ')}`);
  console.log(`  Plugin      ${plugins.map(({ manifest }) => `${manifest.name} ${manifest.version}`).join(', ')}`);
  return 0;
};
