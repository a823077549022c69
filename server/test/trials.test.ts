import { expect } from 'chai';
import { until } from '../../test/support/until.js';
import { testDialects, testServerOn } from './support/databases.js';
import { sweepTrials } from '../src/modeler/sweep-trials.js';
import { deleteTrial } from '../src/modeler/trial-rows.js';
import { done, house } from './support/house.js';
import { requestXml } from './support/request.js';
import { TENANT, testServer, type Reply, type TestServer, type Visitor } from './support/server.js';

interface Trial {
  readonly caseId: string;
  readonly state: string;
  readonly busy: boolean;
  readonly startedAt: number;
  readonly now: number;
  readonly as: { readonly id: string };
  readonly title: string;
  readonly nextTimer: { readonly elementId: string; readonly at: number } | null;
  readonly tasks: readonly {
    readonly id: string;
    readonly elementId: string;
    readonly holders: readonly { readonly id: string; readonly name: string }[];
    readonly outcomes: readonly { readonly value: string }[];
  }[];
  readonly instances: readonly { readonly visited: readonly string[]; readonly active: readonly string[] }[];
  readonly steps: readonly { readonly kind: string; readonly elementId?: string; readonly as?: { id: string } }[];
  readonly incidents: readonly { readonly code: string }[];
}

const DAY = 86_400_000;
const codeOf = (reply: Reply): unknown => reply.body['code'];
const trialIn = (reply: Reply): Trial => reply.body as unknown as Trial;

/** The request of the house; after three days the director's decision is reminded of by its requester. */
const withReminder = requestXml.replace(
  '<sequenceFlow id="f6"',
  `<boundaryEvent id="late" name="Dopo tre giorni" attachedToRef="decide" cancelActivity="false">
     <timerEventDefinition id="t"><timeDuration>P3D</timeDuration></timerEventDefinition></boundaryEvent>
   <sequenceFlow id="f7" sourceRef="late" targetRef="remind"/>
   <userTask id="remind" name="Sollecito"><extensionElements>
     <lf:assignmentDefinition candidateGroups="=[&quot;person:&quot; + case.requester]"/></extensionElements></userTask>
   <sequenceFlow id="f8" sourceRef="remind" targetRef="reminded"/><endEvent id="reminded"/>
   <sequenceFlow id="f6"`,
);

