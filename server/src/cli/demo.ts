import { demoBanner } from '../demo/banner.js';
import { DEMO_DEFAULTS, startDemo } from '../demo/start-demo.js';
import { loadSettings } from '../settings/load.js';
import { options } from './usage.js';
import { untilStopped } from './until-stopped.js';

/** `libro-firma demo`: the example on this machine, with demo accounts, demo keys and a mail box of its own. */
export const demoCommand = async (args: readonly string[]): Promise<number> => {
  options(args, {}, 'demo');
  const say = (text: string): void => console.log(text);
  const settings = loadSettings({ defaults: DEMO_DEFAULTS });
  const { server, example, seeded } = await startDemo({ settings }, () =>
    say('Primo avvio: preparazione dei dati della dimostrazione ...'),
  );
  return untilStopped(server, say, () => {
    for (const remark of settings.remarks) say(`Attenzione: ${remark}`);
    say(demoBanner(server, example, seeded));
  });
};
