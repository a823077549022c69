import { expect } from 'chai';
import type { RegistrationView } from '../src/routes/views.js';
import { Calls, type FileAnswer } from './support/calls.js';
import { pdfWith } from './support/documents.js';
import { dialects, World } from './support/world.js';

const READ = 'protocol.register.read';

interface Page {
  readonly items: readonly RegistrationView[];
  readonly next: string | null;
}

for (const dialect of dialects) {
  describe(`the search in the register (${dialect})`, () => {
    let world: World;
    let calls: Calls;
    before(async () => {
      world = await World.open({ dialect, at: '2026-03-01T09:00:00Z' });
      calls = new Calls(world);
      const to = (name: string) => ({ recipients: [{ name }] });
      await world.register({ config: { subject: 'Città: ordinanza di SGOMBERO' }, input: to('Nicolò D’Amico') });
      world.clock.advance('1d');
      await world.register({ config: { subject: 'Richiesta di pareri 100% urgenti', classification: 'VI' } });
      world.clock.advance('1d');
      await world.register({
        config: { register: 'determine', direction: 'internal', classification: 'VII' },
        input: {},
      });
      world.clock.advance('1d');
      await world.register({ config: { subject: 'Sgombero di via Roma', office: 'u-casa' }, input: to('Rosa Greco') });
    });
    after(() => world.close());

    const reader = () => calls.actor('p-0001', READ);
    const found = async (query: Record<string, string>): Promise<readonly string[]> =>
      (await calls.ask<Page>('protocol.registrations.search', reader(), { query })).items.map(
        ({ register, label }) => `${register.code} ${label}`,
      );

    const cases: readonly (readonly [string, Record<string, string>, readonly string[]])[] = [
      ['newest first', {}, ['RU 0000003/2026', 'DET 0000001/2026', 'RU 0000002/2026', 'RU 0000001/2026']],
      ['by number', { number: '1' }, ['DET 0000001/2026', 'RU 0000001/2026']],
      ['by register and year', { register: 'determine', year: '2026' }, ['DET 0000001/2026']],
      ['by words, without accents and case', { text: 'citta Sgombero' }, ['RU 0000001/2026']],
      [
        'by a word that only looks like a pattern',
        { text: '%' },
        ['RU 0000003/2026', 'DET 0000001/2026', 'RU 0000002/2026', 'RU 0000001/2026'],
      ],
      ['by recipient', { recipient: 'nicolo amico' }, ['RU 0000001/2026']],
      ['by dates, both included', { from: '2026-03-02', to: '2026-03-03' }, ['DET 0000001/2026', 'RU 0000002/2026']],
      [
        'by class and what lies below',
        { classification: 'VI' },
        ['RU 0000003/2026', 'RU 0000002/2026', 'RU 0000001/2026'],
      ],
      ['by office', { office: 'u-casa' }, ['RU 0000003/2026']],
      ['voided ones only', { voided: 'true' }, []],
      ['nothing in another year', { year: '2025' }, []],
    ];
    for (const [how, query, expected] of cases) {
      it(`finds ${how}`, async () => {
        expect(await found(query)).to.deep.equal(expected);
      });
    }

    it('goes on page by page, also over rows of the same instant', async () => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const query: Record<string, string> = { limit: '1', ...(cursor === null ? {} : { cursor }) };
        const page: Page = await calls.ask<Page>('protocol.registrations.search', reader(), { query });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== null);
      expect(new Set(seen).size).to.equal(4);
      expect(await calls.call('protocol.registrations.search', reader(), { query: { cursor: 'x' } })).to.deep.equal({
        status: 'refused',
        code: 'protocol.cursor-invalid',
      });
    });

    it('refuses fields that it does not know', async () => {
      const answer = await calls.call('protocol.registrations.search', reader(), { query: { oggetto: 'x' } });
      expect(answer.status).to.equal('refused by schema');
    });
  });
}

