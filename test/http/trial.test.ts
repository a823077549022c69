import { expect } from 'chai';
import { scenarios as determinations } from '../../examples/palermo/scenario/determinazione-dirigenziale.js';
import { scenarios as notes } from '../../examples/palermo/scenario/nota-in-uscita.js';
import type { Scenario, Step, Who } from '../../examples/palermo/scenario/scenario.js';
import { Player, type Played } from '../../examples/palermo/test/support/play.js';
import { openTownHall, type TownHall } from '../../examples/palermo/test/support/town-hall.js';
import { TestSmtpServer } from '../../plugins/notification/test/support/smtp-server.js';

const ANALYST = 'analista';
const OTHERS: readonly Who[] = [
  'richiedente',
  'protocollo',
  'responsabile',
  'dirigente1',
  'dirigente2',
  'sostituto',
  'ragioneria',
  'amministratore',
];

/** The first run of each route, through all of its steps; a new route belongs here. */
const routes = [notes, determinations].map(([first]) => first as Scenario);
const alone = notes.find(({ start }) => start.values['book'] === 'lf-area-opere') as Scenario;

const playedBy = (who: Who, step: Step): Step => {
  if ('who' in step) return { ...step, who };
  if ('wait' in step) return step;
  const { notFor: _notFor, notice, ...rest } = step;
  return notice === undefined ? rest : { ...rest, notice: { ...notice, who } };
};

/** The same run, tried by one who plays every person. */
const asTrial = ({ start, steps, ...scenario }: Scenario): Scenario => ({
  ...scenario,
  start: { ...start, who: ANALYST, mode: 'trial' },
  steps: steps.map((step) => playedBy(ANALYST, step)),
});

describe('a trial case, over HTTP, with a mail server at hand,', function () {
  this.timeout(240_000);
  let smtp: TestSmtpServer;
  let hall: TownHall;
  const tried: string[] = [];

  before(async () => {
    smtp = await new TestSmtpServer().start();
    hall = await openTownHall('2026-03-03T08:00:00Z', {
      LF_PLUGINS_NOTIFICATION_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
      LF_PLUGINS_NOTIFICATION_SMTP_SECURITY: 'none',
      LF_PLUGINS_NOTIFICATION_FROM: 'protocollo@comune.palermo.example',
    });
  });
  after(async () => {
    await smtp?.stop();
    await hall?.close();
  });

  const items = async <T>(who: string, path: string): Promise<readonly T[]> =>
    (await hall.want(who, 'GET', path))['items'] as readonly T[];

  const nobodyElseSees = async (caseId: string): Promise<void> => {
    for (const who of OTHERS) {
      expect(await items(who, 'tasks?limit=100'), `the queue of ${who}`).to.deep.equal([]);
      expect(await items(who, 'cases'), `the cases of ${who}`).to.deep.equal([]);
      expect(await items(who, 'notification/notices'), `the notices of ${who}`).to.deep.equal([]);
      expect((await hall.ask(who, 'GET', `cases/${caseId}`)).status, who).to.be.within(403, 404);
    }
  };
  const play = (scenario: Scenario, seen?: (caseId: string) => Promise<void>): Promise<Played> =>
    new Player(hall, seen).play(scenario);

  for (const route of routes) {
    it(`of the route ${route.processId} runs to its end, in nobody else’s queue at any step`, async () => {
      let steps = 0;
      const played = await play(asTrial(route), async (caseId) => {
        steps += 1;
        expect(await items<{ caseId: string }>(ANALYST, 'tasks?limit=100')).to.satisfy(
          (tasks: readonly { caseId: string }[]) => tasks.some((task) => task.caseId === caseId),
        );
        await nobodyElseSees(caseId);
      });
      tried.push(played.caseId);
      expect(steps).to.equal(route.steps.filter((step) => 'who' in step).length);
      expect(played.state).to.equal('completed');
      expect(played.signatures).to.deep.equal({ valid: true, count: route.end.signatures });
      await nobodyElseSees(played.caseId);
    });

    it(`of the route ${route.processId} takes a number of trials only, and shows its mails in the viewer`, async () => {
      const caseId = tried.at(-1) ?? '';
      const path = `protocol/cases/${caseId}/registrations`;
      const registrations = await items<{ label: string; trial: boolean }>(ANALYST, path);
      expect(registrations.map(({ trial }) => trial)).to.deep.equal([true]);
      expect(registrations[0]?.label).to.match(/^PROVA-\d+/);
      const mails = await items<{ state: string }>(ANALYST, `notification/cases/${caseId}/messages`);
      expect(mails.map(({ state }) => state)).to.deep.equal(route.end.mails.map(() => 'trial'));
    });
  }

  it('leaves the register empty, and no mail with the mail server', async () => {
    expect(await items('protocollo', 'protocol/registrations')).to.deep.equal([]);
    expect(smtp.received).to.deep.equal([]);
    expect(smtp.connections).to.equal(0);
  });

  it('is followed by a true one that has the first number and sends its mails', async () => {
    const { registrations, mails } = await play(alone);
    expect(registrations.map(({ label }) => label)).to.deep.equal(['0000001/2026']);
    expect(smtp.received.map(({ to }) => to).sort()).to.deep.equal([...mails].sort());
    expect(mails).to.have.length(alone.end.mails.length);
  });
});
