import type { Directory, Tx } from '@libro-firma/engine/plugin';

interface NamedPerson {
  readonly id: string;
  readonly name: string;
}

const byName = new Intl.Collator('it');

/** Names of actors and groups for one answer, asked of the directory once. */
export interface Names {
  person(id: string): NamedPerson;
  /** All of them, in the order of their names. */
  people(ids: readonly string[]): NamedPerson[];
  group(key: string): string;
}

export const namesFor = async (
  tx: Tx,
  directory: Directory,
  people: Iterable<string | undefined>,
  groups: Iterable<string> = [],
): Promise<Names> => {
  const ids = [...new Set(people)].filter((id): id is string => id !== undefined);
  const keys = [...new Set(groups)];
  const described = ids.length === 0 ? [] : await directory.describe(tx, ids);
  const names = new Map(described.map(({ id, name }) => [id, name]));
  const labels = keys.length === 0 ? new Map<string, string>() : await directory.labelOf(tx, keys);
  const person = (id: string): NamedPerson => ({ id, name: names.get(id) ?? id });
  return {
    person,
    people: (ids) => ids.map(person).sort((one, other) => byName.compare(one.name, other.name)),
    group: (key) => labels.get(key) ?? key,
  };
};
