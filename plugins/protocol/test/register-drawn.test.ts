import type { DrawnRoute, Form, JsonObject, RouteCheckCall } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { begunRoute, type Facts } from '../../../test/support/drawn-route.js';
import { registerDrawn } from '../src/register-drawn.js';

const form: Form = { fields: [{ key: 'book', label: 'Libro firma', kind: 'organisation.book' }] };

const numbered = (
  config: JsonObject,
  more: Partial<DrawnRoute> = {},
  facts: Facts = {},
  computed: readonly string[] = [],
): DrawnRoute =>
  begunRoute(
    {
      inizio: { to: ['numero'] },
      numero: { name: 'Protocollazione', step: { type: 'protocol.register:1', config, computed }, ...facts },
    },
    more,
  );

const told = async (route: DrawnRoute): Promise<readonly string[]> =>
  (await registerDrawn({ route } as unknown as RouteCheckCall)).map(
    ({ severity, code, elementId = '', text }) => `${severity} ${code} ${elementId}: ${text.it}`,
  );

const ERROR =
  'error protocol.register-missing numero: «Protocollazione» non dice in quale registro, e la pratica non ha un libro firma che lo dica.';
const byBook: Facts = { inputs: [{ target: 'book', reads: ['book'] }] };

describe('the register of a number in a drawing', () => {
  it('is told when neither the step nor a signature book names it', async () => {
    expect(await told(numbered({ direction: 'internal' }))).to.deep.equal([ERROR]);
    expect(await told(numbered({ register: ' ' }))).to.deep.equal([ERROR]);
    expect(await told(numbered({}, {}, byBook))).to.deep.equal([ERROR]);
  });

  it('is told when the request asks for a book that the step does not get', async () => {
    expect(await told(numbered({}, { startForm: form }))).to.deep.equal([ERROR]);
  });

  it('is right when the step names it, or an expression does', async () => {
    expect(await told(numbered({ register: 'generale' }))).to.deep.equal([]);
    expect(await told(numbered({}, {}, {}, ['register']))).to.deep.equal([]);
  });

  it('is right when the request asks for the book that the step gets', async () => {
    expect(await told(numbered({}, { startForm: form }, byBook))).to.deep.equal([]);
  });

  it('is known to the callers of a part, where the part takes it from them', async () => {
    expect(await told(numbered({}, { properties: {} }, byBook))).to.deep.equal([]);
    expect(await told(numbered({}, { properties: {} }))).to.deep.equal([ERROR]);
  });
});
