import { isLibroFirmaError } from '../http/problem.js';
import { accountCommand } from './account.js';
import { demoCommand } from './demo.js';
import { deployCommand } from './deploy.js';
import { clientCommand, openApiCommand, referenceCommand } from './openapi.js';
import { pluginCommand } from './plugin.js';
import { secretCommand } from './secret.js';
import { settingsCommand } from './settings.js';
import { startCommand } from './start.js';
import { Usage } from './usage.js';

/** @returns the exit code, when the command has ended */
export type Command = (args: readonly string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, { readonly run: Command; readonly about: string }>> = {
  start: { run: startCommand, about: 'avvia il server per l’esercizio' },
  demo: { run: demoCommand, about: 'avvia una dimostrazione con dati inventati, solo su questa macchina' },
  account: {
    run: accountCommand,
    about: 'add --username <nome> --person <codice> | reset --username <nome>, con --demo per la dimostrazione',
  },
  settings: { run: settingsCommand, about: 'check: controlla le impostazioni e i plugin senza avviare nulla' },
  secret: { run: secretCommand, about: 'cifra un segreto letto dall’ingresso, da mettere nelle impostazioni' },
  deploy: { run: deployCommand, about: '<file.bpmn> [--draft] [--demo] [--reason <testo>]: pubblica un iter' },
  plugin: { run: pluginCommand, about: 'new <nome>: scrive un piccolo plugin da cui cominciare' },
  client: { run: clientCommand, about: 'scrive un client TypeScript tipizzato dell’interfaccia' },
  openapi: { run: openApiCommand, about: 'scrive la descrizione OpenAPI 3.1 dell’interfaccia' },
  reference: { run: referenceCommand, about: 'scrive la descrizione dell’interfaccia in Markdown' },
};

const usage = (): string =>
  [
    'Uso: libro-firma <comando>',
    '',
    ...Object.entries(COMMANDS).map(([name, { about }]) => `  ${name.padEnd(9)} ${about}`),
    '',
    'Le impostazioni si leggono dal file JSON indicato da LF_SETTINGS e dalle variabili LF_*.',
  ].join('\n');

/** Runs one command; whatever goes wrong is told in one clear sentence, a bug with its trace. */
export const run = async (args: readonly string[]): Promise<number> => {
  const [name = '', ...rest] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    const asked = name === '' || name === 'help' || name === '--help' || name === '-h';
    (asked ? console.log : console.error)(asked ? usage() : `Il comando «${name}» non esiste.\n\n${usage()}`);
    return asked && name !== '' ? 0 : 2;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (error instanceof Usage) {
      console.error(error.message);
      return 2;
    }
    if (!isLibroFirmaError(error)) throw error;
    console.error(`Errore (${error.code}): ${error.text.it}`);
    if (error.kind === 'internal' && error.cause !== undefined) console.error(error.cause);
    return 1;
  }
};
