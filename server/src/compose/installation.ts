import { LibroFirmaError, type Database } from '@libro-firma/engine/plugin';

export type InstallationKind = 'demo' | 'production';

const NAMES: Readonly<Record<InstallationKind, string>> = { demo: 'dimostrazione', production: 'esercizio' };

/** Marks belong to the whole database, whatever tenants it serves. */
const EVERYBODY = '*';

/**
 * A database is for the demo or for service, from its first start on: demo keys and invented people never meet real acts.
 *
 * @returns whether this is its first start
 * @throws LibroFirmaError `server.installation-kind`
 */
export const markInstallation = (db: Database, kind: InstallationKind): Promise<boolean> =>
  db.write(EVERYBODY, async (tx) => {
    const row = (await tx.sql('server_mark').where({ tenant: tx.tenant, name: 'kind' }).first('value')) as
      { value: InstallationKind } | undefined;
    if (row === undefined) {
      await tx.sql('server_mark').insert({ tenant: tx.tenant, name: 'kind', value: kind });
      return true;
    }
    if (row.value === kind) return false;
    throw new LibroFirmaError('conflict', 'server.installation-kind', {
      it: `Questi dati sono di una ${row.value === 'demo' ? 'dimostrazione' : 'installazione in esercizio'} e non si aprono in modalità ${NAMES[kind]}: indica un’altra cartella (LF_DATA_DIR) o un’altra base dati (LF_DATABASE_URL).${row.value === 'demo' ? ' Un comando da dare sui dati della dimostrazione vuole --demo.' : ''}`,
      en: `These data belong to a ${row.value} installation and are not opened as ${kind}.`,
    });
  });
