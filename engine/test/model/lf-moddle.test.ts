import { catalogOf, compile, lfDescriptor } from '@libro-firma/engine';
import { expect } from 'chai';

describe('the description of the lf: namespace', () => {
  it('is what it was after diagrams were read: modelers get it as it is written', async () => {
    const before = structuredClone(lfDescriptor);
    await compile('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', catalogOf([]));
    expect(lfDescriptor).to.deep.equal(before);
  });
});
