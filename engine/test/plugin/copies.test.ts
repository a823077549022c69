import { expect } from 'chai';
import type * as Whole from '../../src/plugin/index.js';
import { createPort, failed, LibroFirmaError, StepFailure, stepHandler } from '../../src/plugin/index.js';

type Contract = typeof Whole;

/** The contract loaded once more, as a plugin brings it that has `node_modules` of its own. */
const anotherCopy = async (): Promise<
  Pick<Contract, 'LibroFirmaError' | 'StepFailure' | 'createPort' | 'stepHandler'>
> => {
  const copy = async (file: string): Promise<Partial<Contract>> =>
    (await import(new URL(`../../dist/plugin/${file}.js?copy`, import.meta.url).href)) as Partial<Contract>;
  return { ...(await copy('errors')), ...(await copy('steps')), ...(await copy('ports')) } as Contract;
};

describe('a plugin that brings its own copy of the contract', () => {
  it('throws errors that are told as its own words, not as bugs', async () => {
    const other = await anotherCopy();
    expect(other.LibroFirmaError).not.to.equal(LibroFirmaError);
    const error = new other.LibroFirmaError('conflict', 'albo.taken', { it: 'Già pubblicato.' });
    expect(error instanceof LibroFirmaError).to.equal(true);
    expect(error instanceof StepFailure).to.equal(false);
  });

  it('ends an attempt from inside its write', async () => {
    const other = await anotherCopy();
    const failure = new other.StepFailure(failed('albo.busy', 'busy'));
    expect(failure instanceof StepFailure).to.equal(true);
    const others: readonly unknown[] = [new Error('busy'), undefined];
    expect(others.some((one) => one instanceof StepFailure)).to.equal(false);
  });

  it('names the same ports and handlers', async () => {
    const other = await anotherCopy();
    expect(other.createPort('documents:1')).to.equal(createPort('documents:1'));
    expect(other.stepHandler('albo.publish:1')).to.equal(stepHandler('albo.publish:1'));
  });
});
