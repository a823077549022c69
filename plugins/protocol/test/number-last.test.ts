import type { DrawnElement, DrawnRoute, RouteCheckCall } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { numberLast } from '../src/number-last.js';

type Facts = Partial<DrawnElement> & { readonly to?: readonly string[] };

const route = (id: string, elements: Readonly<Record<string, Facts>>): DrawnRoute => ({
  id,
  name: id,
  properties: {},
  startForm: undefined,
  elements: new Map(
    Object.entries(elements).map(([key, { to = [], ...facts }]) => [
      key,
      {
        id: key,
        name: key,
        type: 'task',
        container: id,
        outgoing: to.map((target) => ({
          id: `${key}_${target}`,
          name: '',
          target,
          condition: undefined,
          isDefault: false,
        })),
        boundary: [],
        repeated: false,
        outputs: [],
        ...facts,
      } satisfies DrawnElement,
    ]),
  ),
});

const step = (type: string): Pick<DrawnElement, 'step'> => ({ step: { type, config: {}, computed: [] } });
const number = step('protocol.register:1');
const signature = step('signing.signature:1');

const told = async (drawn: DrawnRoute, called: readonly DrawnRoute[] = []): Promise<readonly string[]> => {
  const call = {
    route: drawn,
    published: (id: string) => Promise.resolve(called.find((one) => one.id === id)),
    mayTake: () => [],
  } as unknown as RouteCheckCall;
  return (await numberLast(call)).map(({ code, elementId = '', text }) => `${code} ${elementId}: ${text.it}`);
};

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
      'protocol.number-before-signature numero: "numero" prende il numero prima dell’ultima firma: dopo viene ancora "firma".',
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
});
