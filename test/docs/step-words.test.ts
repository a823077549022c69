import type { JsonSchema, StepManifest } from '@libro-firma/engine/plugin';
import documents from '@libro-firma/plugin-documents';
import notification from '@libro-firma/plugin-notification';
import protocol from '@libro-firma/plugin-protocol';
import signing from '@libro-firma/plugin-signing';
import { expect } from 'chai';

interface Schema extends JsonSchema {
  readonly title?: string;
  readonly 'x-en'?: { readonly title?: string };
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

interface Part {
  readonly where: string;
  readonly schema: Schema;
}

const partsOf = (where: string, { properties = {}, items }: Schema): readonly Part[] => [
  ...Object.entries(properties).flatMap(([key, schema]) => [
    { where: `${where}.${key}`, schema },
    ...partsOf(`${where}.${key}`, schema),
  ]),
  ...(items === undefined ? [] : partsOf(`${where}[]`, items)),
];

describe('what the steps of the house take and give', () => {
  const steps = [documents, signing, protocol, notification].flatMap(
    ({ manifest }): readonly StepManifest[] => manifest.steps ?? [],
  );
  const parts = (of: 'config' | 'input' | 'output'): readonly Part[] =>
    steps.flatMap((step) => partsOf(`${step.type} ${of}`, step[of] ?? {}));

  it('has an English title wherever it has an Italian one', () => {
    const titled = [...parts('config'), ...parts('input'), ...parts('output')].filter(({ schema }) => schema.title);
    expect(titled.length).to.be.greaterThan(50);
    expect(titled.filter(({ schema }) => !schema['x-en']?.title).map(({ where }) => where)).to.deep.equal([]);
  });

  it('is named in words where a condition may ask for it', () => {
    // The editor has a word of its own for how a task ends.
    const asked = parts('output').filter(({ where }) => !where.endsWith(' output.outcome'));
    expect(asked.length).to.be.greaterThan(15);
    expect(asked.filter(({ schema }) => !schema.title).map(({ where }) => where)).to.deep.equal([]);
  });
});