describe('a confidential registration', () => {
  let world: World;
  let calls: Calls;
  let id: string;
  let open: string;
  beforeEach(async () => {
    world = await World.open();
    calls = new Calls(world);
    world.documents.put('c-secret', await pdfWith('Atto riservato'), [Buffer.from('%PDF allegato')]);
    ({ id } = await world.register({
      caseId: 'c-secret',
      confidential: true,
      config: { subject: 'Procedimento disciplinare Bianchi', operator: 'p-0001' },
    }));
    ({ id: open } = await world.register({ caseId: 'c-open', config: { subject: 'Nota ordinaria' } }));
    calls.roles.add('p-0001 c-secret').add('p-0001 c-open');
  });
  afterEach(() => world.close());

  const member = () => calls.actor('p-0001', READ);
  const stranger = () => calls.actor('p-0002', READ);

  it('shows subject, correspondents and documents to a role on its case', async () => {
    const view = await calls.ask<RegistrationView>('protocol.registrations.read', member(), { params: { id } });
    expect(view).to.include({ masked: false, onCase: true, subject: 'Procedimento disciplinare Bianchi' });
    expect(view.documents).to.have.length(2);
    expect(view.recipients).to.have.length(2);
  });

  it('shows number and date, and nothing of what it is about, to whoever else reads the register', async () => {
    const view = await calls.ask<RegistrationView>('protocol.registrations.read', stranger(), { params: { id } });
    expect(view).to.include({
      masked: true,
      subject: null,
      sender: null,
      recipients: null,
      documents: null,
      caseId: null,
    });
    expect(view).to.include({ label: '0000001/2026', confidential: true });
    const page = await calls.ask<Page>('protocol.registrations.search', stranger());
    expect(JSON.stringify(page)).not.to.contain('Bianchi');
    expect(page.items).to.have.length(2);
  });

  it('is not found by its words by whoever may not read them', async () => {
    const search = async (actor: ReturnType<typeof member>, query: Record<string, string>) =>
      (await calls.ask<Page>('protocol.registrations.search', actor, { query })).items.length;
    expect(await search(member(), { text: 'bianchi' })).to.equal(1);
    expect(await search(stranger(), { text: 'bianchi' })).to.equal(0);
    expect(await search(stranger(), { recipient: 'anna' })).to.equal(1);
    expect(await search(member(), { recipient: 'anna' })).to.equal(2);
  });

  it('gives segnatura and courtesy copy to a role on its case only', async () => {
    const get = async (what: string, actor: ReturnType<typeof member>, which: string) =>
      (await calls.call(`protocol.registrations.${what}`, actor, { params: { id: which } })).status;
    expect(await get('segnatura', member(), id)).to.equal('answered');
    expect(await get('segnatura', stranger(), id)).to.equal('refused by access');
    expect(await get('segnatura', stranger(), open)).to.equal('answered');
    expect(await get('courtesyCopy', stranger(), open)).to.equal('refused by access');
    expect(await get('courtesyCopy', member(), id)).to.equal('answered');
    expect(world.documents.reads).to.deep.equal([{ actor: 'p-0001', documentId: 'c-secret-main-1' }]);
  });

  it('is voided by whoever may, who still learns nothing of it', async () => {
    const clerk = calls.actor('p-0003', READ, 'protocol.void');
    const body = { act: 'Determinazione n. 9/2026', reason: 'Doppione' };
    const view = await calls.ask<RegistrationView>('protocol.registrations.void', clerk, { params: { id }, body });
    expect(view).to.deep.include({ masked: true, subject: null });
    expect(view.voiding).to.deep.include({
      act: 'Determinazione n. 9/2026',
      by: { id: 'p-0003', name: 'Persona 0003' },
    });
    for (const [actor, told] of [
      [stranger(), 'Visibile solo a chi ha un ruolo sulla pratica riservata.'],
      [member(), 'Doppione'],
    ] as const) {
      const { items } = await calls.ask<Page>('protocol.registrations.search', actor);
      expect(items.find((one) => one.id === id)?.voiding?.reason).to.equal(told);
    }
  });
});

