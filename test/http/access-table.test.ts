import { expect } from 'chai';
import type { TableEntry } from '@libro-firma/server';
import { untold } from './support/untold.js';
import { whoMay } from './support/who-may.js';

/** A route as the product's table has it, so far as the walk looks at it. */
const made = (name: string, method: 'GET' | 'POST' = 'GET'): TableEntry => ({
  owner: 'server',
  path: `/api/v1/${name}`,
  route: {
    name,
    method,
    path: `/${name}`,
    summary: { it: name },
    access: { kind: 'signedIn', why: 'made up' },
    answer: { kind: 'none' },
    handle: () => Promise.resolve(),
  },
});

describe('the walk through every route', () => {
  const known = Object.keys(whoMay);
  const table = known.map((name) => made(name));
  const all = new Set(known);

  it('is content with a table that it knows', () => {
    expect(untold(table, all)).to.deep.equal([]);
  });

  it('fails when a route is added without saying who may', () => {
    const more = [...table, made('albo.secrets.list')];
    expect(untold(more, all)).to.deep.equal([
      'albo.secrets.list: nobody has said who may (who-may.ts)',
      'albo.secrets.list: nothing is asked of it (calls.ts)',
    ]);
  });

  it('fails when it is not asked, when a write is done by nobody, and when a route is gone', () => {
    expect(untold(table, new Set(known.slice(1)))).to.deep.equal([`${known[0]}: nothing is asked of it (calls.ts)`]);
    expect(untold([...table.slice(1), made('server.health', 'POST')], all)).to.include(
      'server.health: nobody does it (calls.ts)',
    );
    expect(untold(table.slice(1), all)).to.deep.equal([`${known[0]}: there is no such route any more (who-may.ts)`]);
  });
});
