import { expect } from 'chai';
import { testDatabase } from '@libro-firma/engine/testing';
import { LibroFirmaError, type Json, type Tx } from '@libro-firma/engine/plugin';
import { parseEntry } from '../src/addresses/entry.js';
import { recipientsField } from '../src/addresses/field.js';
import { likeness, nameKey, plain } from '../src/addresses/names.js';
import { findDuplicates } from '../src/addresses/duplicates.js';
import { addEntry, changeEntry, keepEntry, readEntry, searchEntries } from '../src/addresses/store.js';
import { addressOrder } from '../src/migrations/005-address-order.js';
import { migrations } from '../src/migrations/index.js';
import { isTaxCode } from '../src/addresses/tax-code.js';
import type { Recipient } from '../src/ports.js';
import { createWorld, TENANT, type World, DIALECTS } from './support/world.js';

const typed = (name: string, email: string, more: object = {}) =>
  parseEntry({ kind: 'person', name, email, ...more }, 'test');

const refusalOf = async (work: () => unknown): Promise<LibroFirmaError> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof LibroFirmaError) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

describe('names in the address book', () => {
  it('are the same whatever their order, titles, accents and capitals', () => {
    const key = nameKey('Mario Rossi');
    expect(key).to.equal('mario rossi');
    for (const other of ['Dott. ROSSI Mario', 'Sig. mario  rossi', 'Ing. Rossi, Mario'])
      expect(nameKey(other)).to.equal(key);
    expect(nameKey('Edilizia Àncora S.r.l.')).to.equal(nameKey('EDILIZIA ANCORA srl'));
    expect(nameKey("D'Angelo Salvatore")).to.equal(nameKey('Salvatore D’Angelo'));
  });

  it('are never empty, even of titles alone', () => {
    expect(nameKey('Spett.le Ditta')).not.to.equal('');
  });

  it('are alike with one letter wrong, and not alike for another person', () => {
    expect(likeness(nameKey('Edilizia Siciliana'), nameKey('Edilizia Sicilana'))).to.be.above(0.78);
    expect(likeness(nameKey('Mario Rossi'), nameKey('Mario Bianchi'))).to.be.below(0.78);
    expect(likeness(nameKey('Comune di Monreale'), nameKey('Comune di Palermo'))).to.be.below(0.78);
  });
});

describe('fiscal codes and VAT numbers', () => {
  it('are known by their check character', () => {
    for (const right of ['RSSMRA80A01H501U', '00743110157', '80016350821'])
      expect(isTaxCode(right), right).to.equal(true);
    for (const wrong of ['RSSMRA80A01H501A', '00743110158', 'RSSMRA', ''])
      expect(isTaxCode(wrong), wrong).to.equal(false);
  });
});

describe('an entry of the address book', () => {
  it('names the field that is wrong, and what is expected', async () => {
    const refusal = await refusalOf(() => typed('Anna', 'anna@'));
    expect(refusal).to.include({ kind: 'invalid', code: 'notification.recipient-invalid', where: 'test/email' });
    expect(refusal.text.it).to.contain('«e-mail»').and.contain('nome@comune.example.it');
    expect((await refusalOf(() => typed('', 'a@example.it'))).where).to.equal('test/name');
    expect((await refusalOf(() => typed('A', 'a@example.it', { taxCode: '00743110158' }))).where).to.equal(
      'test/taxCode',
    );
    expect((await refusalOf(() => typed('A\nB', 'a@example.it'))).where).to.equal('test/name');
  });

  it('of a person is written in two parts, both or none, which make the name', async () => {
    const person = { kind: 'person', email: 'mg@example.it', givenName: ' Maria Grazia ', familyName: 'De Santis' };
    expect(parseEntry(person, 'test')).to.deep.include({
      name: 'Maria Grazia De Santis',
      givenName: 'Maria Grazia',
      familyName: 'De Santis',
    });
    // Shown again after a rejection, the name comes back with its parts.
    expect(parseEntry({ ...person, name: 'di prima' }, 'test').name).to.equal('Maria Grazia De Santis');
    const refused = async (change: object): Promise<string | undefined> =>
      (await refusalOf(() => parseEntry({ ...person, ...change }, 'test'))).where;
    expect(await refused({ familyName: ' ' })).to.equal('test/familyName');
    expect(await refused({ givenName: undefined, name: 'De Santis' })).to.equal('test/givenName');
    expect(await refused({ kind: 'company' })).to.equal('test/givenName');
    expect(await refused({ givenName: '', familyName: '' })).to.equal('test/name');
  });

  it('takes empty optional fields as missing', () => {
    expect(typed('Anna', 'anna@example.it', { pec: '', taxCode: '', ipaCode: '' })).to.deep.include({ name: 'Anna' });
  });
});

