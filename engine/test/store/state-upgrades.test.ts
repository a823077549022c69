import { expect } from 'chai';
import { STATE_FORMAT } from '../../src/core/index.js';
import { decodeScope, encodeScope } from '../../src/store/knex/state-codec.js';
import { upgraded, type Upgrade } from '../../src/store/knex/state-upgrades.js';
import { codeOf } from '../support/house.js';

describe('a state that an earlier release has saved', () => {
  const add = (mark: string): Upgrade => ({
    instance: (line) => [...line, `instance ${mark}`],
    scope: (line) => [...line, `scope ${mark}`],
  });
  const steps = [add('to 2'), add('to 3')];

  it('goes through every upgrade from its own format on, in order', () => {
    expect(upgraded('scope', 1, ['saved'], steps)).to.deep.equal(['saved', 'scope to 2', 'scope to 3']);
    expect(upgraded('scope', 2, ['saved'], steps)).to.deep.equal(['saved', 'scope to 3']);
    expect(upgraded('instance', 3, ['saved'], steps)).to.deep.equal(['saved']);
  });

  it('is refused when a later release has saved it', async () => {
    const read = async (format: number) => upgraded('instance', format, ['saved'], steps);
    expect(await codeOf(read(4))).to.equal('store.newer-state');
    expect(await codeOf(read(0))).to.equal('store.newer-state');
    const later = encodeScope({
      ...{ n: 2, parent: 1, kind: 'subProcess', element: 'part', token: 1, variables: {}, tokens: {}, children: 0 },
    } as const).replace(/^\[\d+/, `[${STATE_FORMAT + 1}`);
    expect(await codeOf((async () => decodeScope(later))())).to.equal('store.newer-state');
  });
});
