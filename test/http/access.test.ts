import { expect } from 'chai';
import type { TableEntry } from '@libro-firma/server';
import { calls } from './support/calls.js';
import { connectLive, Ears } from './support/ears.js';
import { personas, type Name } from './support/people.js';
import { keyOf, type Batch } from './support/requests.js';
import { leaksIn, secretsOf, SECRETS, type Subject } from './support/subjects.js';
import { openTown, type Town } from './support/town.js';
import { visitor, type Visitor } from './support/visitor.js';
import { untold } from './support/untold.js';
import { ask, askAs, isRefused, isWrite, leaks, lookAt, questionsOn, told, type Question } from './support/walk.js';
import { isOpenToAll, mayEnter, whoMayJoin } from './support/who-may.js';

/** Those whom a role or a part in the cases opens most doors. */
const ENTITLED: readonly Name[] = ['requester', 'registry', 'director', 'second signer', 'administrator', 'analyst'];

/** Both administrations have them under the same id. */
const EVERYWHERE: ReadonlySet<string> = new Set([
  'server.lists.read',
  'organisation.office',
  'organisation.person',
  'organisation.book',
  'notification.kinds.mute',
]);

describe('access', function () {
  this.timeout(300_000);
  let town: Town;
  let ears: Ears;
  let questions: readonly Question[];

  before(async () => {
    town = await openTown(async (municipality, cast) => {
      ears = await Ears.open(municipality.url, cast);
    });
    questions = town.server.routes().flatMap((entry) => questionsOn(town, entry, town.subjects));
  });
  after(async () => {
    ears?.close();
    await town?.close();
  });

  const entryOf = (name: string): TableEntry => {
    const found = town.server.routes().find(({ route }) => route.name === name);
    if (found === undefined) throw new RangeError(`No route is called ${name}`);
    return found;
  };

  describe('to every route', () => {
    it('stands in the table, and each is called with something', () => {
      const asked = new Set(questions.map(({ entry }) => entry.route.name));
      expect(untold(town.server.routes(), asked)).to.deep.equal([]);
    });

    it('is given to nobody who is not signed in, unless it is open to all', async () => {
      const closed = questions.filter(({ rule }) => !isOpenToAll(rule));
      const open = questions.filter(({ rule, entry }) => isOpenToAll(rule) && !isWrite(entry));
      const problems = await lookAt(closed, (question) => isRefused(town, town.nobody, question, 'nobody', 401));
      const answers = await lookAt(open, async (question) => {
        const reply = await ask(town.nobody, question);
        return [
          ...(reply.status < 300 ? [] : [told(question, 'nobody', reply)]),
          ...leaks(town, question, 'nobody', reply),
        ];
      });
      expect([...problems, ...answers]).to.deep.equal([]);
    });

    for (const who of personas)
      it(`is given to the ${who.name} where the table says so, and nowhere else`, async () => {
        expect(await lookAt(questions, (question) => askAs(town, who, question))).to.deep.equal([]);
      });

    it('needs the token of the session where something is written', async () => {
      const writes = questions.filter(({ entry, rule, first }) => first && isWrite(entry) && !isOpenToAll(rule));
      const { cookie } = await town.cast('administrator');
      const withoutToken = visitor(town.url, cookie);
      const problems = await lookAt(writes, async (question) => {
        const reply = await ask(withoutToken, question);
        return reply.status === 403 && reply.code === 'server.csrf' ? [] : [told(question, 'without token', reply)];
      });
      expect(problems).to.deep.equal([]);
    });
  });

  describe('to another administration on the same server', () => {
    /** Nothing is there; whether the role would allow it elsewhere makes no difference. */
    const isNowhere = async (by: Visitor, question: Question, who: string): Promise<readonly string[]> => {
      const reply = await ask(by, question);
      return [403, 404].includes(reply.status) ? [] : [told(question, who, reply)];
    };
    const about = (notes: readonly Subject[]): readonly Question[] =>
      town.server
        .routes()
        .filter(({ route }) => route.name !== 'signing.batches.open')
        .flatMap((entry) => questionsOn(town, entry, notes).filter(({ note }) => note !== undefined));

    for (const who of ENTITLED) {
      it(`is not given to the ${who} of this one`, async () => {
        const by = await town.cast(who);
        expect(await lookAt(about(town.other.subjects), (one) => isNowhere(by, one, who))).to.deep.equal([]);
      });

      it(`is not given from there to the ${who}, who is the same person with the same role`, async () => {
        const by = await town.other.cast(who);
        const things = questions.filter(
          ({ note, call, entry }) =>
            note === undefined && call.params !== undefined && !EVERYWHERE.has(entry.route.name),
        );
        const all = [...about(town.subjects), ...things];
        expect(await lookAt(all, (one) => isNowhere(by, one, who))).to.deep.equal([]);
      });
    }

    it('is not given by a session of the other', async () => {
      const { cookie } = await town.other.cast('administrator');
      const visit = visitor(town.url, cookie);
      expect((await visit.want('GET', 'session'))['actor']).to.equal(null);
      expect((await visit.ask('GET', 'tasks')).status).to.equal(401);
    });
  });

  describe('to every room of the live connection', () => {
    const rooms = (): readonly string[] => [
      'case',
      'route',
      ...town.server.engine.plugins.flatMap(({ definition }) => definition.rooms ?? []).map(({ prefix }) => prefix),
    ];

    it('stands in the table', () => {
      expect([...rooms()].sort()).to.deep.equal(Object.keys(whoMayJoin).sort());
    });

    it('is given to nobody who is not signed in', async () => {
      const answer = await connectLive(town.url, '').then(
        () => 'connected',
        (error: Error) => error.message,
      );
      expect(answer).to.equal('server.unauthenticated');
    });

    for (const who of personas)
      it(`is given to the ${who.name} where the table says so`, async () => {
        const wrong: string[] = [];
        const expectJoin = async (room: string, may: boolean, refusal = 'server.not-found'): Promise<void> => {
          const { ok, code } = await ears.join(who.name, room);
          if (ok !== may || (!ok && code !== refusal)) wrong.push(`${room}: ${ok} ${code ?? ''}`);
        };
        const cases = whoMayJoin['case'];
        for (const note of town.subjects)
          await expectJoin(`case:${note.caseId}`, cases !== undefined && mayEnter(cases, who, note));
        for (const { caseId } of town.other.subjects) await expectJoin(`case:${caseId}`, false);
        const routes = whoMayJoin['route'];
        await expectJoin('route:nota-in-uscita', routes !== undefined && mayEnter(routes, who, undefined));
        const register = whoMayJoin['protocol.register'];
        const reads = register !== undefined && mayEnter(register, who, undefined);
        // By a permission: refused openly, as its routes are.
        await expectJoin('protocol.register:all', reads, 'server.forbidden');
        await expectJoin('notification.demo:mailbox', true);
        for (const { id } of personas) await expectJoin(`actor:${id}`, false);
        await expectJoin('nothing:1', false);
        expect(wrong).to.deep.equal([]);
      });
  });

  describe('to what is confidential', () => {
    it('is not given by hints: they say nothing of it, and nothing at all to those who are not on it', () => {
      const problems = personas.flatMap(({ name }) => {
        const heard = ears.heardBy(name);
        const of = town.subjects.filter(({ kind, onIt }) => kind !== 'ordinary' && !onIt.includes(name));
        return [
          ...heard.flatMap(({ text }) => leaksIn(text, 'nobody', secretsOf(town.subjects))),
          ...of
            .filter(({ caseId }) => heard.some(({ text }) => text.includes(caseId)))
            .map((note) => `${name}: ${note.name}`),
        ];
      });
      expect(problems).to.deep.equal([]);
      const { caseId } = town.subject('open confidential note');
      expect(
        ears.heardBy('director').some(({ text }) => text.includes(caseId)),
        'those on it are told',
      ).to.equal(true);
    });

    it('is not given by asking for a signature: a task of others has no title', async () => {
      const { taskId = '', document } = town.subject('open confidential note');
      const problems = await lookAt(personas, async ({ name }) => {
        if (town.subject('open confidential note').onIt.includes(name)) return [];
        const by = await town.cast(name);
        const tasks = [{ taskId, digest: document.head.digest }];
        const opened = await by.want<Batch>('POST', 'signing/batches', { body: { tasks, ...(await keyOf(by)) } });
        const outcome = opened.items[0]?.outcome;
        const read = leaksIn(JSON.stringify(opened), name, secretsOf(town.subjects));
        return outcome === 'notYours' && read.length === 0 ? [] : [`${name}: ${JSON.stringify(opened)}`];
      });
      expect(problems).to.deep.equal([]);
    });

    it('is not given by the register: number and date, without subject, correspondents and documents', async () => {
      const { registrationId = '' } = town.subject('sent confidential note');
      const { body } = await (
        await town.cast('registry elsewhere')
      ).ask('GET', `protocol/registrations/${registrationId}`);
      expect(body).to.include({ masked: true, subject: null, recipients: null, documents: null, caseId: null });
      expect(body['label']).to.match(/^\d{7}\/\d{4}$/);
    });

    it('is not given by the subject of a mail, which its recipient’s server and screen show', async () => {
      const subjectOf = async (note: string): Promise<string> => {
        const { receivedId = '' } = town.subject(note);
        const mail = await (
          await town.cast('requester')
        ).want<{ subject: string }>('GET', `notification/demo/mails/${receivedId}`);
        return mail.subject;
      };
      expect(await subjectOf('sent confidential note')).not.to.include(SECRETS['sent confidential note']);
      expect(await subjectOf('sent note')).to.include('Comunicazione sul cantiere');
    });
  });

  describe('once it is given', () => {
    const writes = Object.entries(calls).filter(([, { doneBy }]) => doneBy !== undefined);

    it('is to no registration of a trial: there is none in the register to be changed', async () => {
      const changes = ['void', 'classify', 'assign'].map((what) => entryOf(`protocol.registrations.${what}`));
      const asked = changes.flatMap((entry) => questionsOn(town, entry, [town.subject('sent trial note')]));
      const by = await town.cast('registry');
      const replies = await Promise.all(asked.map((question) => ask(by, question)));
      expect(replies.map(({ status }) => status)).to.deep.equal([404, 404, 404]);
    });

    for (const [name, { doneBy, with: about }] of writes)
      it(`lets the ${doneBy} do ${name}`, async () => {
        const notes = about === undefined ? [] : [town.subject(about)];
        const [question] = questionsOn(town, entryOf(name), notes);
        if (question === undefined) throw new RangeError(`Nothing is asked of ${name}`);
        const by = doneBy === undefined || doneBy === 'nobody' ? town.nobody : await town.cast(doneBy);
        const reply = await ask(by, question);
        expect(reply.status, reply.text).to.be.lessThan(300);
      });
  });

  describe('to the log', () => {
    it('gives away nothing of what was said', () => {
      const told = town.logged.flatMap((line) => leaksIn(line, 'nobody', secretsOf(town.subjects)).map(() => line));
      expect(town.logged.length).to.be.greaterThan(1000);
      expect(told).to.deep.equal([]);
    });
  });
});
