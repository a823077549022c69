import type { DrawnRoute } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { checkCall, drawnRoute as route, stepOf, type Facts } from '../../../test/support/drawn-route.js';
import { numberLast } from '../src/number-last.js';

const number = stepOf('protocol.register:1');
const signature = stepOf('signing.signature:1');

const told = async (drawn: DrawnRoute, called: readonly DrawnRoute[] = []): Promise<readonly string[]> =>
  (await numberLast(checkCall(drawn, called))).map(
    ({ code, elementId = '', text }) => `${code} ${elementId}: ${text.it}`,
  );

describe('a number in a drawing', () => {
  it('is right behind the last signature', async () => {
    const drawn = route('nota', {
      firma: { ...signature, to: ['numero'] },
      numero: { ...number, to: ['fine'] },
      fine: {},
    });
    expect(await told(drawn)).to.deep.equal([]);
  });

  it('is told when somebody still signs behind it, with both by name', async () => {
    const drawn = route('nota', { numero: { ...number, to: ['visto'] }, visto: { to: ['firma'] }, firma: signature });
    expect(await told(drawn)).to.deep.equal([
      'protocol.number-before-signature numero: «numero» prende il numero prima dell’ultima firma: dopo viene ancora «firma».',
    ]);
  });

  it('is told when the signature stands in a route that is called behind it', async () => {
    const drawn = route('nota', {
      numero: { ...number, to: ['chiama'] },
      chiama: { type: 'callActivity', calls: 'firma' },
    });
    expect(await told(drawn, [route('firma', { firma: signature })])).to.have.length(1);
    expect(await told(drawn, [route('firma', { visto: {} })])).to.deep.equal([]);
  });

  describe('taken in a called route', () => {
    const calls = (id: string): Facts => ({ type: 'callActivity', calls: id });
    const numbering = route('numera', { numero: { ...number, to: ['fine'] }, fine: {} });
    const around = route('protocolla', { chiama: calls('numera') });
    const signing = route('firme', { firma: signature });
    const known = [numbering, around, signing];

    it('is told on the call when somebody signs behind it, here or in another called route', async () => {
      const behind =
        'protocol.number-before-signature chiama: L’iter chiamato da «chiama» prende il numero prima dell’ultima firma: dopo viene ancora «firma».';
      for (const [called, firma] of [
        ['numera', signature],
        ['protocolla', signature],
        ['numera', calls('firme')],
      ] as const) {
        const drawn = route('nota', { chiama: { ...calls(called), to: ['firma'] }, firma });
        expect(await told(drawn, known)).to.deep.equal([behind]);
      }
    });

    it('is told on the call when somebody signs beside it', async () => {
      const drawn = route('nota', { inizio: { to: ['firma', 'chiama'] }, firma: signature, chiama: calls('numera') });
      expect(await told(drawn, known)).to.deep.equal([
        'protocol.number-before-signature chiama: L’iter chiamato da «chiama» può prendere il numero prima della firma: «firma» sta su una via parallela.',
      ]);
    });

    it('is right behind the last signature, one in a called route too', async () => {
      for (const firma of [signature, calls('firme')]) {
        const drawn = route('nota', { firma: { ...firma, to: ['chiama'] }, chiama: calls('numera') });
        expect(await told(drawn, known)).to.deep.equal([]);
      }
    });

    it('may go back to the signature: the called route may have come back without a number', async () => {
      const whole = route('tutto', { firma: { ...signature, to: ['numero'] }, numero: number });
      const drawn = route('nota', {
        bozza: { to: ['sigla'] },
        sigla: { ...signature, to: ['chiama'] },
        chiama: { ...calls('tutto'), to: ['esito'] },
        esito: { type: 'exclusiveGateway', to: ['bozza', 'fine'] },
        fine: {},
      });
      expect(await told(drawn, [whole])).to.deep.equal([]);
    });
  });

  it('may send back to the signature when it cannot be taken: the signature was not valid', async () => {
    const drawn = route('nota', {
      firma: { ...signature, to: ['numero'] },
      numero: { ...number, to: ['fine'], boundary: ['non_valida'] },
      non_valida: { type: 'boundaryEvent', trigger: 'error', to: ['firma'] },
      fine: {},
    });
    expect(await told(drawn)).to.deep.equal([]);
  });

  it('is not misled by routes that call one another', async () => {
    const drawn = route('a', { numero: { ...number, to: ['chiama'] }, chiama: { type: 'callActivity', calls: 'b' } });
    const other = route('b', { chiama: { type: 'callActivity', calls: 'a' } });
    expect(await told(drawn, [drawn, other])).to.deep.equal([]);
  });

  describe('beside a signature', () => {
    const beside =
      'protocol.number-before-signature numero: «numero» può prendere il numero prima della firma: «firma» sta su una via parallela.';

    for (const type of ['startEvent', 'task', 'parallelGateway', 'inclusiveGateway'] as const) {
      it(`is told on another way out of the same ${type}`, async () => {
        const drawn = route('nota', {
          prima: { type, to: ['firma', 'numero'] },
          firma: signature,
          numero: number,
        });
        expect(await told(drawn)).to.deep.equal([beside]);
      });
    }

    it('is told when the ways come together only behind it, and when they never wait for one another', async () => {
      const drawn = (join: Facts): DrawnRoute =>
        route('nota', {
          inizio: { to: ['firma', 'visto'] },
          firma: { ...signature, to: ['insieme'] },
          visto: { to: ['numero'] },
          numero: { ...number, to: ['insieme'] },
          insieme: { ...join, to: ['fine'] },
          fine: {},
        });
      expect(await told(drawn({ type: 'parallelGateway' }))).to.deep.equal([beside]);
      expect(await told(drawn({ type: 'exclusiveGateway' }))).to.deep.equal([beside]);
    });

    it('is told behind ways that are joined by no gateway that waits: the shorter one does not wait', async () => {
      const drawn = route('nota', {
        inizio: { to: ['firma', 'visto'] },
        firma: { ...signature, to: ['numero'] },
        visto: { to: ['numero'] },
        numero: number,
      });
      expect(await told(drawn)).to.deep.equal([beside]);
    });

    it('is told when one of them stands in a sub-process', async () => {
      const drawn = route('nota', {
        inizio: { to: ['parte', 'numero'] },
        parte: { type: 'subProcess' },
        firma: { ...signature, container: 'parte' },
        numero: number,
      });
      expect(await told(drawn)).to.deep.equal([beside]);
    });

    it('is right behind the gateway at which the ways wait for one another', async () => {
      const drawn = route('nota', {
        inizio: { type: 'parallelGateway', to: ['firma', 'visto'] },
        firma: { ...signature, to: ['insieme'] },
        visto: { to: ['insieme'] },
        insieme: { type: 'parallelGateway', to: ['urgente'] },
        urgente: { type: 'exclusiveGateway', to: ['nota', 'numero'] },
        nota: { to: ['numero'] },
        numero: number,
      });
      expect(await told(drawn)).to.deep.equal([]);
    });

    it('is right on a way that is taken in place of the signature, or that ends before it', async () => {
      const drawn = route('nota', {
        scelta: { type: 'exclusiveGateway', to: ['firma', 'numero'] },
        firma: { ...signature, to: ['avvisa'] },
        avvisa: { to: ['numero', 'lettera'] },
        lettera: {},
        numero: number,
      });
      expect(await told(drawn)).to.deep.equal([]);
    });

    it('is right when a rejection goes back to before the ways part', async () => {
      const drawn = route('nota', {
        bozza: { to: ['parti'] },
        parti: { type: 'parallelGateway', to: ['firma', 'parere'] },
        firma: { ...signature, to: ['esito'] },
        esito: { type: 'exclusiveGateway', to: ['bozza', 'insieme'] },
        parere: { to: ['insieme'] },
        insieme: { type: 'parallelGateway', to: ['numero'] },
        numero: number,
      });
      expect(await told(drawn)).to.deep.equal([]);
    });
  });
});
