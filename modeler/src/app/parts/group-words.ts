import { language, localized, say } from '@libro-firma/desk/kit';
import type { Catalogue } from '../../editor/contract.js';

interface Group {
  readonly group: string;
  /** As the server says it, in Italian: "Dirigente, Ufficio Gare". */
  readonly label: string;
}

type Vocabulary = Pick<Catalogue, 'roles' | 'positions'>;

interface Held {
  readonly what: string;
  readonly where: string;
}

/** A role and its office, or a position and its signature book; `undefined` for any other group. */
const heldIn = ({ group, label }: Group, vocabulary: Vocabulary | undefined): Held | undefined => {
  const [, role, office] = /^role:([^@]+)@(.+)$/.exec(group) ?? [];
  const [, position] = /^book:.+:([^:]+)$/.exec(group) ?? [];
  const comma = label.indexOf(', ');
  if ((role === undefined && position === undefined) || comma < 0) return undefined;
  const words = role === undefined ? vocabulary?.positions : vocabulary?.roles;
  const known = words?.find(({ value }) => value === (role ?? position))?.label;
  return {
    what: language() === 'it' || known === undefined ? label.slice(0, comma) : localized(known),
    where: office === '*' ? say('qualsiasi ufficio', 'any office') : label.slice(comma + 2),
  };
};

const alone = ({ group, label }: Group): string =>
  group === 'role:employee@*' ? say('Tutti i dipendenti', 'All employees') : label;

/** `Richiedente (Ufficio Gare; Ufficio Contratti), Analista (qualsiasi ufficio)`: each role once, with its offices. */
export const groupsText = (groups: readonly Group[], vocabulary?: Vocabulary): string => {
  const places = new Map<string, string[]>();
  const others: string[] = [];
  for (const group of groups) {
    const held = heldIn(group, vocabulary);
    if (held === undefined) others.push(alone(group));
    else places.set(held.what, [...(places.get(held.what) ?? []), held.where]);
  }
  return [...[...places].map(([what, where]) => `${what} (${where.join('; ')})`), ...others].join(', ');
};