describe('what people may do with the register', () => {
  let world: World;
  let calls: Calls;
  let id: string;
  before(async () => {
    world = await World.open();
    calls = new Calls(world);
    ({ id } = await world.register({ caseId: 'c-1', config: { operator: 'p-0001' } }));
  });
  after(() => world.close());

  const change = { after: 1 };
  const attempts: readonly (readonly [string, string, object | undefined, Record<string, string>])[] = [
    ['protocol.registrations.search', READ, undefined, {}],
    ['protocol.registrations.void', 'protocol.void', { act: 'Atto', reason: 'Errore' }, { id: '?' }],
    ['protocol.registrations.classify', 'protocol.classify', { classification: 'VII', ...change }, { id: '?' }],
    ['protocol.registrations.assign', 'protocol.classify', { office: 'u-casa', ...change }, { id: '?' }],
    ['protocol.registers.list', READ, undefined, {}],
    ['protocol.registers.open', 'protocol.open', { firstNumber: 7, act: 'Atto' }, { id: 'chiuso' }],
    ['protocol.caseFiles.list', READ, undefined, {}],
    ['protocol.caseFiles.open', 'protocol.classify', { classification: 'VI', title: 'Fascicolo' }, {}],
  ];
  for (const [name, permission, body, params] of attempts) {
    it(`asks for ${permission} in ${name}`, async () => {
      const call = { params: params['id'] === '?' ? { id } : params, ...(body === undefined ? {} : { body }) };
      expect((await calls.call(name, calls.actor('p-0002'), call)).status).to.equal('refused by access');
      expect((await calls.call(name, calls.actor('p-0002', permission), call)).status).to.equal('answered');
    });
  }

  it('names the route as the operator of a registration that nobody made by hand, and the person of one somebody did', async () => {
    const { id: automatic } = await world.register({ caseId: 'c-9' });
    const operatorOf = async (of: string): Promise<object> =>
      (
        await calls.ask<{ operator: object }>('protocol.registrations.read', calls.actor('p-0002', READ), {
          params: { id: of },
        })
      ).operator;
    expect(await operatorOf(automatic)).to.deep.equal({
      id: 'route:Nota in uscita',
      name: 'automatica, dall’iter «Nota in uscita»',
      automatic: true,
    });
    expect(await operatorOf(id)).to.deep.equal({ id: 'p-0001', name: 'Persona 0001', automatic: false });
  });

  it('shows the history of a registration to whoever may read it, and 404 to the others', async () => {
    const detail = await calls.ask<{ history: { classification: { code: string; by: { name: string } }[] } }>(
      'protocol.registrations.read',
      calls.actor('p-0002', READ),
      { params: { id } },
    );
    expect(detail.history.classification.map(({ code, by }) => `${code} ${by.name}`)).to.deep.equal([
      'VI.3.1 Persona 0001',
      'VII Persona 0002',
    ]);
    const nobody = await calls.call('protocol.registrations.read', calls.actor('p-0009'), { params: { id } });
    expect(nobody.status).to.equal('refused by access');
  });

  it('shows a trial registration to the roles on its case only', async () => {
    world.documents.put('c-t', Buffer.from('%PDF'));
    const { id: trial } = await world.register({ caseId: 'c-t', mode: 'trial' });
    calls.roles.add('p-0001 c-t');
    const read = async (actor: string) =>
      (await calls.call('protocol.registrations.read', calls.actor(actor, READ), { params: { id: trial } })).status;
    expect(await read('p-0001')).to.equal('answered');
    expect(await read('p-0002')).to.equal('refused by access');
    const items = await calls.ask<{ items: RegistrationView[] }>(
      'protocol.registrations.ofCase',
      calls.actor('p-0001'),
      { params: { caseId: 'c-t' } },
    );
    expect(items.items.map(({ label }) => label)).to.deep.equal(['PROVA-1']);
  });

  it('shows the fiscal code of a person to the roles on the case only', async () => {
    calls.roles.add('p-0001 c-1');
    const codes = async (actor: string) => {
      const call = { params: { id } };
      const view = await calls.ask<RegistrationView>('protocol.registrations.read', calls.actor(actor, READ), call);
      return view.recipients?.map(({ taxCode }) => taxCode);
    };
    expect(await codes('p-0001')).to.deep.equal(['LCSNNA80A41G273X', '01234567890']);
    expect(await codes('p-0002')).to.deep.equal([undefined, '01234567890']);
  });

  it('gives the segnatura as a file', async () => {
    const file = await calls.ask<FileAnswer>('protocol.registrations.segnatura', calls.actor('p-1', READ), {
      params: { id },
    });
    expect([file.type, file.name]).to.deep.equal(['application/xml', 'segnatura.xml']);
  });
});
