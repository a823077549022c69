import { expect } from 'chai';
import { fold, type Event, type State } from '../../../engine/src/core/index.js';

/** As JSON has it, since what was read back from a database knows no `undefined`; scopes in the order of their numbers. */
const plain = ({ instance, scopes }: State): unknown =>
  JSON.parse(JSON.stringify([instance, ...[...scopes.values()].sort((one, other) => one.n - other.n)]));

/** The promise that everything else stands on: the events fold to the state, whole, in every scope and counter. */
export const expectTrueHistory = (journal: readonly (readonly Event[])[], state: State): void => {
  expect(plain(fold(journal)), 'fold(events) = state').to.deep.equal(plain(state));
};
