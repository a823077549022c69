import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '@libro-firma/engine';
import { createPort, LibroFirmaError, portName, type JsonObject, type Port, type Tx } from '@libro-firma/engine/plugin';
import { accountByPerson, addAccount } from '../accounts/accounts.js';
import { hashPassword } from '../accounts/password.js';
import type { PreparedServer } from '../compose/start-server.js';
import type { Example } from './example.js';

/** Printed at every start of the demo; opens nothing but the demo. */
export const DEMO_PASSWORD = 'libro-firma-demo';

/** Contracts of the standard plugins, as far as they are filled here; asked for by name, so that no plugin is needed to build. */
interface Importer {
  import(tx: Tx, data: object): Promise<unknown>;
}
interface AddressBook {
  keep(tx: Tx, recipient: JsonObject, by: string): Promise<unknown>;
}
const Organisation = createPort<Importer>('organisation:1');
const Protocol = createPort<Importer>('protocol:1');
const AddressBookPort = createPort<AddressBook>('notification.address-book:1');

const provided = <T>(engine: Engine, port: Port<T>): T => {
  const plugin = engine.plugins.find(({ definition }) => definition.provides?.includes(port as Port<unknown>));
  if (plugin === undefined)
    throw new LibroFirmaError('invalid', 'server.demo-plugin-missing', {
      it: `La dimostrazione richiede un plugin che offre «${portName(port as Port<unknown>)}»: controlla «modules» nelle impostazioni.`,
    });
  return plugin.context.container.get(port);
};

const SEEDED = 'demo.seeded';
/** Accounts that are hashed at the same time. */
const AT_ONCE = 8;

const isSeeded = async (tx: Tx): Promise<boolean> =>
  (await tx.sql('server_mark').where({ tenant: tx.tenant, name: SEEDED }).first('value')) !== undefined;

export interface Seeded {
  /** False when the data were there already: then nothing was touched. */
  readonly now: boolean;
  readonly people: number;
  readonly processes: number;
}

/** Puts the example into the demo's tenant, once. Each part may be repeated, should the first attempt have been cut short. */
export const seedDemo = async (server: PreparedServer, example: Example): Promise<Seeded> => {
  const { db, engine, settings } = server;
  const [tenant] = settings.tenants;
  if (tenant === undefined) throw new Error('Settings without a tenant');
  const report = { people: example.organisation.people.length, processes: example.processes.length };
  if (await db.read(tenant.id, isSeeded)) return { now: false, ...report };
  const keeper = example.accounts[0]?.person ?? 'demo';
  await db.write(tenant.id, async (tx) => {
    await provided(engine, Organisation).import(tx, example.organisation);
    await provided(engine, Protocol).import(tx, example.protocol);
    for (const entry of example.addressBook) await provided(engine, AddressBookPort).keep(tx, entry, keeper);
  });
  await addAccounts(server, tenant.id, example);
  for (const { xml } of example.processes)
    await engine.deploy({
      tenant: tenant.id,
      xml,
      actor: example.publisher ?? keeper,
      publish: true,
      reason: 'Esempio della dimostrazione',
    });
  await writeFiles(server, example);
  await db.write(tenant.id, (tx) =>
    tx.sql('server_mark').insert({ tenant: tx.tenant, name: SEEDED, value: String(tx.now) }),
  );
  return { now: true, ...report };
};

/** One for everybody in the organisation, each with a salt of its own. */
const addAccounts = async ({ db, passwordCost }: PreparedServer, tenant: string, example: Example): Promise<void> => {
  const easy = new Map(example.accounts.map(({ person, username }) => [person, username]));
  const people = example.organisation.people.map(({ id, username }) => ({
    person: id,
    username: easy.get(id) ?? username,
  }));
  for (let from = 0; from < people.length; from += AT_ONCE) {
    const hashed = await Promise.all(
      people.slice(from, from + AT_ONCE).map(async (account) => ({
        ...account,
        password: await hashPassword(DEMO_PASSWORD, passwordCost),
      })),
    );
    await db.write(tenant, async (tx) => {
      for (const account of hashed)
        if ((await accountByPerson(tx, account.person)) === undefined)
          await addAccount(tx, { ...account, mustChange: false, createdBy: 'libro-firma demo' });
    });
  }
};

/** Where the demo puts files to try the product with. */
export const samplesFolder = (dataDir: string): string => join(dataDir, 'documenti-di-prova');

const writeFiles = async ({ settings }: PreparedServer, example: Example): Promise<void> => {
  const files = (await example.files?.()) ?? [];
  if (files.length === 0) return;
  const folder = samplesFolder(settings.dataDir);
  mkdirSync(folder, { recursive: true });
  for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
};
