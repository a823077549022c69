import { expect } from 'chai';
import fc from 'fast-check';
import type { Event } from '../../src/core/events.js';
import { decodeEvents, encodeEvents } from '../../src/store/knex/event-codec.js';

/** One of each kind, with and without what may be left out. */
const samples: readonly Event[] = [
  {
    type: 'instanceStarted',
    instance: {
      format: 1,
      id: 'a',
      definitionId: 'd',
      processId: 'p',
      caseId: 'a',
      mode: 'trial',
      confidential: true,
      title: 'Nota',
      startedBy: 'anna',
      startedAt: 1,
      state: 'running',
      rev: 0,
      next: 1,
      incidents: 0,
      root: 1,
    },
  },
  { type: 'instanceEnded', state: 'completed', at: 5 },
  {
    type: 'scopeOpened',
    scope: { n: 2, parent: 1, kind: 'subProcess', element: 's', token: 3, variables: { a: null } },
  },
  { type: 'clockMoved', clock: 86_400_000 },
  { type: 'scopeClosed', n: 2 },
  { type: 'multiChanged', n: 4, change: { started: 3 } },
  {
    type: 'scopeOpened',
    scope: {
      ...{ n: 4, parent: 1, kind: 'multiInstance', element: 's', token: 3, variables: {} },
      multi: { total: 3, started: 0, completed: 0, items: [null, 'a'], from: 0, later: [5, 6] },
    },
  },
  { type: 'iterationDone', n: 4 },
  { type: 'iterationDone', n: 4, scope: 5, index: 1, output: null },
  { type: 'iterationDone', n: 4, scope: 6, index: 0, output: [1, { a: 'b' }] },
  { type: 'entered', scope: 1, token: { n: 3, at: 't', wait: { for: 'nothing' } } },
  { type: 'changed', scope: 1, token: { n: 3, at: 't', via: 'f', wait: { for: 'task', n: 6 } } },
  {
    type: 'changed',
    scope: 1,
    token: { n: 3, at: 't', wait: { for: 'nothing' }, local: { a: null }, boundary: { late: { n: 9, kind: 'timer' } } },
  },
  { type: 'left', scope: 1, n: 3, at: 't', how: 'flow', flows: ['f1', 'f2'] },
  { type: 'left', scope: 1, n: 3, at: 't', how: 'ended' },
  { type: 'variablesSet', scope: 1, values: { a: null, b: false, c: [null] } },
  { type: 'taskAssigned', n: 6, to: 'anna', by: 'anna' },
  { type: 'taskAssigned', n: 6, by: 'anna' },
  { type: 'taskCompleted', n: 6, at: 't', by: 'anna' },
  { type: 'taskCompleted', n: 6, at: 't', by: 'anna', reason: 'perché sì' },
  { type: 'taskCompleted', n: 6, at: 't', by: 'anna', onBehalfOf: 'bruno', outcome: 'approved', reason: 'x' },
  { type: 'incidentOpened', n: 7, at: 't', code: 'c', message: 'm' },
  { type: 'incidentClosed', n: 7, how: 'retried' },
  { type: 'incidentClosed', n: 7, how: 'resolved', by: 'admin', reason: 'by hand' },
];

describe('the journal', () => {
  it('gives back every kind of event as it was', () => {
    expect(decodeEvents(encodeEvents([samples, []]))).to.deep.equal([samples, []]);
  });

  it('gives back any list of them in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom(...samples))), (steps) => {
        expect(decodeEvents(encodeEvents(steps))).to.deep.equal(steps);
      }),
      { numRuns: 50 },
    );
  });

  it('takes less room than the events as they stand', () => {
    expect(encodeEvents([samples]).length).to.be.below(JSON.stringify([samples]).length * 0.6);
  });

  it('of a later release is not read as something else', () => {
    expect(() => decodeEvents('[[[99,1]]]')).to.throw('kind 99');
  });
});
