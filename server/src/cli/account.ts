import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { accountByUsername, addAccount, setPassword } from '../accounts/accounts.js';
import { generatePassword, hashPassword, PRODUCTION_COST } from '../accounts/password.js';
import { endSessionsOf } from '../accounts/sessions.js';
import { beside } from './beside.js';
import { options, Usage } from './usage.js';

const USAGE =
  'account add --username <nome> --person <codice> [--tenant <ente>] [--demo] | account reset --username <nome> [--tenant <ente>] [--demo]';

/** `libro-firma account add|reset`: gives a password that has to be changed at the first sign-in. */
export const accountCommand = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = options(
    args,
    { username: { type: 'string' }, person: { type: 'string' }, tenant: { type: 'string' }, demo: { type: 'boolean' } },
    USAGE,
    1,
  );
  const { username, person, tenant, demo = false } = values;
  const [what] = positionals;
  if (username === undefined || (what !== 'reset' && (what !== 'add' || person === undefined)))
    throw new Usage(`Uso: libro-firma ${USAGE}`);
  const password = generatePassword();
  const hash = await hashPassword(password, PRODUCTION_COST);
  await beside({ tenant, demo }, async ({ product, tenant: id }) => {
    const { db, engine } = product;
    await db.write(id, async (tx) => {
      if (what === 'add' && person !== undefined) {
        const groups = await engine.directory.groupsOf(tx, person, tx.now);
        if (groups.length === 0)
          throw new LibroFirmaError('invalid', 'server.person-unknown', {
            it: `Nessuna persona in servizio ha il codice «${person}».`,
          });
        await addAccount(tx, { username, person, password: hash, mustChange: true, createdBy: 'libro-firma account' });
        return;
      }
      const account = await accountByUsername(tx, username);
      if (account === undefined)
        throw new LibroFirmaError('not-found', 'server.account-unknown', {
          it: `Nessun account si chiama «${username}».`,
        });
      await setPassword(tx, account.id, hash, true);
      await endSessionsOf(tx, account.id);
    });
  });
  console.log(`Password provvisoria di ${username}: ${password}`);
  console.log('Va cambiata al primo accesso.');
  return 0;
};
