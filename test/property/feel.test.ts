import { expect } from 'chai';
import fc from 'fast-check';
import { evaluate } from 'feelin';
import type { Json } from '@libro-firma/engine/plugin';
import { compileFeel, isFeelProblem } from '../../engine/src/model/feel.js';

/** What the full interpreter says; where it throws, the value is null. */
const interpreted = (source: string, given: object): unknown => {
  try {
    return JSON.parse(JSON.stringify(evaluate(source, { ...given }).value ?? null));
  } catch {
    return null;
  }
};

/**
 * The fast evaluation of simple expressions must never disagree with the full interpreter: random expressions over
 * random variables, both ways.
 */
describe('fast FEEL', () => {
  const value = fc.oneof(
    fc.integer({ min: -5, max: 50 }),
    fc.constantFrom('', 'a', 'b', 'approved'),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }),
  );
  const variables = fc.record({
    a: value,
    b: value,
    c: fc.oneof(value, fc.record({ d: value, e: fc.record({ f: value }) })),
  });
  const leaf = fc.constantFrom(
    'a',
    'b',
    'c',
    'c.d',
    'c.e.f',
    'missing',
    'c.missing',
    '"a"',
    '"approved"',
    '3',
    '0',
    'true',
    'false',
    'null',
  );
  const expression = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc
        .tuple(tie('tree'), fc.constantFrom('=', '!=', '<', '<=', '>', '>=', '+'), tie('tree'))
        .map(([l, o, r]) => `(${l} ${o} ${r})`),
      fc.tuple(tie('tree'), fc.constantFrom('and', 'or'), tie('tree')).map(([l, o, r]) => `(${l} ${o} ${r})`),
      fc.array(tie('tree'), { maxLength: 2 }).map((items) => `[${items.join(', ')}]`),
    ),
  })).tree;

  it('gives what feelin gives', () => {
    fc.assert(
      fc.property(expression, variables, (source, given) => {
        const compiled = compileFeel(`=${source}`);
        if (isFeelProblem(compiled)) throw new Error(compiled.en);
        const values = given as unknown as Record<string, Json>;
        const scope = { get: (name: string) => values[name], all: () => ({ ...values }) };
        const expected = interpreted(source, given);
        expect(compiled.evaluate(scope, { now: 0, timeZone: 'Europe/Rome' }), source).to.deep.equal(expected);
      }),
      { numRuns: Number(process.env['LF_PROPERTY_RUNS'] ?? 300) },
    );
  });
});
