import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, type Engine } from '@libro-firma/engine';
import { definePlugin, LibroFirmaError, type Json } from '@libro-firma/engine/plugin';
import { testDatabase, testDialects, type TestDatabase } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { ContainerModule } from 'inversify';
import { bpmn, escape } from '../../../test/conformance/support/bpmn.js';
import { House, tenant, userStep } from '../support/house.js';

const formXml = (form: object): string => `<lf:userTaskForm>${escape(JSON.stringify(form))}</lf:userTaskForm>`;
const task = (id: string, form?: object, type?: string): string =>
  `<userTask id="${id}" name="${id}"><extensionElements><lf:assignmentDefinition candidateGroups="office"/>
   ${type === undefined ? '' : `<lf:taskDefinition type="${type}"/>`}${form === undefined ? '' : formXml(form)}</extensionElements></userTask>`;
const withForm = (start: object, form?: object, type?: string): string =>
  bpmn(
    `<startEvent id="start"><extensionElements>${formXml(start)}</extensionElements></startEvent>${task('check', form, type)}<endEvent id="end"/>`,
    'start -> check -> end',
  );

/** What is said of each field, in Italian. */
const italian = (fields: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(fields as Record<string, { it: string }>).map(([key, { it }]) => [key, it]));

const fields = [
  { key: 'subject', label: 'Oggetto', kind: 'text', required: true, maxLength: 20 },
  { key: 'pages', label: 'Pagine', kind: 'integer', min: 1, max: 10 },
  { key: 'amount', label: 'Importo', kind: 'number', min: 0.01, max: 40_000 },
  { key: 'fee', label: 'Canone', kind: 'number', unit: 'euro', min: 0.5 },
  { key: 'day', label: 'Giorno', kind: 'date' },
  { key: 'urgent', label: 'Urgente', kind: 'boolean' },
  { key: 'why', label: 'Perché', kind: 'longText', required: true, showWhen: { field: 'urgent', is: true } },
  {
    key: 'way',
    label: 'Mezzo',
    kind: 'choice',
    choices: [
      { value: 'pec', label: 'PEC' },
      { value: 'mail', label: 'E-mail' },
    ],
  },
  {
    key: 'copies',
    label: 'Copie',
    kind: 'choices',
    choices: [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ],
  },
  { key: 'to', label: 'A', kind: 'email' },
  { key: 'stamp', label: 'Timbro', kind: 'text', readOnly: true },
];
const outcomes = [
  { value: 'approved', label: 'Approva' },
  { value: 'rejected', label: 'Respingi', rejects: true },
];

