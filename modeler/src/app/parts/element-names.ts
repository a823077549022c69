import { useMemo } from '@libro-firma/desk/kit';
import { useDefinitionXml } from './case-diagram.js';

/** Names of the elements of a drawing, by id; of those that have one. */
export const elementNames = (xml: string): ReadonlyMap<string, string> => {
  const drawing = new DOMParser().parseFromString(xml, 'application/xml');
  return new Map(
    [...drawing.querySelectorAll('[id][name]')].flatMap((element) => {
      const name = (element.getAttribute('name') ?? '').trim();
      return name === '' ? [] : [[element.getAttribute('id') ?? '', name] as const];
    }),
  );
};

const NONE: ReadonlyMap<string, string> = new Map();

/** The same of a definition; empty until it has come. */
export const useElementNames = (definitionId: string): ReadonlyMap<string, string> => {
  const { xml } = useDefinitionXml(definitionId);
  return useMemo(() => (xml === undefined ? NONE : elementNames(xml)), [xml]);
};
