import type { DrawnElement, DrawnRoute } from '../../src/plugin/checks.js';

export type Facts = Partial<DrawnElement> & { readonly to?: readonly string[] };

const typeOf = (id: string): DrawnElement['type'] => (id === 'inizio' ? 'startEvent' : 'task');

/** A route as rules see it; `inizio` is its start event, everything else a task unless it is said what it is. */
export const drawn = (elements: Readonly<Record<string, Facts>>, more: Partial<DrawnRoute> = {}): DrawnRoute => {
  const id = more.id ?? 'nota';
  return {
    id,
    name: id,
    properties: { startableBy: 'role:drafter@*' },
    startForm: undefined,
    ...more,
    elements: new Map(
      Object.entries(elements).map(([key, { to = [], ...facts }]) => [
        key,
        {
          id: key,
          name: key,
          type: typeOf(key),
          container: id,
          outgoing: to.map((target) => ({
            id: `${key}_${target}`,
            name: '',
            target,
            condition: undefined,
            isDefault: false,
          })),
          boundary: [],
          repeated: false,
          outputs: [],
          ...facts,
        } satisfies DrawnElement,
      ]),
    ),
  };
};