describe('a start form', () => {
  let house: House;
  before(async () => {
    house = await House.open({ dialect: 'sqlite' });
    await house.deploy(withForm({ fields }));
  });
  after(() => house.close());

  const start = (values: Record<string, Json>) =>
    house.engine.start({ tenant, processId: 'process', actor: 'requester', title: 'Nota', values });
  const wrong = async (values: Record<string, Json>): Promise<Record<string, string>> => {
    const failure: unknown = await start({ subject: 'Nota', ...values }).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(LibroFirmaError);
    const { code, details } = failure as LibroFirmaError;
    expect(code).to.equal('engine.form-invalid');
    return italian(details['fields']);
  };

  it('gives its values to the case', async () => {
    const values = {
      subject: 'Nota',
      pages: 3,
      day: '2026-02-28',
      urgent: true,
      why: 'Scade',
      way: 'pec',
      copies: ['a'],
    };
    const { instanceId } = await start({ ...values, to: 'ufficio.gare@comune.palermo.it' });
    expect(await house.variablesOf(instanceId)).to.include({
      subject: 'Nota',
      pages: 3,
      day: '2026-02-28',
      way: 'pec',
    });
  });

  it('without a required field is refused, with the field and a sentence', async () => {
    const failure = (await start({ subject: '  ' }).catch((error: unknown) => error)) as LibroFirmaError;
    expect(failure.kind).to.equal('invalid');
    expect(failure.text.it).to.equal('Il campo «Oggetto» è obbligatorio.');
  });

  it('tells everything that is wrong at once', async () => {
    const found = await wrong({ pages: 11, day: '2026-02-30', way: 'fax', to: 'nobody' });
    expect(Object.keys(found)).to.have.members(['pages', 'day', 'way', 'to']);
    expect(found['pages']).to.include('al massimo 10');
    expect(found['way'], 'what people may choose, in its words').to.equal(
      'Il campo «Mezzo» non offre la scelta che è stata fatta. Scegli tra: PEC, E-mail.',
    );
  });

  it('tells a limit as it is written in Italian', async () => {
    expect((await wrong({ amount: 0 }))['amount']).to.equal('Il campo «Importo» deve essere almeno 0,01.');
    expect((await wrong({ fee: 1.005 }))['fee']).to.equal('Il campo «Canone» ha più di due decimali.');
    expect((await wrong({ fee: 0 }))['fee']).to.equal('Il campo «Canone» deve essere almeno 0,50.');
    expect((await wrong({ amount: 40_001 }))['amount']).to.equal('Il campo «Importo» può essere al massimo 40.000.');
  });

  const cases: readonly (readonly [string, Json])[] = [
    ['subject', 'x'.repeat(21)],
    ['subject', 5],
    ['subject', 'a\u0000b'],
    ['pages', 1.5],
    ['pages', '3'],
    ['amount', -1],
    ['amount', 'molto'],
    ['day', '28/02/2026'],
    ['day', 20260228],
    ['urgent', 'sì'],
    ['copies', 'a'],
    ['copies', ['a', 'a']],
    ['copies', ['c']],
    ['to', 'a@b'],
    ['other', 'not in the form'],
  ];
  for (const [key, value] of cases) {
    it(`refuses ${key} = ${JSON.stringify(value).slice(0, 30)}`, async () => {
      expect(Object.keys(await wrong({ [key]: value }))).to.deep.equal([key]);
    });
  }

  it('asks for a field that is shown, and leaves out one that is not', async () => {
    expect(Object.keys(await wrong({ urgent: true }))).to.deep.equal(['why']);
    const { instanceId } = await start({ subject: 'Nota', urgent: false, why: 'hidden', stamp: 'mine' });
    const variables = await house.variablesOf(instanceId);
    expect(variables).not.to.have.property('why');
    expect(variables, 'read only').not.to.have.property('stamp');
  });

  it('cannot pretend to be about another case', async () => {
    const { instanceId } = await house.engine.start({
      tenant,
      processId: 'process',
      actor: 'requester',
      title: 'Nota',
      variables: { case: { requester: 'somebody else' } },
    });
    expect((await house.variablesOf(instanceId))['case']).to.include({ id: instanceId, requester: 'requester' });
  });
});

describe('a task form', () => {
  let house: House;
  let submissions: unknown[];
  beforeEach(async () => {
    submissions = [];
    house = await House.open({
      dialect: 'sqlite',
      steps: [
        userStep('test.check:1', {
          complete: async (_task, submission) => {
            submissions.push(submission);
            if (submission.reason === 'forbidden words') {
              throw new LibroFirmaError('invalid', 'test.words', { it: 'Parole non ammesse.' });
            }
            return { guarded: true };
          },
        }),
      ],
    });
  });
  afterEach(() => house.close());

  const complete = async (how: object): Promise<string> => {
    const id = await house.start();
    try {
      await house.complete(id, 'check', how);
      return JSON.stringify(await house.variablesOf(id));
    } catch (error) {
      return (error as { code?: string }).code ?? 'a bug';
    }
  };

  it('asks for an outcome that it offers, and for a reason where one goes back', async () => {
    await house.deploy(withForm({ fields: [] }, { fields, outcomes }));
    expect(await complete({ values: { subject: 'Nota' } })).to.equal('engine.outcome-missing');
    expect(await complete({ outcome: 'maybe', values: { subject: 'Nota' } })).to.equal('engine.outcome-unknown');
    expect(await complete({ outcome: 'rejected', reason: ' ' })).to.equal('engine.reason-missing');
    expect(await complete({ outcome: 'approved' }), 'required fields').to.equal('engine.form-invalid');
    expect(await complete({ outcome: 'rejected', reason: 'Manca la firma' })).to.include('Manca la firma');
    expect(await complete({ outcome: 'approved', values: { subject: 'Nota' } })).to.include('"outcome":"approved"');
  });

  it('is guarded by the step, whose refusal leaves the task open', async () => {
    await house.deploy(withForm({ fields: [] }, { fields: [], outcomes }, 'test.check:1'));
    const id = await house.start();
    const refused = await house
      .complete(id, 'check', { outcome: 'rejected', reason: 'forbidden words' })
      .catch((e) => e);
    expect(refused.code).to.equal('test.words');
    await house.complete(id, 'check', { outcome: 'approved', onBehalfOf: 'director' });
    expect(submissions.at(-1)).to.deep.equal({
      actor: 'worker',
      onBehalfOf: 'director',
      origin: 'desk',
      outcome: 'approved',
      values: {},
    });
    expect(await house.variablesOf(id)).to.include({ guarded: true, outcome: 'approved' });
  });

  it('that a plugin completes through its own engine tells who it is', async () => {
    await house.deploy(withForm({ fields: [] }, { fields: [], outcomes }, 'test.check:1'));
    const id = await house.start();
    const taskId = await house.taskAt(id, 'check');
    await house.engine.api('signing').completeTask({ tenant, taskId, actor: 'anna', outcome: 'approved' });
    expect(submissions.at(-1)).to.include({ origin: 'signing', actor: 'anna' });
  });

  it('shows default values that are computed from the case when it is opened', async () => {
    const own = [{ key: 'subject', label: 'Oggetto', kind: 'text', default: '="Re: " + title' }];
    await house.deploy(withForm({ fields: [] }, { fields: own }));
    const id = await house.start({ title: 'Nota' });
    const taskId = await house.taskAt(id, 'check');
    const view = await house.read((tx) => house.engine.task(tx, taskId));
    expect(view?.form?.fields[0]?.default).to.equal('Re: Nota');
  });
});

