/**
 * The Comune di Palermo of 2019 with invented people: what the demo command starts with, and what the tests play.
 * @packageDocumentation
 */
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { demoAccounts } from './accounts.js';
import { addressBook } from './address-book.js';
import { letters } from './letters.js';
import { organisation } from './organisation/organisation.js';
import { areas, classification, registers } from './protocol.js';

export { demoAccounts, type DemoAccount } from './accounts.js';
export { addressBook } from './address-book.js';
export { letters, type SampleLetter } from './letters.js';
export { holder, organisation } from './organisation/organisation.js';
export { areas, classification, DETERMINATIONS_REGISTER, registers } from './protocol.js';

/** A diagram of the example; called ones come before those that call them. */
export interface ExampleProcess {
  /** Id of the process. */
  readonly id: string;
  readonly file: URL;
  readonly xml: string;
}

const processOf = (id: string): ExampleProcess => {
  const file = new URL(`../routes/${id}.bpmn`, import.meta.url);
  return { id, file, xml: readFileSync(file, 'utf8') };
};

/** Parts of routes, each called by several; none of them is started by hand. */
const parts = [
  'firma-dirigente',
  'firme-del-libro',
  'controllo-protocollo',
  'verifica-contabile',
  'notifica-messo',
  'protocolla-e-invia',
  'pubblicazione-albo',
] as const;

/** What people start; each signature book has at least one of its own. */
const routes = [
  'nota-in-uscita',
  'determinazione-dirigenziale',
  'circolare-interna',
  'accesso-agli-atti',
  'contratto',
  'ordine-di-servizio',
  'liquidazione',
  'avviso-di-accertamento',
  'concessione',
  'ordinanza-dirigenziale',
  'parere',
  'permesso-di-costruire',
  'relazione-riservata',
  'certificato-anagrafico',
] as const;

export const processes: readonly ExampleProcess[] = [...parts, ...routes].map(processOf);

const people = organisation();
const accounts = demoAccounts(people);

/** Who opens the registers. */
const administrator = accounts.find(({ role }) => role === 'administrator')?.person ?? '';

/** Who published the routes. */
const analyst = accounts.find(({ role }) => role === 'analyst')?.person ?? '';

const documents = new URL('../documents/', import.meta.url);

/** PDFs of the sample letters and of two attachments, as the letter template of the product makes them. */
const files = async (): Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]> => {
  const names = (await readdir(documents)).filter((name) => name.endsWith('.pdf')).sort();
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(new URL(name, documents)) })));
};

/** Everything that the demo command puts into an empty tenant. */
export const example = {
  tenant: 'palermo',
  organisation: people,
  accounts,
  processes,
  publisher: analyst,
  protocol: {
    areas,
    registers: registers.map(({ act, ...register }) => ({
      ...register,
      opening: { firstNumber: 1, by: administrator, act },
    })),
    classification,
  },
  addressBook,
  letters,
  files,
} as const;

export default example;
