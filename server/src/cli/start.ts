import { pluginTitle } from '../compose/modules.js';
import { startServer } from '../compose/start-server.js';
import { loadSettings } from '../settings/load.js';
import { options } from './usage.js';
import { untilStopped } from './until-stopped.js';

/** `libro-firma start`: for service. No demo data, no demo keys, no movable clock. */
export const startCommand = async (args: readonly string[]): Promise<number> => {
  options(args, {}, 'start');
  const settings = loadSettings();
  const server = await startServer({ settings });
  const say = (text: string): void => server.log.info({}, text);
  return untilStopped(server, say, () => {
    for (const plugin of server.addedPlugins) say(`Avviato con il modulo ${pluginTitle(plugin)}`);
    say(`Libro Firma in ascolto su ${server.url}, raggiungibile da ${server.publicUrl}; dati in ${settings.dataDir}`);
  });
};
