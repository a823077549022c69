import { testDialects } from '@libro-firma/engine/testing';
import type { ActorId, GroupKey, Membership } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { directoryOf } from '../src/directory/directory.js';
import { HELD } from '../src/directory/groups-of.js';
import { statement } from '../src/directory/holders-of.js';
import { parseGroup } from '../src/group-key.js';
import type { OrganisationData } from '../src/ports.js';
import { held, person, substitution, town, world, type World } from './support/town.js';

const directory = directoryOf({ grant: {}, revoke: {} });
const at = (text: string): number => Date.parse(text);
const NOON = at('2026-03-03T11:00:00Z');

for (const dialect of testDialects()) {
  describe(`the directory (${dialect})`, () => {
    let here: World;
    const given = async (more: OrganisationData = {}) => {
      here = await world(dialect);
      await here.take(more);
    };
    const groups = (who: ActorId, when = NOON): Promise<readonly Membership[]> =>
      here.read((tx) => directory.groupsOf(tx, who, when));
    const keys = async (who: ActorId, when = NOON): Promise<string[]> =>
      (await groups(who, when)).map((membership) => membership.group).sort();
    const holders = async (group: GroupKey, when = NOON): Promise<string[]> =>
      [...(await here.read((tx) => directory.holdersOf(tx, group, when)))].sort();

    afterEach(() => here.close());

    it('knows a person by themselves, by their roles here and anywhere, and by the positions these have in books', async () => {
      await given();
      expect(await keys('p-1')).to.deep.equal([
        'book:lf-gare:signer1',
        'person:p-1',
        'role:director@*',
        'role:director@gare',
        'role:employee@*',
        'role:employee@gare',
      ]);
      expect(await keys('p-4')).to.include.members([
        'book:lf-gare:signer2',
        'book:lf-gare:substitute',
        'book:lf-strade:signer1',
      ]);
      expect((await groups('p-1')).every((membership) => membership.kind === 'own')).to.equal(true);
    });

    it('answers who holds a group', async () => {
      await given();
      expect(await holders('book:lf-gare:requester')).to.deep.equal(['p-2', 'p-3']);
      expect(await holders('role:director@*')).to.deep.equal(['p-1', 'p-4']);
      expect(await holders('role:employee@strade')).to.deep.equal(['p-4', 'p-5', 'p-6']);
      expect(await holders('role:employee@*')).to.have.length(8);
      expect(await holders('person:p-3')).to.deep.equal(['p-3']);
    });

    it('knows nothing of strangers and of groups that mean nobody', async () => {
      await given();
      expect(await keys('p-99')).to.deep.equal([]);
      for (const group of [
        'person:p-99',
        'role:director@nowhere',
        'book:none:signer1',
        'lf-gare',
        'role:king@gare',
        '',
      ]) {
        expect(await holders(group), group).to.deep.equal([]);
      }
    });

    it('lets a role begin and end at midnight in Rome', async () => {
      await given({
        roles: [held('p-3', 'procedureManager', 'strade', { validFrom: '2026-04-01', validTo: '2026-04-30' })],
      });
      const role = 'role:procedureManager@strade';
      expect(await holders(role, at('2026-03-31T21:59:59.999Z'))).to.deep.equal(['p-5']);
      expect(await holders(role, at('2026-03-31T22:00:00Z'))).to.deep.equal(['p-3', 'p-5']);
      expect(await keys('p-3', at('2026-04-30T21:59:59.999Z'))).to.include(role);
      expect(await keys('p-3', at('2026-04-30T22:00:00Z'))).not.to.include(role);
    });

    it('forgets somebody who left the service, whatever roles were left open', async () => {
      await given({ people: [person(1, 'Alfano', 'Ada', { validTo: '2026-03-02' })] });
      expect(await keys('p-1')).to.deep.equal([]);
      expect(await holders('book:lf-gare:signer1')).to.deep.equal([]);
      expect(await keys('p-1', at('2026-03-02T22:59:59Z'))).to.include('book:lf-gare:signer1');
    });

    it('takes an office or a book that was closed out of everybody’s groups', async () => {
      await given({ offices: [{ ...town.offices[0]!, validTo: '2026-03-02' }] });
      expect(await keys('p-1')).to.deep.equal(['person:p-1', 'role:employee@*']);
      expect(await holders('book:lf-gare:signer1')).to.deep.equal([]);
    });

    describe('with a substitute', () => {
      it('gives them all that the person holds, with the name of that person', async () => {
        await given({ substitutions: [substitution('p-1', 'p-5')] });
        const forAlfano = (await groups('p-5')).filter((membership) => membership.onBehalfOf === 'p-1');
        expect(forAlfano.map((membership) => membership.group).sort()).to.deep.equal([
          'book:lf-gare:signer1',
          'person:p-1',
          'role:director@*',
          'role:director@gare',
        ]);
        expect(new Set(forAlfano.map((membership) => membership.kind))).to.deep.equal(new Set(['substitute']));
        expect(await holders('book:lf-gare:signer1')).to.deep.equal(['p-1', 'p-5']);
      });

      it('counts only within its days', async () => {
        await given({
          substitutions: [substitution('p-1', 'p-5', { validFrom: '2026-03-10', validTo: '2026-03-10' })],
        });
        const who = (when: string) => holders('role:director@gare', at(when));
        expect(await who('2026-03-09T22:59:59Z')).to.deep.equal(['p-1']);
        expect(await who('2026-03-09T23:00:00Z')).to.deep.equal(['p-1', 'p-5']);
        expect(await who('2026-03-10T23:00:00Z')).to.deep.equal(['p-1']);
      });

      it('is limited to offices, roles or books', async () => {
        await given({
          roles: [held('p-1', 'director', 'strade')],
          substitutions: [
            substitution('p-1', 'p-5', { scope: { offices: ['strade'] } }),
            substitution('p-1', 'p-6', { scope: { books: ['lf-gare'] } }),
            substitution('p-1', 'p-7', { scope: { roles: ['drafter'] } }),
          ],
        });
        const borrowed = async (who: string) =>
          (await groups(who))
            .filter((membership) => membership.onBehalfOf === 'p-1')
            .map((membership) => membership.group)
            .sort();
        expect(await borrowed('p-5')).to.deep.equal([
          'book:lf-gare:substitute',
          'book:lf-strade:signer1',
          'role:director@*',
          'role:director@strade',
        ]);
        expect(await borrowed('p-6')).to.deep.equal(['book:lf-gare:signer1', 'book:lf-gare:substitute']);
        expect(await borrowed('p-7')).to.deep.equal([]);
      });

      it('is not passed on to the substitute of the substitute', async () => {
        await given({ substitutions: [substitution('p-1', 'p-2'), substitution('p-2', 'p-3')] });
        expect(await holders('role:director@gare')).to.deep.equal(['p-1', 'p-2']);
        expect(await keys('p-3')).not.to.include('role:director@gare');
      });

      it('ends when either of them leaves the service', async () => {
        await given({ substitutions: [substitution('p-1', 'p-5'), substitution('p-4', 'p-2')] });
        await here.take({
          people: [
            person(5, 'Errante', 'Ada', { validTo: '2026-03-02' }),
            { ...town.people[3]!, validTo: '2026-03-02' },
          ],
        });
        expect(await holders('role:director@*')).to.deep.equal(['p-1']);
        expect(await keys('p-2')).not.to.include('role:director@strade');
      });

      it('is not an administrator by that, unless the substitution names the role', async () => {
        await given({ substitutions: [substitution('p-8', 'p-3')] });
        expect(await keys('p-3')).not.to.include('role:administrator@gare');
        await here.take({ substitutions: [substitution('p-8', 'p-3', { scope: { roles: ['administrator'] } })] });
        expect(await keys('p-3')).to.include('role:administrator@gare');
      });

      it('is the same person twice when they stand in for somebody with the same role', async () => {
        await given({ roles: [held('p-5', 'director', 'gare')], substitutions: [substitution('p-1', 'p-5')] });
        const both = (await groups('p-5')).filter((membership) => membership.group === 'role:director@gare');
        expect(both.map((membership) => membership.onBehalfOf)).to.have.members([undefined, 'p-1']);
        expect(await holders('role:director@gare')).to.deep.equal(['p-1', 'p-5']);
      });
    });

    describe('with a delegation', () => {
      it('of the signature gives the signatures in the books and nothing else', async () => {
        await given({
          substitutions: [substitution('p-4', 'p-5', { kind: 'signingDelegation', actRef: 'Det. 7/2026' })],
        });
        const borrowed = (await groups('p-5')).filter((membership) => membership.kind === 'signingDelegation');
        expect(borrowed.map((membership) => membership.group).sort()).to.deep.equal([
          'book:lf-gare:signer2',
          'book:lf-strade:signer1',
        ]);
      });

      it('of functions gives what its scope says', async () => {
        await given({
          substitutions: [
            substitution('p-4', 'p-5', {
              kind: 'functionsDelegation',
              scope: { offices: ['strade'] },
              actRef: 'Det. 8/2026',
              validTo: '2026-12-31',
            }),
          ],
        });
        const borrowed = (await groups('p-5')).filter((membership) => membership.kind === 'functionsDelegation');
        expect(borrowed.map((membership) => membership.group).sort()).to.deep.equal([
          'book:lf-gare:substitute',
          'book:lf-strade:signer1',
          'role:director@*',
          'role:director@strade',
        ]);
      });
    });

    it('answers the same from both sides: who belongs to a group, and to which groups somebody belongs', async () => {
      await given({
        roles: [held('p-3', 'analyst', 'strade'), held('p-2', 'director', 'strade', { validTo: '2026-03-02' })],
        substitutions: [
          substitution('p-1', 'p-5', { scope: { offices: ['gare'] } }),
          substitution('p-4', 'p-3', { kind: 'signingDelegation', actRef: 'Det. 7/2026' }),
          substitution('p-8', 'p-7'),
          substitution('p-2', 'p-6', { scope: { roles: ['procedureManager'] } }),
          substitution('p-6', 'p-2', { validFrom: '2026-04-01' }),
        ],
        books: [
          {
            ...town.books[1]!,
            positions: {
              requester: [{ role: 'employee', office: 'strade' }],
              signer1: [{ person: 'p-4' }],
              substitute: [{ role: 'procedureManager', office: 'gare' }, { person: 'p-1' }],
            },
          },
        ],
      });
      const people = town.people.map((one) => one.id);
      const mine = new Map<string, string[]>();
      for (const one of people) mine.set(one, await keys(one));
      const all = new Set([...mine.values()].flat());
      expect(all.size).to.be.greaterThan(20);
      for (const group of all) {
        expect(await holders(group), group).to.deep.equal(people.filter((one) => mine.get(one)?.includes(group)));
      }
    });

    it('finds everything by an index, whatever the size of the organisation', async function () {
      await given();
      if (dialect !== 'sqlite') return;
      const group = (key: string) => parseGroup(key) as NonNullable<ReturnType<typeof parseGroup>>;
      const questions = [
        'book:lf-gare:signer1',
        'role:director@gare',
        'role:director@*',
        'role:employee@gare',
        'person:p-1',
      ];
      const statements: [string, object][] = [
        [HELD, { actor: 'p-1' }],
        ...questions.map((key): [string, object] => [statement(group(key)), group(key)]),
      ];
      for (const [sql, bindings] of statements) {
        const plan = await here.read(async (tx): Promise<{ detail: string }[]> =>
          tx.sql.raw(`explain query plan ${sql}`, { tenant: 'comune', at: NOON, ...bindings }),
        );
        const tables = plan
          .map((row) => row.detail)
          .filter((detail) => /^(SCAN|SEARCH) (?!acting|a$|b$|h$)/.test(detail));
        expect(tables.length).to.be.greaterThan(1);
        for (const detail of tables)
          expect(detail).to.match(/^SEARCH .* USING (COVERING )?INDEX .*\(tenant=\? AND \w+=\?/);
      }
    });

    it('shows groups as people read them', async () => {
      await given();
      const labels = await here.read((tx) =>
        directory.labelOf(tx, [
          'role:director@gare',
          'role:registry@*',
          'role:employee@*',
          'book:lf-gare:signer2',
          'person:p-6',
          'x',
        ]),
      );
      expect([...labels.values()]).to.deep.equal([
        'Dirigente, Ufficio Gare',
        'Protocollo e segreteria, qualsiasi ufficio',
        'Tutti i dipendenti',
        'Secondo firmatario del Libro firma lf-gare',
        'Zoë Ferrò',
        'x',
      ]);
    });

    it('says why a group in a diagram cannot be meant', async () => {
      await given();
      const problem = (group: string) => here.read((tx) => directory.problemWith(tx, group, NOON));
      for (const group of [
        'role:director@gare',
        'role:analyst@strade',
        'role:drafter@*',
        'book:lf-gare:signer2',
        'person:p-1',
      ]) {
        expect(await problem(group), group).to.equal(undefined);
      }
      expect(await problem('role:director@anagrafe')).to.include('anagrafe');
      expect(await problem('book:lf-strade:signer2')).to.include('Secondo firmatario');
      expect(await problem('role:king@gare')).to.include('director');
      expect(await problem('person:p-99')).to.include('non esiste');
    });

    it('derives permissions from roles, as the settings change them', async () => {
      await given();
      const permissions = (who: string, from = directory) => here.read((tx) => from.permissionsOf(tx, who, NOON));
      expect(await permissions('p-3'))
        .to.include('organisation.read')
        .and.not.include('protocol.void');
      expect(await permissions('p-7')).to.include('protocol.void');
      expect(await permissions('p-8')).to.include('organisation.manage');
      expect((await permissions('p-99')).size).to.equal(0);
      const changed = directoryOf({ grant: { drafter: ['a.b'] }, revoke: { registry: ['protocol.void'] } });
      expect(await permissions('p-3', changed)).to.include('a.b');
      expect(await permissions('p-7', changed)).not.to.include('protocol.void');
    });
  });
}
