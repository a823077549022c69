import { parseArgs } from 'node:util';

/** The command line itself is wrong; the exit code is 2. */
export class Usage extends Error {}

type Spec = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;

export interface Parsed<T extends Spec> {
  readonly values: { readonly [K in keyof T]?: T[K]['type'] extends 'string' ? string : boolean };
  readonly positionals: readonly string[];
}

/** `parseArgs` of Node, its complaints as {@link Usage}. */
export const options = <T extends Spec>(
  args: readonly string[],
  spec: T,
  usage: string,
  positionals = 0,
): Parsed<T> => {
  try {
    const parsed = parseArgs({ args: [...args], options: spec, allowPositionals: positionals > 0, strict: true });
    if (parsed.positionals.length > positionals)
      throw new Error(`«${parsed.positionals[positionals] ?? ''}» è di troppo`);
    return parsed as unknown as Parsed<T>;
  } catch (error) {
    throw new Usage(`${(error as Error).message}\nUso: libro-firma ${usage}`);
  }
};
