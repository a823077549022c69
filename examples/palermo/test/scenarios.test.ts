import { expect } from 'chai';
import { scenarios as determinations } from '../scenario/determinazione-dirigenziale.js';
import { scenarios as notes } from '../scenario/nota-in-uscita.js';
import type { Scenario } from '../scenario/scenario.js';
import { Player } from './support/play.js';
import { openTownHall, type TownHall } from './support/town-hall.js';

const routes: readonly (readonly [string, readonly Scenario[]])[] = [
  ['a note to somebody outside', notes],
  ['a determination', determinations],
];

describe('in the demo of Palermo, over HTTP,', function () {
  this.timeout(240_000);
  let hall: TownHall;
  before(async () => {
    hall = await openTownHall('2026-03-03T08:00:00Z');
  });
  after(() => hall?.close());

  for (const [what, scenarios] of routes) {
    describe(what, () => {
      for (const scenario of scenarios) {
        it(scenario.name, async () => {
          const { end } = scenario;
          const played = await new Player(hall).play(scenario);
          expect(played.registrations.map(({ register }) => register)).to.deep.equal(
            end.register === undefined ? [] : [end.register],
          );
          expect(played.signatures).to.deep.equal({ valid: end.signatures > 0, count: end.signatures });
          expect([...played.mails].sort()).to.deep.equal([...end.mails].sort());
        });
      }
    });
  }
});
