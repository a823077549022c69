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

/**
 * A role and its office, or a position and its signature book; `undefined` for any other group. The server says both in
 * Italian: "Dirigente, Ufficio Gare" and "Primo firmatario del libro firma Ufficio Gare".
 */
const heldIn = ({ group, label }: Group, vocabulary: Vocabulary | undefined): Held | undefined => {
  const [, role, office] = /^role:([^@]+)@(.+)$/.exec(group) ?? [];
  const [, position] = /^book:.+:([^:]+)$/.exec(group) ?? [];
  if (role === undefined && position === undefined) return undefined;
  const [, what, where] = (role === undefined ? /^(.+?) del (libro firma.+)$/i : /^(.+?), (.+)$/).exec(label) ?? [];
  if (what === undefined || where === undefined) return undefined;
  const words = role === undefined ? vocabulary?.positions : vocabulary?.roles;
  const known = words?.find(({ value }) => value === (role ?? position))?.label;
  return {
    what: language() === 'it' || known === undefined ? what : localized(known),
    where: office === '*' ? say('qualsiasi ufficio', 'any office') : placeName(where),
  };
};

/** The name of an office stands as it is; a signature book is called one in either language. */
const placeName = (where: string): string => say(where, where.replace(/^libro firma /i, 'signature book '));

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
