import { z } from 'zod';
import type { ImportProblem, OrganisationData } from '../ports.js';
import { organisationData } from './schema.js';

const italian = z.locales.it().localeError;
const lists = ['sectors', 'offices', 'people', 'roles', 'substitutions', 'books'] as const;
type List = (typeof lists)[number];

export interface Reading {
  /** Entries of the right shape. */
  readonly data: OrganisationData;
  /** Ids that the others bear: a reference to one of them is not a second mistake. */
  readonly ids: Readonly<Record<List, readonly string[]>>;
  readonly problems: readonly ImportProblem[];
  /** The place in what was given of a place in `data`. */
  readonly placeOf: (where: string) => string;
}

/** Entries of the wrong shape are told and set aside, so that the content of the others can be checked all the same. */
export const readData = (given: unknown): Reading => {
  const problems: ImportProblem[] = [];
  const data: Record<string, unknown[]> = {};
  const ids = Object.fromEntries(lists.map((list) => [list, [] as string[]])) as Record<List, string[]>;
  const places: Record<string, number[]> = {};
  const tell = (path: readonly PropertyKey[], message: string) =>
    problems.push({ where: `/${path.map(String).join('/')}`, code: 'organisation.shape', message });

  const whole = organisationData.safeParse(given, { error: italian });
  if (!whole.success) {
    for (const issue of whole.error.issues) tell(issue.path, issue.message);
  }
  const broken = new Set(whole.error?.issues.map((issue) => issue.path.slice(0, 2).map(String).join('/')));
  for (const list of lists) {
    const entries: unknown = (given as Record<string, unknown> | null)?.[list];
    if (!Array.isArray(entries)) continue;
    entries.forEach((entry: unknown, n) => {
      if (broken.has(`${list}/${n}`)) {
        const id = (entry as { id?: unknown } | null)?.id;
        if (typeof id === 'string') ids[list].push(id);
      } else {
        (data[list] ??= []).push(entry);
        (places[list] ??= []).push(n);
      }
    });
  }
  return {
    data,
    ids,
    problems,
    placeOf: (where) =>
      where.replace(/^\/(\w+)\/(\d+)/, (_, list: string, n: string) => `/${list}/${places[list]?.[Number(n)] ?? n}`),
  };
};
