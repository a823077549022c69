import type { DrawnElement, DrawnRoute, Field, RouteCheckCall } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { begunRoute, type Facts } from '../../../test/support/drawn-route.js';
import { withoutDocument } from '../src/without-document.js';

const step = (type: string): Pick<DrawnElement, 'step'> => ({ step: { type, config: {}, computed: [] } });
const field = (kind: Field['kind'], more: Partial<Field> = {}): Field => ({
  key: 'bundle',
  label: 'Documenti',
  kind,
  ...more,
});
const asking = (kind: Field['kind'], more: Partial<Field> = {}) => ({ fields: [field(kind, more)] });
const signature = step('signing.signature:1');
const calls = (id: string): Facts => ({ type: 'callActivity', calls: id });

const rule = withoutDocument({
  code: 'signing.without-document',
  does: (element) =>
    element.step?.type === 'signing.signature:1' ? { it: 'firma un documento', en: 'signs a document' } : undefined,
});

const told = async (route: DrawnRoute, called: readonly DrawnRoute[] = []): Promise<readonly string[]> => {
  const call = {
    route,
    published: (id: string) => Promise.resolve(called.find((one) => one.id === id)),
  } as unknown as RouteCheckCall;
  return (await rule(call)).map(({ severity, elementId = '', text }) => `${severity} ${elementId}: ${text.it}`);
};

const ERROR = 'error firma: «firma» firma un documento, ma la richiesta non ne chiede nessuno.';

describe('a step that works on the document of the case', () => {
  const line = (between: Facts, more: Partial<DrawnRoute> = {}): DrawnRoute =>
    begunRoute({ inizio: { to: ['mezzo'] }, mezzo: { ...between, to: ['firma'] }, firma: signature }, more);

  it('is told when nobody brings one, with what to do about it', async () => {
    expect(await told(line({}))).to.deep.equal([ERROR]);
    expect(await told(line({}, { startForm: asking('text') }))).to.deep.equal([ERROR]);
    const call = { route: line({}), published: () => Promise.resolve(undefined) } as unknown as RouteCheckCall;
    expect((await rule(call))[0]?.doNow.it).to.equal(
      'Aggiungi al modulo di avvio un campo «Documenti», oppure metti prima un passo «Componi», che scrive la lettera.',
    );
  });

  it('is right when the start form or a task before it asks for documents', async () => {
    expect(await told(line({}, { startForm: asking('documents.bundle') }))).to.deep.equal([]);
    expect(await told(line({ type: 'userTask', form: asking('documents.bundle') }))).to.deep.equal([]);
  });

  it('is told when a form only shows documents, or corrects what is not there', async () => {
    const shown = asking('documents.bundle', { readOnly: true });
    expect(await told(line({ type: 'userTask', form: shown }))).to.deep.equal([ERROR]);
    expect(await told(line({ type: 'userTask', form: asking('documents.correction') }))).to.deep.equal([ERROR]);
  });

  it('is right when a letter is written before it, on some way at least; not behind it', async () => {
    const letter = step('documents.letter:1');
    expect(await told(line(letter))).to.deep.equal([]);
    const ways = begunRoute({
      inizio: { to: ['quale'] },
      quale: { type: 'exclusiveGateway', to: ['lettera', 'firma'] },
      lettera: { ...letter, to: ['firma'] },
      firma: signature,
    });
    expect(await told(ways)).to.deep.equal([]);
    const late = begunRoute({ inizio: { to: ['firma'] }, firma: { ...signature, to: ['lettera'] }, lettera: letter });
    expect(await told(late)).to.deep.equal([ERROR]);
  });

  it('is right where something may bring a document of which nothing is known here', async () => {
    expect(await told(line({}, { startForm: asking('scanner.paper') }))).to.deep.equal([]);
    expect(await told(line(step('scanner.read:1')))).to.deep.equal([]);
    expect(await told(line({ type: 'receiveTask' }))).to.deep.equal([]);
    expect(await told(line({ type: 'callActivity' }))).to.deep.equal([]);
    expect(await told(line(calls('non-pubblicato')))).to.deep.equal([]);
    expect(await told(line({ type: 'scriptTask' }))).to.deep.equal([ERROR]);
  });

  it('is told once a route, of the first one; behind a step of another plugin that one tells', async () => {
    const twice = begunRoute({ inizio: { to: ['firma'] }, firma: { ...signature, to: ['altra'] }, altra: signature });
    expect(await told(twice)).to.deep.equal([ERROR]);
    expect(await told(line(step('protocol.register:1')))).to.deep.equal([]);
  });

  describe('in a called route', () => {
    const part = begunRoute({ inizio: { to: ['firma'] }, firma: signature }, { id: 'firme', properties: {} });
    const nested = begunRoute({ inizio: { to: ['c'] }, c: calls('firme') }, { id: 'fuori', properties: {} });
    const caller = (id: string, more: Partial<DrawnRoute> = {}): DrawnRoute =>
      begunRoute({ inizio: { to: ['chiama'] }, chiama: calls(id) }, more);

    it('is not told of the part, nor of a route that an event begins', async () => {
      expect(await told(part)).to.deep.equal([]);
      const begun = begunRoute({ inizio: { trigger: 'message', to: ['firma'] }, firma: signature });
      expect(await told(begun)).to.deep.equal([]);
    });

    it('is told of the call, however deep it lies', async () => {
      const text =
        'error chiama: L’iter chiamato da «chiama» firma un documento, ma la richiesta non ne chiede nessuno.';
      expect(await told(caller('firme'), [part])).to.deep.equal([text]);
      expect(await told(caller('fuori'), [part, nested])).to.deep.equal([text]);
    });

    it('is right when the caller asks for documents, or another called route brings them', async () => {
      expect(await told(caller('firme', { startForm: asking('documents.bundle') }), [part])).to.deep.equal([]);
      const writing = begunRoute(
        { inizio: { to: ['lettera'] }, lettera: step('documents.letter:1') },
        { id: 'scrive', properties: {} },
      );
      const both = begunRoute({
        inizio: { to: ['prima'] },
        prima: { ...calls('scrive'), to: ['chiama'] },
        chiama: calls('firme'),
      });
      expect(await told(both, [part, writing])).to.deep.equal([]);
    });

    it('is told though the called route has a form to begin with: nobody fills it in', async () => {
      const own = begunRoute(
        { inizio: { to: ['firma'] }, firma: signature },
        { id: 'sola', startForm: asking('documents.bundle') },
      );
      expect(await told(own)).to.deep.equal([]);
      expect(await told(caller('sola'), [own])).to.have.length(1);
    });

    it('is not misled by routes that call one another', async () => {
      const one = begunRoute({ inizio: { to: ['c'] }, c: calls('due') }, { id: 'uno' });
      const two = begunRoute({ inizio: { to: ['c'] }, c: calls('uno') }, { id: 'due' });
      expect(await told(one, [one, two])).to.deep.equal([]);
    });
  });
});