for (const dialect of testDialects())
  describe(`a trial over REST, on ${dialect}`, function () {
    this.timeout(180_000);
    let server: TestServer;
    let elena: Visitor;
    let fabio: Visitor;
    before(async () => {
      server = await testServerOn(dialect);
      elena = await server.as('p-5');
      fabio = await server.as('p-6');
    });
    after(() => server.drop());

    const route = async (name: string, xml = withReminder): Promise<{ id: string; rev: number }> => {
      const made = await elena.ask('POST', 'routes', { body: { name, sector: '*', from: { xml } } });
      expect(made.status, made.text).to.equal(201);
      return made.body as unknown as { id: string; rev: number };
    };
    const start = async ({ id, rev }: { id: string; rev: number }, more: object = {}): Promise<Trial> => {
      const begun = await elena.ask('POST', `routes/${id}/trials`, { body: { rev, values: { cost: 100 }, ...more } });
      expect(begun.status, begun.text).to.equal(201);
      return trialIn(begun);
    };
    /** As it stands once no machine step goes on any more. */
    const rested = (caseId: string): Promise<Trial> =>
      until('the trial to rest', async () => {
        const trial = trialIn(await elena.ask('GET', `trials/${caseId}`));
        return trial.busy ? undefined : trial;
      });
    const complete = async (trial: Trial, elementId: string, body: object): Promise<Reply> => {
      const task = trial.tasks.find((one) => one.elementId === elementId);
      if (task === undefined) throw new Error(`${elementId} is not open: ${JSON.stringify(trial.tasks)}`);
      return elena.ask('POST', `trials/${trial.caseId}/tasks/${task.id}/complete`, { body });
    };
    const decide = async (trial: Trial, outcome = 'approved', more: object = {}): Promise<Trial> => {
      const reply = await complete(trial, 'decide', { outcome, ...more });
      expect(reply.status, reply.text).to.equal(200);
      return rested(trial.caseId);
    };

    it('tells the start form of a drawing that nobody has saved, and who may start it', async () => {
      const { id } = await route('Con modulo');
      const { xml } = (await elena.ask('GET', `routes/${id}/draft`)).body as { xml: string };
      const form = await elena.ask('POST', `routes/${id}/trials/form`, {
        body: { xml: xml.replace('Costo', 'Spesa') },
      });
      expect(form.status, form.text).to.equal(200);
      expect(form.body).to.deep.include({ starters: [{ id: 'p-1', name: 'Anna Rossi' }] });
      expect((form.body['form'] as { fields: { label: string }[] }).fields[0]?.label).to.equal('Spesa');
      const both = await elena.ask('POST', `routes/${id}/trials/form`, { body: { rev: 1, version: 1 } });
      expect(codeOf(both)).to.equal('server.schema');
      const stale = await elena.ask('POST', `routes/${id}/trials/form`, { body: { rev: 7 } });
      expect(codeOf(stale)).to.equal('routes.draft-changed');
    });

    it('is played to its end: each person, the time, and what was done', async () => {
      const one = await route('Giocata');
      const begun = await start(one, { as: 'p-1', title: 'Porta rotta' });
      expect(begun).to.deep.include({ state: 'running', title: 'Porta rotta', as: { id: 'p-1', name: 'Anna Rossi' } });
      expect(begun.tasks.map(({ elementId }) => elementId)).to.deep.equal(['decide']);
      expect(begun.tasks[0]?.holders).to.deep.equal([
        { id: 'p-2', name: 'Bruno Verdi' },
        { id: 'p-3', name: 'Carla Neri' },
      ]);
      expect(begun.tasks[0]?.outcomes.map(({ value }) => value)).to.deep.equal(['approved', 'rejected']);
      expect(begun.nextTimer).to.include({ elementId: 'late', at: begun.startedAt + 3 * DAY });
      expect((await elena.ask('GET', `routes/${one.id}`)).body['trials']).to.equal(1);

      const later = await elena.ask('POST', `trials/${begun.caseId}/time`, { body: { nextTimer: true } });
      expect(trialIn(later).now).to.be.within(begun.startedAt + 3 * DAY, begun.startedAt + 3 * DAY + 120_000);
      expect(trialIn(later).tasks.map(({ elementId }) => elementId)).to.have.members(['decide', 'remind']);
      const back = await elena.ask('POST', `trials/${begun.caseId}/time`, { body: { to: begun.startedAt } });
      expect([back.status, codeOf(back)]).to.deep.equal([409, 'engine.clock-fixed']);

      const wrong = await complete(trialIn(later), 'decide', { as: 'p-4', outcome: 'approved' });
      expect([wrong.status, codeOf(wrong)]).to.deep.equal([409, 'engine.trial-not-holder']);
      await complete(trialIn(later), 'remind', {});
      const ended = await decide(trialIn(later), 'approved', { as: 'p-3' });
      expect(ended.state).to.equal('completed');
      expect(ended.instances[0]?.visited).to.include.members(['decide', 'late', 'remind', 'repair', 'end']);
      expect(ended.steps.map(({ kind, elementId, as }) => [kind, elementId, as?.id])).to.deep.equal([
        ['start', undefined, 'p-1'],
        ['time', 'late', undefined],
        ['task', 'remind', 'p-1'],
        ['task', 'decide', 'p-3'],
      ]);
    });

    it('is nobody’s but of whoever plays it, and stands in no queue', async () => {
      const { caseId, tasks } = await start(await route('Privata'));
      const other = await fabio.ask('GET', `trials/${caseId}`);
      expect([other.status, codeOf(other)]).to.deep.equal([404, 'server.not-found']);
      expect((await fabio.ask('DELETE', `trials/${caseId}`)).status).to.equal(404);
      const bruno = await server.as('p-2');
      expect((await bruno.ask('GET', 'tasks?limit=100')).text).not.to.include(tasks[0]?.id);
      expect((await bruno.ask('GET', `tasks/${tasks[0]?.id}`)).status).to.equal(404);
      expect((await elena.ask('GET', 'cases')).text).not.to.include(caseId);
    });

    it('is dropped with all that is kept of it', async () => {
      const one = await route('Eliminata');
      const { caseId } = await start(one);
      expect((await elena.ask('DELETE', `trials/${caseId}`)).status).to.equal(204);
      expect((await elena.ask('GET', `trials/${caseId}`)).status).to.equal(404);
      expect((await elena.ask('GET', `routes/${one.id}/trials`)).body).to.deep.equal({ items: [] });
      for (const table of ['lf_instance', 'lf_journal', 'server_trial', 'server_trial_step']) {
        const rows = (await server.db.read(TENANT, (tx) => tx.sql(table).select())) as object[];
        expect(JSON.stringify(rows), table).not.to.include(caseId);
      }
    });

    it('does not begin with a drawing that cannot run, nor as nobody, nor without what its form needs', async () => {
      const one = await route('Impossibile');
      const { xml } = (await elena.ask('GET', `routes/${one.id}/draft`)).body as { xml: string };
      const begin = (body: object) => elena.ask('POST', `routes/${one.id}/trials`, { body: { values: {}, ...body } });
      const broken = await begin({ xml: xml.replace('house.repair:1', 'house.paint:1') });
      expect([broken.status, codeOf(broken)]).to.deep.equal([400, 'engine.diagram-invalid']);
      expect(codeOf(await begin({ rev: one.rev, as: 'p-77' }))).to.equal('routes.trial-nobody');
      expect(codeOf(await begin({ rev: one.rev }))).to.equal('engine.form-invalid');
      expect((await elena.ask('GET', `routes/${one.id}`)).body['trials']).to.equal(0);
    });

    it('shows where a step stopped', async () => {
      const begun = await start(await route('Rotta'));
      done.broken = true;
      const stopped = await decide(begun);
      done.broken = false;
      expect(stopped.incidents.map(({ code }) => code)).to.deep.equal(['house.broken']);
      expect(codeOf(await elena.ask('POST', `trials/${begun.caseId}/keep`, { body: { name: 'x' } }))).to.equal(
        'routes.trial-not-ended',
      );
    });

    describe('that is kept as a scenario', () => {
      const keep = async (trial: Trial, name: string): Promise<string> => {
        const kept = await elena.ask('POST', `trials/${trial.caseId}/keep`, { body: { name } });
        expect(kept.status, kept.text).to.equal(201);
        return String(kept.body['id']);
      };
      const played = async (name: string): Promise<{ id: string; rev: number; scenario: string }> => {
        const one = await route(name);
        const begun = await start(one);
        const later = trialIn(await elena.ask('POST', `trials/${begun.caseId}/time`, { body: { nextTimer: true } }));
        await complete(later, 'remind', {});
        return { ...one, scenario: await keep(await decide(later), 'Approvata dopo il sollecito') };
      };
      const publish = (id: string, rev: unknown) =>
        elena.ask('POST', `routes/${id}/publish`, { body: { rev, reason: 'Provata' } });
      const redraw = async (id: string, rev: number, change: (xml: string) => string): Promise<Reply> => {
        const { xml } = (await elena.ask('GET', `routes/${id}/draft`)).body as { xml: string };
        expect(change(xml)).not.to.equal(xml);
        return elena.ask('PUT', `routes/${id}/draft`, { body: { xml: change(xml), rev } });
      };

      it('is played again before publication, and leaves nothing behind', async () => {
        const { id, rev, scenario } = await played('Con scenario');
        const list = (await fabio.ask('GET', `routes/${id}/scenarios`)).body['items'] as Record<string, unknown>[];
        expect(list.map(({ name, end }) => [name, (end as { state: string }).state])).to.deep.equal([
          ['Approvata dopo il sollecito', 'completed'],
        ]);
        const run = await fabio.ask('POST', `routes/${id}/scenarios/${scenario}/run`, { body: { rev } });
        expect(run.body, run.text).to.deep.equal({ ok: true });
        const published = await publish(id, rev);
        expect(published.status, published.text).to.equal(200);
        expect(published.body['route']).to.include({ version: 1, scenarios: 1, trials: 1 });
        const replays = (await server.db.read(TENANT, (tx) =>
          tx.sql('server_trial').where({ tenant: TENANT, replay: 1 }).select(),
        )) as object[];
        expect(replays).to.deep.equal([]);
      });

      it('hinders publication when it no longer ends as it did, and says where', async () => {
        const { id, rev } = await played('Cambiata');
        const saved = await redraw(id, rev, (xml) => xml.replace('outcome = "approved"', 'outcome = "granted"'));
        expect(saved.status, saved.text).to.equal(200);
        const refused = await publish(id, saved.body['rev']);
        expect([refused.status, codeOf(refused)], refused.text).to.deep.equal([409, 'routes.scenario-failed']);
        expect(refused.body['details']).to.deep.include({
          scenario: {
            id: (refused.body['details'] as { scenario: { id: string } }).scenario.id,
            name: 'Approvata dopo il sollecito',
          },
          step: 3,
          elementId: 'told',
        });
        expect(refused.body['detail']).to.include('Presa d’atto');
        expect((await elena.ask('GET', `routes/${id}`)).body).to.include({ state: 'draft', version: null });
      });

      it('says that a task is not there any more, that a timer is not, and that somebody else holds it', async () => {
        const { id, rev, scenario } = await played('Smontata');
        const { xml } = (await elena.ask('GET', `routes/${id}/draft`)).body as { xml: string };
        const problem = async (change: (from: string) => string) =>
          (await elena.ask('POST', `routes/${id}/scenarios/${scenario}/run`, { body: { xml: change(xml) } })).body[
            'problem'
          ] as { step: number; elementId: string; text: { it: string } };
        const task = await problem((from) => from.replaceAll('"remind"', '"avviso"'));
        expect(task).to.include({ step: 2, elementId: 'remind' });
        expect(task.text.it).to.include('«Sollecito»');
        const timer = await problem((from) => from.replaceAll('"late"', '"tardi"'));
        expect(timer).to.include({ step: 1, elementId: 'late' });
        const holder = await problem((from) => from.replace('role:director@U1', 'role:director@U3'));
        expect(holder).to.include({ step: 3, elementId: 'decide' });
        expect(holder.text.it).to.include('non spetta a');
        expect((await elena.ask('GET', `routes/${id}`)).body['rev']).to.equal(rev);
      });

      it('is played by somebody else when whoever played has left', async () => {
        const { id, rev } = await played('Con chi resta');
        const bruno = house.get('p-2');
        house.delete('p-2');
        const carla = house.get('p-3');
        if (bruno !== undefined && carla !== undefined) house.set('p-7', { ...bruno, name: 'Gino Rosa' });
        const published = await publish(id, rev);
        house.delete('p-7');
        if (bruno !== undefined) house.set('p-2', bruno);
        expect(published.status, published.text).to.equal(200);
      });

      it('leaves runs that were cut short, and trials of a season ago, to the sweeping, which one of them does not hold up', async () => {
        const cases = ['cut-1', 'cut-2', 'aged', 'of-this-week'];
        const days = { 'cut-1': 4, 'cut-2': 4, aged: 91, 'of-this-week': 4 };
        await server.db.write(TENANT, async (tx) => {
          const rows = Object.entries(days).map(([case_id, before]) => ({
            ...{ tenant: TENANT, case_id, route: 'r', actor: 'p-5' },
            replay: case_id.startsWith('cut') ? 1 : 0,
            started_at: tx.now - before * 24 * 3_600_000,
          }));
          await tx.sql('server_trial').insert(rows);
        });
        const forget = async (_by: object, caseId: string): Promise<void> => {
          if (caseId === 'cut-1') throw new Error('not now');
          await server.db.write(TENANT, (tx) => deleteTrial(tx, caseId));
        };
        const told: unknown[] = [];
        await sweepTrials(server.db, TENANT, { forget }, { error: (about: object) => void told.push(about) });
        const left = await server.db.write(TENANT, async (tx) => {
          const found: unknown = await tx.sql('server_trial').whereIn('case_id', cases).pluck('case_id');
          await tx.sql('server_trial').where({ tenant: TENANT }).whereIn('case_id', cases).delete();
          return found;
        });
        expect(left).to.have.members(['cut-1', 'of-this-week']);
        expect(told).to.have.length(1);
      });

      it('is one of twenty at most: all of them are played again while somebody waits', async () => {
        const one = await route('Con molti scenari');
        const trial = await decide(await start(one));
        const kept: string[] = [];
        for (let n = 1; n <= 20; n += 1) kept.push(await keep(trial, `Scenario ${n}`));
        const oneMore = () => elena.ask('POST', `trials/${trial.caseId}/keep`, { body: { name: 'Uno di troppo' } });
        const refused = await oneMore();
        expect([refused.status, codeOf(refused)]).to.deep.equal([409, 'routes.too-many-scenarios']);
        await elena.ask('DELETE', `routes/${one.id}/scenarios/${kept[0] ?? ''}`);
        expect((await oneMore()).status).to.equal(201);
      });

      it('is dropped', async () => {
        const { id, scenario } = await played('Senza più scenario');
        expect((await elena.ask('DELETE', `routes/${id}/scenarios/${scenario}`)).status).to.equal(204);
        const again = await elena.ask('DELETE', `routes/${id}/scenarios/${scenario}`);
        expect([again.status, codeOf(again)]).to.deep.equal([404, 'routes.no-such-scenario']);
      });
    });
  });

describe('what is drawn and tried', function () {
  this.timeout(180_000);
  it('outlives the server', async () => {
    const first = await testServer();
    const elena = await first.as('p-5');
    const made = await elena.ask('POST', 'routes', {
      body: { name: 'Duratura', sector: '*', from: { xml: withReminder } },
    });
    const { id, rev } = made.body as unknown as { id: string; rev: number };
    const begun = await elena.ask('POST', `routes/${id}/trials`, { body: { rev, values: { cost: 5 } } });
    const { caseId } = trialIn(begun);
    const draft = await elena.ask('GET', `routes/${id}/draft`);
    await first.close();
    const second = await testServer({ folder: first.folder });
    try {
      const again = await second.as('p-5');
      expect((await again.ask('GET', `routes/${id}/draft`)).text).to.equal(draft.text);
      const trial = trialIn(await again.ask('GET', `trials/${caseId}`));
      expect(trial.tasks.map(({ elementId }) => elementId)).to.deep.equal(['decide']);
      expect(trial.steps).to.have.length(1);
    } finally {
      await second.drop();
    }
  });
});
