import { expect } from 'chai';
import { begunByPeople, inOrder, mayPrecede } from '../../src/plugin/drawn-before.js';
import { inputOf, mayBeSet } from '../../src/plugin/drawn-variables.js';
import type { DrawnRoute } from '../../src/plugin/checks.js';
import { begunRoute, type Facts } from '../../../test/support/drawn-route.js';

const before = (route: DrawnRoute, id: string): readonly string[] => [...mayPrecede(route, id)].sort();

describe('what may come before an element of a drawing', () => {
  it('is what stands on a way to it, not what follows it', () => {
    const route = begunRoute({ inizio: { to: ['a'] }, a: { to: ['b'] }, b: { to: ['c'] }, c: {} });
    expect(before(route, 'b')).to.deep.equal(['a', 'inizio']);
    expect(inOrder(route).map(({ id }) => id)).to.deep.equal(['inizio', 'a', 'b', 'c']);
  });

  it('is not what can be come to behind it only, though it leads back', () => {
    const route = begunRoute({
      inizio: { to: ['firma'] },
      firma: { to: ['esito'] },
      esito: { type: 'exclusiveGateway', to: ['correzione', 'fine'] },
      correzione: { to: ['firma'] },
      fine: {},
    });
    expect(before(route, 'firma')).to.deep.equal(['inizio']);
    expect(before(route, 'fine')).to.deep.equal(['correzione', 'esito', 'firma', 'inizio']);
  });

  it('is one of two ways, and nothing on a way that leads elsewhere', () => {
    const route = begunRoute({
      inizio: { to: ['quale'] },
      quale: { type: 'exclusiveGateway', to: ['lettera', 'firma', 'altro'] },
      lettera: { to: ['firma'] },
      altro: {},
      firma: {},
    });
    expect(before(route, 'firma')).to.deep.equal(['inizio', 'lettera', 'quale']);
  });

  it('is what goes on beside it, too', () => {
    for (const type of ['parallelGateway', 'task'] as const) {
      const route = begunRoute({
        inizio: { to: ['parti'] },
        parti: { type, to: ['firma', 'lettera'] },
        lettera: { to: ['busta'] },
        busta: {},
        firma: {},
      });
      expect(before(route, 'firma')).to.deep.equal(['busta', 'inizio', 'lettera', 'parti']);
    }
  });

  it('is what a term beside it brings, and not what an error does', () => {
    const route = (trigger: 'timer' | 'error'): DrawnRoute =>
      begunRoute({
        inizio: { to: ['firma'] },
        firma: { boundary: ['evento'] },
        evento: { type: 'boundaryEvent', trigger, to: ['lettera'] },
        lettera: {},
      });
    expect(before(route('timer'), 'firma')).to.deep.equal(['evento', 'inizio', 'lettera']);
    expect(before(route('error'), 'firma')).to.deep.equal(['inizio']);
  });

  it('is not a step whose error leads there: it was not done', () => {
    const route = begunRoute({
      inizio: { to: ['lettera'] },
      lettera: { to: ['fine'], boundary: ['errore'] },
      errore: { type: 'boundaryEvent', trigger: 'error', to: ['firma'] },
      firma: {},
      fine: {},
    });
    expect(before(route, 'firma')).to.deep.equal(['errore', 'inizio']);
  });

  it('is found in sub-processes, from within and from behind', () => {
    const route = begunRoute({
      inizio: { to: ['parte'] },
      parte: { type: 'subProcess', to: ['dopo'], boundary: ['scaduto'] },
      entra: { type: 'startEvent', container: 'parte', to: ['lettera'] },
      lettera: { container: 'parte', to: ['firma'] },
      firma: { container: 'parte' },
      scaduto: { type: 'boundaryEvent', trigger: 'timer', to: ['sollecito'] },
      sollecito: {},
      dopo: {},
    });
    expect(before(route, 'firma')).to.include.members(['lettera', 'entra', 'inizio']).and.not.include('dopo');
    expect(before(route, 'dopo')).to.include.members(['lettera', 'firma', 'parte']);
    expect(before(route, 'sollecito')).to.include.members(['lettera', 'firma', 'scaduto']);
  });

  it('is found in drawings of five thousand steps at once', () => {
    const steps = Array.from({ length: 5_000 }, (_none, n) => [`p${n}`, { to: [`p${n + 1}`] }] as const);
    const route = begunRoute({ inizio: { to: ['p0'] }, ...Object.fromEntries(steps), p5000: {} });
    expect(mayPrecede(route, 'p5000').size).to.equal(5_001);
  });
});

