import { expect } from 'chai';
import type * as Fields from '../../src/app/trial/trial-fields.js';
import { appModule } from './support/app-module.js';

describe('the form of a trial', () => {
  let fields: typeof Fields;
  before(async () => {
    fields = await appModule<typeof Fields>('trial/trial-fields');
  });

  it('may be left empty where a plugin makes a sample, and nowhere else', () => {
    const label = { it: 'Qualcosa' };
    const fieldKinds = [
      { kind: 'documents.bundle', label, sampled: true },
      { kind: 'organisation.book', label },
    ];
    const asked = ['documents.bundle', 'organisation.book', 'text'].map(
      (kind) => ({ key: kind, label: kind, kind, required: true }) as const,
    );
    expect(
      fields.withoutDuties(asked as never, { fieldKinds }).map(({ kind, required }) => [kind, required]),
    ).to.deep.equal([
      ['documents.bundle', false],
      ['organisation.book', true],
      ['text', true],
    ]);
  });
});
