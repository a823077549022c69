import { testDialects } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { readJournal, readState } from '../../engine/src/store/index.js';
import { expectTrueHistory } from '../conformance/support/true-history.js';
import { cases } from './cases.js';
import { restore, type Fixture } from './fixture.js';
import { GoldenHouse, tenant } from './house.js';

const here = new URL('./', import.meta.url);
const releases = readdirSync(here, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

/** What a release has saved, each later one has to read, and to carry to the end that the case would have had then. */
for (const release of releases) {
  describe(`what ${release} has saved`, () => {
    const names = readdirSync(new URL(`${release}/`, here)).map((file) => file.replace(/\.json$/, ''));

    it('is recorded in every way in which a case of that time could stand', () => {
      expect(names).to.include.members(['calling', 'outside', 'reading', 'repeated', 'signing']);
      expect(Object.keys(cases)).to.include.members(names);
    });

    for (const name of names) {
      for (const dialect of testDialects()) {
        it(`as "${name}" is read, has a true history, and goes on to its end, on ${dialect}`, async () => {
          const fixture = JSON.parse(readFileSync(new URL(`${release}/${name}.json`, here), 'utf8')) as Fixture;
          const { database, clock } = await restore(fixture, dialect);
          const house = await GoldenHouse.open(database, clock);
          try {
            const check = () =>
              house.read(async (tx) => {
                const ids = (await tx.sql('lf_instance').where({ tenant }).pluck('id')) as readonly string[];
                for (const id of ids) {
                  const state = await readState(tx, id, 'all');
                  if (state === undefined) throw new Error(`no state of ${id}`);
                  expectTrueHistory(
                    (await readJournal(tx, [id])).flatMap(({ steps }) => steps),
                    state,
                  );
                }
                expect(ids).to.include(fixture.caseId);
              });
            await check();
            expect(await house.goOn(fixture.caseId)).to.deep.equal(fixture.ends);
            await check();
          } finally {
            await house.engine.stop();
            await database.drop();
          }
        });
      }
    }
  });
}
