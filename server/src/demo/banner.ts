import { existsSync } from 'node:fs';
import { pluginTitle } from '../compose/modules.js';
import type { RunningServer } from '../compose/start-server.js';
import type { Example } from './example.js';
import { DEMO_PASSWORD, samplesFolder, type Seeded } from './seed.js';

/** Where the desk shows the mails of the demo. */
const MAILS_PAGE = '/posta-di-prova';

/** The PIN of the demo's keys, as the signing plugin's settings have it. */
const pinOf = ({ engine }: RunningServer): string | undefined => {
  const signing = engine.plugins.find(({ definition }) => definition.manifest.name === 'signing');
  const settings = signing?.context.settings as { demo?: { pin?: string } } | undefined;
  return settings?.demo?.pin;
};

/** Where mails go: to the mail box of the demo, or out of the machine by the server that the settings name. */
const mailsText = ({ engine, url }: RunningServer): string => {
  const notification = engine.plugins.find(({ definition }) => definition.manifest.name === 'notification');
  const { smtpUrl, smtpHost } = (notification?.context.settings ?? {}) as { smtpUrl?: string; smtpHost?: string };
  const outside = smtpUrl ?? smtpHost;
  return outside === undefined
    ? `${url}${MAILS_PAGE} (non escono da questa macchina)`
    : `escono da questa macchina con il server di posta ${outside}, verso gli indirizzi veri dei destinatari`;
};

/** What a newcomer has to know, in words and addresses. */
export const demoBanner = (server: RunningServer, example: Example, seeded: Seeded): string => {
  const { settings, url } = server;
  const pin = pinOf(server);
  const samples = samplesFolder(settings.dataDir);
  const width = Math.max(...example.accounts.map(({ username }) => username.length));
  const data = seeded.now
    ? `${settings.dataDir} (creata ora: ${seeded.people} persone, ${seeded.processes} iter pubblicati)`
    : `${settings.dataDir} (già presente: tutti i dati sono stati conservati)`;
  return [
    '',
    `Libro Firma - dimostrazione: ${settings.tenants[0]?.name ?? ''} con persone inventate. PROVA - SENZA VALORE LEGALE`,
    '',
    `  Scrivania       ${url}`,
    `  Dati            ${data}`,
    ...server.addedPlugins.map((plugin) => `  Modulo in più   ${pluginTitle(plugin)}`),
    `  Mail inviate    ${mailsText(server)}`,
    ...(pin === undefined ? [] : [`  PIN di firma    ${pin}`]),
    ...(existsSync(samples) ? [`  PDF di prova    ${samples}`] : []),
    `  Interfaccia     ${url}/api/v1/docs`,
    '',
    `  Account (password per tutti: ${DEMO_PASSWORD})`,
    ...example.accounts.map(
      ({ username, name, roleLabel, does }) => `    ${username.padEnd(width)}  ${name}, ${roleLabel}. ${does}`,
    ),
    '',
    '  Ctrl-C per fermare; i dati restano.',
    '',
  ].join('\n');
};
