import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { startServer } from '../compose/start-server.js';
import { demoBanner } from '../demo/banner.js';
import { importExample } from '../demo/example.js';
import { seedDemo, type Seeded } from '../demo/seed.js';
import { isLoopback } from '../http/tenants.js';
import { loadSettings, type Settings } from '../settings/load.js';
import type { SettingsInput } from '../settings/schema.js';
import { options } from './usage.js';
import { untilStopped } from './until-stopped.js';

const DEFAULTS: SettingsInput = {
  tenants: [{ id: 'palermo', name: 'Comune di Palermo' }],
  log: { level: 'warn' },
};

/** Known passwords and keys without value: nobody but this machine may reach them. */
const refuseOutside = ({ host, publicUrl }: Settings): void => {
  const reached = publicUrl === undefined ? host : new URL(publicUrl).hostname;
  if (isLoopback(host) && isLoopback(reached)) return;
  throw new LibroFirmaError('invalid', 'server.demo-host', {
    it: `La dimostrazione usa password e chiavi note a tutti e si apre solo su questa macchina (127.0.0.1), non su ${isLoopback(host) ? reached : host}. Per l'esercizio usare "libro-firma start".`,
    en: 'The demo uses passwords and keys that everybody knows: it serves the loopback address only.',
  });
};

/** `libro-firma demo`: the example on this machine, with demo accounts, demo keys and a mail box of its own. */
export const demoCommand = async (args: readonly string[]): Promise<number> => {
  options(args, {}, 'demo');
  const settings = loadSettings({ defaults: DEFAULTS });
  refuseOutside(settings);
  const example = await importExample(settings);
  let seeded: Seeded | undefined;
  const server = await startServer({
    settings,
    demo: true,
    prepare: async (prepared) => {
      if (prepared.isNew) console.log('Primo avvio: preparazione dei dati della dimostrazione ...');
      seeded = await seedDemo(prepared, example);
    },
  });
  const say = (text: string): void => console.log(text);
  return untilStopped(server, say, () => {
    for (const remark of settings.remarks) say(`Attenzione: ${remark}`);
    if (seeded !== undefined) say(demoBanner(server, example, seeded));
  });
};
