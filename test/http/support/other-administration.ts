import { createPort, type Tx } from '@libro-firma/engine/plugin';
import { example } from '@libro-firma/example-palermo';
import { Protocol } from '@libro-firma/plugin-protocol/ports';
import { addAccount, DEMO_COST, hashPassword, type RunningServer } from '@libro-firma/server';
import { PASSWORD, portOf } from './municipality.js';
import { personas } from './people.js';

export const OTHER = 'bagheria';

interface Importer {
  import(tx: Tx, data: object): Promise<unknown>;
}
const Organisation = createPort<Importer>('organisation:1');

/**
 * A second administration on the same server, with the same people, offices, books and routes, so that every id and every
 * group of one is also one of the other: whatever forgets the tenant once would show.
 */
export const furnishOther = async (server: RunningServer): Promise<void> => {
  const hash = await hashPassword(PASSWORD, DEMO_COST);
  await server.db.write(OTHER, async (tx) => {
    await portOf(server, Organisation).import(tx, example.organisation);
    await portOf(server, Protocol).import(tx, example.protocol);
    for (const { username, id } of personas)
      await addAccount(tx, { username, person: id, password: hash, mustChange: false, createdBy: 'test' });
  });
  for (const { xml } of example.processes)
    await server.engine.deploy({ tenant: OTHER, xml, actor: 'test', publish: true });
};