for (const dialect of testDialects()) {
  describe(`the limits of a date, on ${dialect}`, () => {
    const limited = [
      { key: 'from', label: 'Dal', kind: 'date', earliest: '=numberedOn', latest: '=today() + duration("P7D")' },
      { key: 'to', label: 'Al', kind: 'date', earliest: '=date(from) + duration("P15D")', latest: '2030-12-31' },
    ];
    const numberedOn = '2026-03-02';
    const today = Date.parse('2026-03-03T23:30:00Z'); // the 4th in Rome
    let house: House;
    before(async () => {
      house = await House.open({ dialect });
      house.clock.set(today);
      await house.deploy(withForm({ fields: [] }, { fields: limited }));
    });
    after(() => house.close());

    const complete = async (values: Record<string, Json>): Promise<Record<string, string>> => {
      const id = await house.start({ numberedOn });
      const failure: unknown = await house.complete(id, 'check', { values }).then(
        () => ({ details: { fields: {} } }),
        (error: unknown) => error,
      );
      return italian((failure as LibroFirmaError).details['fields']);
    };

    it('are days when the form is opened, where they can be known', async () => {
      const id = await house.start({ numberedOn });
      const taskId = await house.taskAt(id, 'check');
      const view = await house.read((tx) => house.engine.task(tx, taskId));
      expect(view?.form?.fields[0]).to.include({ earliest: '2026-03-02', latest: '2026-03-11' });
      expect(view?.form?.fields[1], 'of the day that is filled in beside').to.include({
        earliest: '=date(from) + duration("P15D")',
        latest: '2030-12-31',
      });
    });

    it('are days in a form that starts a case, too: those that depend on the time alone', async () => {
      const start = { fields: [{ ...limited[0], default: '=today()' }, limited[1]] };
      const other = withForm(start).replaceAll('"process"', '"begun"');
      await house.deploy(other);
      const startable = await house.read((tx) => house.engine.published(tx));
      const [from, to] = startable.find(({ processId }) => processId === 'begun')?.form?.fields ?? [];
      expect(from).to.include({ earliest: '=numberedOn', latest: '2026-03-11', default: '2026-03-04' });
      expect(to).to.include({ latest: '2030-12-31' });
    });

    it('take the first and the last day', async () => {
      expect(await complete({ from: '2026-03-02', to: '2026-03-17' })).to.deep.equal({});
      expect(await complete({ from: '2026-03-11', to: '2030-12-31' })).to.deep.equal({});
    });

    it('refuse the day before and the day after, in words', async () => {
      expect(await complete({ from: '2026-03-01' })).to.deep.equal({
        from: 'Il campo «Dal» non può essere prima del 02/03/2026: qui c’è 01/03/2026.',
      });
      expect(await complete({ from: '2026-03-12' })).to.deep.equal({
        from: 'Il campo «Dal» non può essere dopo il 11/03/2026: qui c’è 12/03/2026.',
      });
      expect(Object.keys(await complete({ from: '2026-03-03', to: '2026-03-17' }))).to.deep.equal(['to']);
      expect(Object.keys(await complete({ from: '2026-03-03', to: '2031-01-01' }))).to.deep.equal(['to']);
    });

    it('that cannot be computed limit nothing', async () => {
      const id = await house.start({ numberedOn: 7 });
      await house.complete(id, 'check', { values: { from: '1999-01-01' } });
      expect(await house.variablesOf(id)).to.include({ from: '1999-01-01' });
    });

    it('that are neither a day nor an expression, or of another kind of field, are refused with the drawing', async () => {
      for (const field of [
        { ...limited[0], earliest: 'domani' },
        { ...limited[0], latest: '=today( +' },
        { ...limited[0], kind: 'text' },
      ]) {
        const refused = await house.deploy(withForm({ fields: [] }, { fields: [field] })).then(
          () => 'deployed',
          (error: unknown) => JSON.stringify((error as LibroFirmaError).details),
        );
        expect(refused).to.include('form-invalid');
      }
    });
  });
}

