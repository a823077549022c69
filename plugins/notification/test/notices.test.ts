import { expect } from 'chai';
import type { Job } from '@libro-firma/engine/plugin';
import { countUnread, listNotices, markRead, setMuted } from '../src/notices/store.js';
import type { Registration } from '@libro-firma/plugin-protocol/ports';
import { createNoticeStep, type NoticeConfig } from '../src/steps/notice.js';
import { CASE, createWorld, TENANT, type World, DIALECTS } from './support/world.js';

const settings = { organisationName: 'Comune di Palermo', timeZone: 'Europe/Rome' };
const REGISTERED = {
  label: '0000012/2026',
  register: { name: 'Registro generale' },
  at: Date.parse('2026-03-03T23:30:00Z'),
} as unknown as Registration;

for (const dialect of DIALECTS) {
  describe(`a notice in the desk (${dialect})`, () => {
    let world: World;
    beforeEach(async () => {
      world = await createWorld({ dialect });
      world.people.push(
        { id: 'p-2', name: 'Ugo', email: undefined, groups: ['role:registry@u1'] },
        { id: 'p-3', name: 'Ada', email: undefined, groups: ['role:registry@u1'] },
      );
    });
    afterEach(async () => world.close());

    const list = (person: string, unread = false) =>
      world.db.read(TENANT, (tx) => listNotices(tx, person, { after: undefined, limit: 50, unread }));
    const unread = (person: string) => world.db.read(TENANT, (tx) => countUnread(tx, person));
    const post = (key: string, more: object = {}) =>
      world.notices.post(TENANT, {
        key,
        kind: 'route',
        to: { groups: ['role:registry@u1'] },
        text: `Testo ${key}`,
        ...more,
      });

    it('is stored for each person of the group, and told to those who are looking', async () => {
      await post('a');
      expect((await list('p-2')).map(({ text }) => text)).to.deep.equal(['Testo a']);
      expect(await unread('p-3')).to.equal(1);
      expect(world.said).to.deep.equal([
        { to: { actor: 'p-2' }, event: { type: 'notification.notice', data: { kind: 'route' } } },
        { to: { actor: 'p-3' }, event: { type: 'notification.notice', data: { kind: 'route' } } },
      ]);
    });

    it('is one notice however often it is asked for', async () => {
      await post('a');
      await post('a');
      expect(await list('p-2')).to.have.length(1);
      expect(world.said).to.have.length(2);
    });

    it('is read by its person alone', async () => {
      await post('a');
      const [mine] = await list('p-2');
      const ids = [mine?.id ?? ''];
      expect(await world.db.write(TENANT, (tx) => markRead(tx, 'p-3', { ids }))).to.equal(0);
      expect(await world.db.write(TENANT, (tx) => markRead(tx, 'p-2', { ids }))).to.equal(1);
      expect([await unread('p-2'), await unread('p-3')]).to.deep.equal([0, 1]);
      expect(await list('p-2', true)).to.deep.equal([]);
    });

    it('that came after the screen was drawn stays unread when all are marked read', async () => {
      await post('a');
      const seenAt = world.clock.now();
      world.clock.advance('1m');
      await post('b');
      await world.db.write(TENANT, (tx) => markRead(tx, 'p-2', { upTo: seenAt }));
      expect((await list('p-2', true)).map(({ text }) => text)).to.deep.equal(['Testo b']);
    });

    it('of a muted kind is in the list, already read, and disturbs nobody', async () => {
      await world.db.write(TENANT, (tx) => setMuted(tx, 'p-2', 'route', true));
      await post('a');
      expect(await unread('p-2')).to.equal(0);
      expect(await list('p-2')).to.have.length(1);
      expect(world.said.map(({ to }) => to)).to.deep.equal([{ actor: 'p-3' }]);
      await world.db.write(TENANT, (tx) => setMuted(tx, 'p-2', 'route', false));
      await post('b');
      expect(await unread('p-2')).to.equal(1);
    });

    it('of a trial case goes to nobody by group', async () => {
      await post('a', { mode: 'trial' });
      expect(await list('p-2')).to.deep.equal([]);
    });

    it('comes in pages, newest first', async () => {
      for (const key of ['a', 'b', 'c']) {
        await post(key);
        world.clock.advance('1m');
      }
      const first = await world.db.read(TENANT, (tx) =>
        listNotices(tx, 'p-2', { after: undefined, limit: 2, unread: false }),
      );
      expect(first.map(({ text }) => text)).to.deep.equal(['Testo c', 'Testo b']);
      const last = first[1];
      const after = { at: last?.createdAt ?? 0, id: last?.id ?? '' };
      const rest = await world.db.read(TENANT, (tx) => listNotices(tx, 'p-2', { after, limit: 2, unread: false }));
      expect(rest.map(({ text }) => text)).to.deep.equal(['Testo a']);
    });

    describe('from a route (step notification.notice:1)', () => {
      const run = (config: NoticeConfig, more: object = {}) =>
        createNoticeStep({ ...world, settings, publicUrl: 'https://lf.example' }).execute({
          ...{ tenant: TENANT, id: 'c1.5', type: 'notification.notice:1', instanceId: CASE, caseId: CASE },
          ...{ elementId: 'Notice', elementName: 'Avviso', mode: 'live', confidential: false, attempt: 1 },
          ...{ idempotencyKey: 'c1.4.Notice.1', signal: new AbortController().signal, input: {}, config },
          ...more,
        } as Job<NoticeConfig>);

      it('reaches the requester, or whoever holds the groups today, once', async () => {
        await run({ to: 'requester', text: 'La nota è partita.' });
        await run({ to: 'requester', text: 'La nota è partita.' });
        expect((await list('p-1')).map(({ text, caseId, kind }) => [text, caseId, kind])).to.deep.equal([
          ['La nota è partita.', CASE, 'route'],
        ]);
        await run(
          { to: 'groups', groups: ['role:registry@u1'], text: 'Da spedire.', kind: 'dispatch' },
          { idempotencyKey: 'k2' },
        );
        expect((await list('p-3')).map(({ kind }) => kind)).to.deep.equal(['dispatch']);
      });

      it('fills in the placeholders of the mails, for each reader and in the zone of the office', async () => {
        world.registrations.push(REGISTERED);
        const text =
          '{{ destinatario }}: n. {{numero}} del {{data}} ({{registro}}), {{oggetto}}; {{richiedente}}, {{ente}}, {{allegati}}: {{collegamento}} {{pippo}}';
        await run({ to: 'groups', groups: ['role:registry@u1'], text });
        const rest =
          'n. 0000012/2026 del 04/03/2026 (Registro generale), Rifacimento di via Roma; Rosa Verdi, Comune di Palermo, nessuno: https://lf.example/pratiche/c1 {{pippo}}';
        expect((await list('p-2')).map((notice) => notice.text)).to.deep.equal([`Ugo: ${rest}`]);
        expect((await list('p-3')).map((notice) => notice.text)).to.deep.equal([`Ada: ${rest}`]);
      });

      it('leaves the placeholder of a number that there is not, and lets the case go on', async () => {
        expect(await run({ to: 'requester', text: 'N. {{numero}}, {{oggetto}}' })).to.include({ kind: 'completed' });
        expect((await list('p-1'))[0]?.text).to.equal('N. {{numero}}, Rifacimento di via Roma');
      });

      it('of a confidential case fills in the number, and neither subject nor requester', async () => {
        world.registrations.push(REGISTERED);
        const text = 'N. {{numero}} di {{richiedente}}: {{oggetto}}';
        await run({ to: 'requester', text }, { confidential: true });
        world.about.title = 'Caso {{richiedente}} Rossi';
        await run(
          { to: 'requester', text: 'Su Caso {{richiedente}} Rossi' },
          { confidential: true, idempotencyKey: 'k2' },
        );
        expect((await list('p-1')).map((notice) => notice.text)).to.have.members([
          'N. 0000012/2026 di dato riservato: atto riservato',
          'Su atto riservato',
        ]);
      });

      it('of a confidential case tells nothing to whoever has no role on it', async () => {
        world.onCase.add('p-2');
        const config: NoticeConfig = { to: 'groups', groups: ['role:registry@u1'], text: 'Su Rifacimento di via Roma' };
        await run(config, { confidential: true });
        expect((await list('p-2'))[0]?.text).to.equal('Su atto riservato');
        expect((await list('p-3'))[0]?.text).to.equal('C’è un avviso su un atto riservato.');
      });

      it('of a confidential case names neither subject nor reason to whoever may see it', async () => {
        Object.assign(world.variables, { subject: 'Rifacimento di via Roma (bis)', reason: 'Manca il CUP.' });
        const told = 'Rifacimento di via Roma';
        const text = `La nota «${told}» è tornata; «${told} (bis)» non va avanti: Manca il CUP. Numero 0000012/2026.`;
        await run({ to: 'requester', text }, { confidential: true });
        await run({ to: 'requester', text }, { idempotencyKey: 'k3' });
        expect((await list('p-1')).map((notice) => notice.text)).to.have.members([
          'La nota «atto riservato» è tornata; «atto riservato» non va avanti: il motivo è nella pratica Numero 0000012/2026.',
          text,
        ]);
      });

      it('of a confidential case says of what the case holds nothing but number, book and office', async () => {
        Object.assign(world.variables, {
          subject: 'Rifacimento di via Roma',
          courtReference: 'R.G. 1234/2026',
          recipients: [{ kind: 'person', name: 'Li', email: 'li@example.org' }],
          bundle: { main: { name: 'relazione minore.pdf', size: 4711 } },
          fee: 120,
          age: 9,
          office: { name: 'Servizi sociali' },
          book: { name: 'Libro del sociale' },
          registration: { label: '0000120/2026', registerName: 'Registro generale' },
          announcement: 'La relazione «Rifacimento di via Roma» è registrata',
        });
        const text = [
          'La relazione «Rifacimento di via Roma» è registrata con il numero 0000120/2026 (Registro generale)',
          'per R.G. 1234/2026 a Li, LI@EXAMPLE.ORG, in relazione minore.pdf; 120 euro, 9 anni, 19 giorni',
          'Servizi sociali, Libro del sociale, Palli',
        ].join('. ');
        await run({ to: 'requester', text }, { confidential: true });
        expect((await list('p-1'))[0]?.text).to.equal(
          [
            'La relazione «atto riservato» è registrata con il numero 0000120/2026 (Registro generale)',
            'per dato riservato a dato riservato, dato riservato, in dato riservato; dato riservato euro, dato riservato anni, 19 giorni',
            'Servizi sociali, Libro del sociale, Palli',
          ].join('. '),
        );
      });

      it('of a trial case reaches only who tries it', async () => {
        await run({ to: 'groups', groups: ['role:registry@u1'], text: 'Prova' }, { mode: 'trial' });
        expect((await list('p-2')).length).to.equal(0);
        expect((await list('p-1'))[0]).to.include({ text: 'Prova', mode: 'trial' });
      });
    });
  });
}