for (const dialect of DIALECTS) {
  describe(`the address book (${dialect})`, () => {
    let world: World;
    const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => world.db.write(TENANT, work);
    const read = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => world.db.read(TENANT, work);
    beforeEach(async () => {
      world = await createWorld({ dialect });
    });
    afterEach(async () => world.close());

    const search = (text: string, more: object = {}) =>
      read((tx) => searchEntries(tx, { text, archived: false, after: undefined, limit: 50, ...more }));

    it('finds by the beginnings of words in any order, in name, e-mail and codes', async () => {
      await write(async (tx) => {
        await addEntry(tx, typed('Anna Neri', 'anna.neri@example.it'), 'p-1');
        await addEntry(tx, typed('Comune di Monreale', 'protocollo@monreale.example.it', { ipaCode: 'c_f377' }), 'p-1');
      });
      for (const text of ['ner ann', 'anna.n', 'ANNA']) {
        expect(
          (await search(text)).map(({ entry }) => entry.name),
          text,
        ).to.deep.equal(['Anna Neri']);
      }
      for (const text of ['monr', 'c_f377', 'protocollo']) {
        expect(
          (await search(text)).map(({ entry }) => entry.name),
          text,
        ).to.deep.equal(['Comune di Monreale']);
      }
      expect(await search('eri')).to.deep.equal([]);
      expect(await search('%')).to.have.length(2);
    });

    it('finds at once among ten thousand that came just now, before the database has statistics of them', async function () {
      this.timeout(60_000);
      const facts = { tenant: TENANT, kind: 'person', archived: 0, version: 1 };
      const times = { created_at: 1, created_by: 'p-1', updated_at: 1, updated_by: 'p-1' };
      const ids = Array.from({ length: 10_000 }, (_, n) => `a${n}`);
      // Those that are looked for stand late in the order of names.
      const surnameOf = (id: string) => (Number(id.slice(1)) % 7 === 0 ? 'rossi' : 'bianchi');
      const entry = (id: string) => {
        const name = `${surnameOf(id)} Mario ${id}`;
        const email = `${id}@example.org`;
        return { ...facts, ...times, id, name, name_key: name, order_key: name, email, email_key: email };
      };
      const wordsOf = (id: string) =>
        [surnameOf(id), 'mario', 'example', 'org', id].map((word) => ({ tenant: TENANT, word, address_id: id }));
      await write(async ({ sql }) => {
        for (let from = 0; from < ids.length; from += 1_000) {
          const some = ids.slice(from, from + 1_000);
          await sql.batchInsert('notification_address', some.map(entry), 100);
          await sql.batchInsert('notification_address_word', some.flatMap(wordsOf), 200);
        }
      });
      const before = performance.now();
      expect(await search('mar exam ros org')).to.have.length(50);
      expect((await search('ros a9996')).map((one) => one.entry.id)).to.deep.equal(['a9996']);
      // Less than half a second; it was fifteen.
      expect(performance.now() - before, 'milliseconds').to.be.below(6_000);
    });

    it('is read page by page in the order of names', async () => {
      await write(async (tx) => {
        for (const name of ['Carlo Abate', 'Anna Zito', 'dario Neri', 'Bruno', 'Élite S.r.l.'])
          await addEntry(tx, typed(name, `${plain(name).split(' ')[0]}@example.it`), 'p-1');
      });
      const first = await search('', { limit: 2 });
      expect(first.map(({ entry }) => entry.name)).to.deep.equal(['Anna Zito', 'Bruno']);
      const last = first[1];
      const after = { orderKey: last?.orderKey ?? '', id: last?.entry.id ?? '' };
      expect((await search('', { after })).map(({ entry }) => entry.name)).to.deep.equal([
        'Carlo Abate',
        'dario Neri',
        'Élite S.r.l.',
      ]);
    });

    it('that was there before entries had an order is put in order', async () => {
      const before = migrations.slice(0, migrations.indexOf(addressOrder));
      const old = await testDatabase({ clock: world.clock, migrations: before, dialect });
      const facts = { tenant: TENANT, kind: 'person', archived: 0, version: 1 };
      const times = { created_at: 1, created_by: 'p-1', updated_at: 1, updated_by: 'p-1' };
      try {
        await old.write(TENANT, async ({ sql }) => {
          for (let n = 0; n < 1_100; n += 1) {
            const name = `Rossi ${String(1_100 - n).padStart(4, '0')} Anna`;
            const keys = { name, name_key: nameKey(name), email: 'a@example.it', email_key: 'a@example.it' };
            await sql('notification_address').insert({ ...facts, ...times, ...keys, id: `a-${n}` });
          }
        });
        await old.migrate(migrations);
        const found = await old.read(TENANT, (tx) =>
          searchEntries(tx, { text: '', archived: false, after: undefined, limit: 2_000 }),
        );
        const names = found.map(({ entry }) => entry.name);
        expect(names).to.have.length(1_100);
        expect(names).to.deep.equal([...names].sort());
      } finally {
        await old.drop();
      }
    });

    it('offers entries with the same e-mail and names that differ by little, and not those put away', async () => {
      await write(async (tx) => {
        await addEntry(tx, typed('Edilizia Siciliana S.r.l.', 'info@edilizia.example.it'), 'p-1');
        await addEntry(tx, typed('Ufficio acquisti', 'acquisti@example.it'), 'p-1');
        const old = await addEntry(tx, typed('Edilizia Siciliana', 'vecchia@example.it'), 'p-1');
        const { id, version, name, email, kind } = old;
        await changeEntry(tx, id, { fields: { kind, name, email }, archived: true, version }, 'p-1');
      });
      const found = await read((tx) => findDuplicates(tx, { name: 'Edilizia Sicilana', email: 'ACQUISTI@example.it' }));
      expect(found.map(({ entry, because }) => [entry.name, because])).to.deep.equal([
        ['Ufficio acquisti', 'sameEmail'],
        ['Edilizia Siciliana S.r.l.', 'similarName'],
      ]);
    });

    it('finds the right one among many with the same first name', async () => {
      await write(async (tx) => {
        for (let n = 0; n < 260; n += 1) await addEntry(tx, typed(`Mario Cognome${n}`, `m${n}@example.it`), 'p-1');
        await addEntry(tx, typed('Mario Zuccarello', 'zuccarello@example.it'), 'p-1');
      });
      const found = await read((tx) => findDuplicates(tx, { name: 'Zucarello Mario', email: '' }));
      expect(found.map(({ entry }) => entry.name)).to.deep.equal(['Mario Zuccarello']);
    });

    it('merges a typed recipient only with one of the same e-mail and the same name', async () => {
      const kept = await write((tx) => keepEntry(tx, typed('Anna Neri', 'anna@example.it'), 'p-1'));
      expect((await write((tx) => keepEntry(tx, typed('Dott.ssa NERI Anna', 'Anna@Example.it'), 'p-2'))).id).to.equal(
        kept.id,
      );
      expect((await write((tx) => keepEntry(tx, typed('Carlo Neri', 'anna@example.it'), 'p-1'))).id).not.to.equal(
        kept.id,
      );
      expect((await write((tx) => keepEntry(tx, typed('Anna Neri', 'altra@example.it'), 'p-1'))).id).not.to.equal(
        kept.id,
      );
    });

    it('learns the parts of a name that it had as one text, and keeps apart who has the same words parted otherwise', async () => {
      const parted = (givenName: string, familyName: string, more: object = {}) =>
        parseEntry({ kind: 'person', givenName, familyName, email: 'mg@example.it', ...more }, 'test');
      const keep = (fields: ReturnType<typeof parted>) => write((tx) => keepEntry(tx, fields, 'p-2'));
      const old = await write((tx) =>
        addEntry(tx, typed('De Santis Maria Grazia', 'mg@example.it', { address: 'Via Roma 1' }), 'p-1'),
      );
      const told = await keep(parted('Maria Grazia', 'De Santis'));
      expect(told).to.deep.include({ id: old.id, address: 'Via Roma 1', version: 2, familyName: 'De Santis' });
      expect(told.name).to.equal('Maria Grazia De Santis');
      expect((await keep(parted('maria grazia', 'DE SANTIS'))).version).to.equal(2);
      expect((await write((tx) => keepEntry(tx, typed('De Santis Maria Grazia', 'mg@example.it'), 'p-1'))).id).to.equal(
        old.id,
      );
      expect((await keep(parted('Maria', 'Grazia De Santis'))).id).not.to.equal(old.id);
    });

    it('refuses a change made on an older version, and keeps the newer', async () => {
      const entry = await write((tx) => addEntry(tx, typed('Anna Neri', 'anna@example.it'), 'p-1'));
      const change = (name: string, version: number) =>
        write((tx) =>
          changeEntry(tx, entry.id, { fields: typed(name, 'anna@example.it'), archived: false, version }, 'p-2'),
        );
      expect((await change('Anna Bianchi', 1)).version).to.equal(2);
      expect(await refusalOf(() => change('Anna Verdi', 1))).to.include({
        kind: 'conflict',
        code: 'notification.address-changed',
      });
      expect((await read((tx) => readEntry(tx, entry.id)))?.name).to.equal('Anna Bianchi');
      expect(await search('neri')).to.deep.equal([]);
      expect((await search('bianchi')).map(({ entry: { id } }) => id)).to.deep.equal([entry.id]);
    });

    describe('in a form (field kind notification.recipients)', () => {
      const accept = (
        value: Json,
        mode: 'live' | 'trial' = 'live',
        confidential = false,
      ): Promise<readonly Recipient[]> =>
        write(async (tx) => {
          const field = { key: 'recipients', label: 'Destinatari', kind: 'notification.recipients' as const };
          const context = { actor: 'p-1', instanceId: 'c1', caseId: 'c1', mode, confidential, field };
          return (await recipientsField().accept?.(tx, value, context)) as unknown as readonly Recipient[];
        });

      it('keeps the typed ones, gives each an id, and takes the chosen ones as the book has them', async () => {
        const known = await write((tx) => addEntry(tx, typed('Anna Neri', 'anna@example.it', { taxCode: '' }), 'p-1'));
        const recipients = await accept([
          { id: known.id, name: 'qualcosa di vecchio', email: 'x@example.it' },
          { kind: 'company', name: 'Ditta Bruni', email: 'bruni@example.it', address: 'Via Roma 1, Palermo' },
        ]);
        expect(recipients[0]).to.deep.equal({
          id: known.id,
          kind: 'person',
          name: 'Anna Neri',
          email: 'anna@example.it',
        });
        expect(recipients[1]).to.deep.include({ kind: 'company', name: 'Ditta Bruni', address: 'Via Roma 1, Palermo' });
        expect((await search('bruni')).map(({ entry }) => entry.id)).to.deep.equal([recipients[1]?.id]);
      });

      it('has given and family name apart in the variable, in a trial too, and takes them again', async () => {
        const typedIn = { kind: 'person', givenName: 'Maria Grazia', familyName: 'De Santis', email: 'mg@example.it' };
        for (const mode of ['live', 'trial'] as const) {
          const once = await accept([typedIn], mode);
          expect(once[0]).to.deep.include({ ...typedIn, name: 'Maria Grazia De Santis' });
          expect(await accept(once as unknown as Json, mode)).to.deep.equal(once);
        }
      });

      it('has each recipient once', async () => {
        const anna = { kind: 'person', name: 'Anna Neri', email: 'anna@example.it' };
        expect(await accept([anna, { ...anna, name: 'NERI Anna' }])).to.have.length(1);
        expect(await search('anna')).to.have.length(1);
      });

      it('leaves nothing in the book in a trial case', async () => {
        const [recipient] = await accept([{ kind: 'person', name: 'Anna Neri', email: 'anna@example.it' }], 'trial');
        expect(recipient).to.deep.equal({ id: '', kind: 'person', name: 'Anna Neri', email: 'anna@example.it' });
        expect(await search('')).to.deep.equal([]);
      });

      it('leaves nothing in the book in a confidential case: it would tell everybody whom the act is for', async () => {
        const recipients = await accept(
          [{ kind: 'person', name: 'Anna Neri', email: 'anna@example.it' }],
          'live',
          true,
        );
        expect(recipients).to.deep.equal([{ id: '', kind: 'person', name: 'Anna Neri', email: 'anna@example.it' }]);
        expect(await search('')).to.deep.equal([]);
        expect(await accept(recipients as unknown as Json, 'live', true)).to.deep.equal(recipients);
      });

      it('takes the variable again when the form comes back after a rejection', async () => {
        const once = await accept([{ kind: 'person', name: 'Anna Neri', email: 'anna@example.it' }]);
        expect(await accept(once as unknown as Json)).to.deep.equal(once);
        const trial = await accept([{ kind: 'person', name: 'Ugo', email: 'ugo@example.it' }], 'trial');
        expect(await accept(trial as unknown as Json, 'trial')).to.deep.equal(trial);
      });

      it('says which one is wrong, or gone', async () => {
        const wrong = await refusalOf(() =>
          accept([
            { kind: 'person', name: 'Anna', email: 'anna@example.it' },
            { kind: 'person', name: 'B', email: 'no' },
          ]),
        );
        expect(wrong).to.include({ code: 'notification.recipient-invalid', where: 'recipients/1/email' });
        expect(await search('')).to.deep.equal([]);
        expect(await refusalOf(() => accept([{ id: 'nobody' }]))).to.include({
          code: 'notification.recipient-unknown',
          where: 'recipients/0',
        });
      });
    });
  });
}