describe('values and outcomes without a form', () => {
  it('are not taken where people submit them', async () => {
    const house = await House.open({ dialect: 'sqlite', valuesNeedForm: true });
    await house.deploy(bpmn(`<startEvent id="start"/>${task('check')}<endEvent id="end"/>`, 'start -> check -> end'));
    const id = await house.start();
    const refused = await house.complete(id, 'check', { values: { bundle: 'forged' } }).catch((error) => error);
    expect(refused.code).to.equal('engine.form-invalid');
    const forged = await house.complete(id, 'check', { outcome: 'approved' }).catch((error) => error);
    expect(forged.code).to.equal('engine.outcome-unknown');
    await house.complete(id, 'check', { values: {} });
    await house.close();
  });
});

describe('a field kind of a plugin', () => {
  let database: TestDatabase;
  let engine: Engine;
  let dataDir: string;
  before(async () => {
    database = await testDatabase({ dialect: 'sqlite' });
    dataDir = await mkdtemp(join(tmpdir(), 'lf-forms-'));
    const plugin = definePlugin({
      manifest: { name: 'parcels', version: '1.0.0', label: { it: 'Pacchi' }, engine: 1 },
      module: new ContainerModule(() => undefined),
      fields: () => [
        {
          kind: 'parcels.parcel',
          label: { it: 'Pacco' },
          schema: { type: 'object', required: ['weight'], properties: { weight: { type: 'number' } } },
          accept: async (tx, value, context) => {
            const { weight } = value as { weight: number };
            if (weight > 100) throw new LibroFirmaError('invalid', 'parcels.heavy', { it: 'Troppo pesante.' });
            await tx.sql('lf_message').insert({
              tenant,
              id: context.instanceId,
              message: 'parcel',
              corr_key: '',
              variables: '{}',
              expires_at: 1e15,
            });
            return { weight, owner: context.actor };
          },
        },
      ],
      lists: () => [
        { name: 'parcels.depots', label: { it: 'Depositi' }, read: async () => [{ value: 'north', label: 'Nord' }] },
      ],
    });
    engine = await createEngine({
      database,
      plugins: [plugin],
      tenants: [tenant],
      dataDir,
    });
    const form = [
      { key: 'parcel', label: 'Pacco', kind: 'parcels.parcel', required: true },
      { key: 'depot', label: 'Deposito', kind: 'choice', choicesFrom: 'parcels.depots' },
    ];
    await engine.deploy({ tenant, xml: withForm({ fields: form }), actor: 'analyst', publish: true });
  });
  after(async () => {
    await engine.stop();
    await database.drop();
    await rm(dataDir, { recursive: true });
  });

  const start = (values: Record<string, Json>) =>
    engine.start({ tenant, processId: 'process', actor: 'anna', title: 'Pacco', values });
  const kept = () => database.read(tenant, (tx) => tx.sql('lf_message').pluck('id'));

  it('is checked by its schema, then taken over in the transaction of the start', async () => {
    const { instanceId } = await start({ parcel: { weight: 3 }, depot: 'north' });
    const variables = await database.read(tenant, (tx) => engine.variables(tx, instanceId));
    expect(variables['parcel']).to.deep.equal({ weight: 3, owner: 'anna' });
    expect(await kept()).to.deep.equal([instanceId]);
    expect((await start({ parcel: { weight: 'much' } }).catch((error) => error)).code).to.equal('engine.form-invalid');
    expect((await start({ parcel: { weight: 101 } }).catch((error) => error)).code).to.equal('parcels.heavy');
    expect(await kept(), 'a refused start leaves nothing').to.deep.equal([instanceId]);
  });

  it('may offer what a live list holds now, and nothing else', async () => {
    const refused = await start({ parcel: { weight: 1 }, depot: 'south' }).catch((error) => error);
    expect(refused.details.fields.depot, 'names the field, and not a value that people never saw').to.deep.equal({
      it: 'Il campo «Deposito» non offre la voce che è stata scelta: scegline un’altra dall’elenco.',
      en: 'The field “Deposito” does not offer what was chosen: choose another one from the list.',
    });
  });
});