describe('a route that people begin', () => {
  it('says who may, or has a form; an event begins others', () => {
    const begun = (properties: Readonly<Record<string, string>>, trigger: 'none' | 'message', form?: object) =>
      begunByPeople(
        begunRoute(
          { inizio: { trigger } },
          { properties, ...(form === undefined ? {} : { startForm: { fields: [] } }) },
        ),
      );
    expect(begun({ startableBy: 'role:drafter@*' }, 'none')).to.equal(true);
    expect(begun({}, 'none', {})).to.equal(true);
    expect(begun({ startableBy: ' ' }, 'none')).to.equal(false);
    expect(begun({ startableBy: 'role:drafter@*' }, 'message')).to.equal(false);
  });
});

describe('a variable of a drawing', () => {
  const STEP = { type: 'x.y:1', config: {}, computed: [] };
  const set = (between: Facts, steps: (type: string) => boolean = () => false): boolean => {
    const route = begunRoute({ inizio: { to: ['mezzo'] }, mezzo: { ...between, to: ['invio'] }, invio: {} });
    return mayBeSet(route, 'invio', 'recipients', steps);
  };
  const form = { fields: [{ key: 'recipients', label: 'A chi', kind: 'notification.recipients' as const }] };

  it('may be set by a form, a mapping, a script, a message or a called route', () => {
    expect(set({ type: 'userTask', form })).to.equal(true);
    expect(set({ type: 'serviceTask', outputs: [{ source: '=a', target: 'recipients' }] })).to.equal(true);
    for (const type of ['scriptTask', 'receiveTask', 'callActivity'] as const) expect(set({ type })).to.equal(true);
    expect(set({ type: 'intermediateCatchEvent', trigger: 'message' })).to.equal(true);
    expect(set({ type: 'userTask', repeated: true })).to.equal(true);
  });

  it('is not set by what gives something else', () => {
    expect(set({ type: 'userTask' })).to.equal(false);
    expect(set({ type: 'scriptTask', outputs: [{ source: '=a', target: 'altro' }] })).to.equal(false);
    expect(set({ type: 'intermediateCatchEvent', trigger: 'timer' })).to.equal(false);
    expect(set({ type: 'serviceTask', step: STEP })).to.equal(false);
    expect(set({ type: 'serviceTask', step: STEP }, (type) => type === 'x.y:1')).to.equal(true);
  });

  it('may be set by the start form, and `case` always is', () => {
    const route = begunRoute({ inizio: { to: ['invio'] }, invio: {} }, { startForm: form });
    expect(mayBeSet(route, 'invio', 'recipients', () => false)).to.equal(true);
    expect(mayBeSet(route, 'invio', 'book', () => false)).to.equal(false);
    expect(mayBeSet(route, 'invio', 'case', () => false)).to.equal(true);
  });

  it('is given to a sub-process for all that is in it', () => {
    const route = begunRoute({
      inizio: { to: ['parte'] },
      parte: { type: 'subProcess', inputs: [{ target: 'recipients', reads: [] }] },
      entra: { type: 'startEvent', container: 'parte', to: ['invio'] },
      invio: { container: 'parte' },
    });
    expect(mayBeSet(route, 'invio', 'recipients', () => false)).to.equal(true);
  });

  it('reaches a step only where it is mapped to its input', () => {
    const given = (inputs: Facts['inputs']) => {
      const invio = inputs === undefined ? {} : { inputs };
      const route = begunRoute({ inizio: { to: ['invio'] }, invio }, { startForm: form });
      return inputOf(route, route.elements.get('invio')!, 'recipients', () => false);
    };
    expect(given(undefined)).to.equal('never');
    expect(given([{ target: 'book', reads: ['recipients'] }])).to.equal('never');
    expect(given([{ target: 'recipients', reads: ['recipients'] }])).to.equal('maybe');
    expect(given([{ target: 'recipients', reads: ['altri'] }])).to.equal('unset');
    expect(given([{ target: 'recipients', reads: [] }])).to.equal('maybe');
  });
});
