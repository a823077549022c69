import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { pdfsig } from '../../../test/browser/support/judges.js';
import { bookRuns } from '../scenario/books/index.js';
import { teamOf } from '../scenario/books/team.js';
import { example } from '../src/index.js';
import { Player, type Played } from './support/play.js';
import { sharedTime } from './support/shared-time.js';
import { openTownHall, type TownHall } from './support/town-hall.js';

/** Cases that move on side by side. */
const AT_ONCE = 4;

interface Outcome {
  readonly played?: Played;
  readonly error?: unknown;
}

const plays = bookRuns.map(({ book, act, asks, play }) => {
  const team = teamOf(book, asks);
  return { book, act, team, scenario: play(team) };
});

describe('each of the 19 signature books, in one demo,', function () {
  this.timeout(900_000);
  let hall: TownHall;
  const running = new Map<string, Promise<Outcome>>();

  before(async () => {
    hall = await openTownHall('2026-03-03T08:00:00Z');
    // Those that wait for days come last: the others are over before time goes by.
    const waits = ({ scenario }: (typeof plays)[number]): number =>
      Number(scenario.steps.some((step) => 'wait' in step));
    const left = [...plays].sort((one, other) => waits(one) - waits(other));
    const time = sharedTime(hall, AT_ONCE);
    const settle = new Map<string, (outcome: Outcome) => void>();
    for (const { book } of plays) running.set(book, new Promise((resolve) => settle.set(book, resolve)));
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const outcome = await new Player(time.hall).play(next.scenario).then(
          (played): Outcome => ({ played }),
          (error: unknown): Outcome => ({ error }),
        );
        settle.get(next.book)?.(outcome);
      }
      await time.ended();
    };
    for (let n = 0; n < AT_ONCE; n += 1) void work();
  });
  after(async () => {
    await Promise.all(running.values());
    await hall?.close();
  });

  const playedIn = async (book: string): Promise<Played> => {
    const { played, error } = (await running.get(book)) ?? {};
    if (played === undefined) throw error instanceof Error ? error : new Error(`${book}: ${String(error)}`);
    return played;
  };

  it('has an act of its own', () => {
    const books = example.organisation.books.map(({ id }) => id);
    expect(plays.map(({ book }) => book).sort()).to.deep.equal([...books].sort());
  });

  it('finds nothing to say about any route while it is checked as the modeler checks it', async () => {
    for (const { id, xml } of example.processes) {
      const asked = { bytes: Buffer.from(xml), type: 'application/xml' };
      const { problems } = await hall.want('analista', 'POST', 'definitions/check', asked);
      expect(problems, id).to.deep.equal([]);
    }
  });

  it('offers its route to its own drafter, and no route of others', async () => {
    const open = ['nota-in-uscita', 'determinazione-dirigenziale'];
    for (const { book, team, scenario } of plays) {
      const { items } = (await hall.want(team.drafter.username, 'GET', 'processes')) as {
        items: { processId: string }[];
      };
      const offered = items.map(({ processId }) => processId);
      expect(offered, book).to.include(scenario.processId);
      const own = plays
        .filter((other) => other.team.drafter.id === team.drafter.id)
        .map((other) => other.scenario.processId);
      const foreign = offered.filter((id) => !open.includes(id) && !own.includes(id));
      expect(foreign, book).to.deep.equal(book === 'lf-edilizia' ? ['ordinanza-dirigenziale'] : []);
    }
  });

  for (const { book, act, scenario } of plays) {
    it(`${book}: ${act}: is signed, numbered and delivered`, async () => {
      const { end, start } = scenario;
      const played = await playedIn(book);
      expect(played.signatures).to.deep.equal({ valid: true, count: end.signatures });
      expect(played.registrations.map(({ register }) => register)).to.deep.equal([end.register]);
      expect(played.registrations[0]?.label).to.match(/^\d{7}\/2026$/);
      expect([...played.mails].sort()).to.deep.equal([...end.mails].sort());
      const judged = await pdfsig(await hall.fetch(start.who, played.document));
      if (judged === undefined) return;
      expect(judged.map(({ valid }) => valid)).to.deep.equal(Array(end.signatures).fill(true));
      expect(judged.at(-1)?.total).to.equal(true);
    });
  }

  it('sends its mails to the mail viewer, where those of a confidential case are for its own people', async () => {
    const { items } = (await Promise.all(plays.map(({ book }) => playedIn(book))).then(() =>
      hall.want('amministratore', 'GET', 'notification/demo/mails?limit=100'),
    )) as { items: { to: string | readonly string[] }[] };
    const seen = JSON.stringify(items.map(({ to }) => to));
    for (const { team, scenario } of plays) {
      if (scenario.start.confidential === true) expect(seen).not.to.include(team.drafter.email);
      else for (const address of scenario.end.mails) expect(seen).to.include(address);
    }
  });

  it('stands in the README with its route and its register', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    for (const { book, scenario } of plays) {
      const row = readme.split('\n').find((line) => line.startsWith(`| \`${book}\` |`) && line.includes('.bpmn'));
      expect(row, book).to.include(`routes/${scenario.processId}.bpmn`).and.to.include(`\`${scenario.end.register}\``);
    }
  });
});
