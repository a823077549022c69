import type { Command } from './commands.js';
import type { Place, Run } from './run.js';
import type { Token, Wait } from './state.js';

export type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;

/** The token of the innermost scope of the path that fits, if it is still there. */
export const find = (run: Run, path: readonly number[], fits: (token: Token) => boolean): Place | undefined => {
  const scope = path.at(-1) ?? run.instance.root;
  const tokens = run.draft.scopes.get(scope)?.tokens;
  const token = Object.values(tokens ?? {}).find(fits);
  return token === undefined ? undefined : { scope, token: token.n };
};

export const waitsFor =
  (kind: Wait['for'], n: number) =>
  ({ wait }: Token): boolean =>
    wait.for === kind && 'n' in wait && wait.n === n;
