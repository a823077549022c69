import { language, localized, say } from '@libro-firma/desk/kit';
import type { Catalogue } from '../../editor/contract.js';

interface Group {
  readonly group: string;
  /** As the server says it, in Italian: "Dirigente, Ufficio Gare". */
  readonly label: string;
}

type Vocabulary = Pick<Catalogue, 'roles'>;

interface RoleOf {
  readonly role: string;
  readonly office: string;
}

/** A role and where it is held; `undefined` for any other group. */
const roleOf = ({ group, label }: Group, vocabulary: Vocabulary | undefined): RoleOf | undefined => {
  const [, key, where] = /^role:([^@]+)@(.+)$/.exec(group) ?? [];
  const comma = label.indexOf(', ');
  if (key === undefined || comma < 0) return undefined;
  const known = vocabulary?.roles.find(({ value }) => value === key)?.label;
  return {
    role: language() === 'it' || known === undefined ? label.slice(0, comma) : localized(known),
    office: where === '*' ? say('qualsiasi ufficio', 'any office') : label.slice(comma + 2),
  };
};

const alone = ({ group, label }: Group): string =>
  group === 'role:employee@*' ? say('Tutti i dipendenti', 'All employees') : label;

/** `Richiedente (Ufficio Gare, Ufficio Contratti); Analista (qualsiasi ufficio)`: each role once, with its offices. */
export const groupsText = (groups: readonly Group[], vocabulary?: Vocabulary): string => {
  const offices = new Map<string, string[]>();
  const others: string[] = [];
  for (const group of groups) {
    const found = roleOf(group, vocabulary);
    if (found === undefined) others.push(alone(group));
    else offices.set(found.role, [...(offices.get(found.role) ?? []), found.office]);
  }
  return [...[...offices].map(([role, where]) => `${role} (${where.join(', ')})`), ...others].join('; ');
};
