import type { StepCatalog } from '../../model/index.js';
import type { DrawnElement, DrawnRoute } from '../../plugin/checks.js';
import type { Tx } from '../../plugin/database.js';
import type { JsonSchema } from '../../plugin/json.js';
import type { Handlers } from '../handlers.js';
import { problem, type DefinitionProblem } from './problem.js';

/** Lists are read for nobody in particular: one that depends on who asks is empty then, and says nothing. */
const NOBODY = '';

interface Listed {
  readonly list: string;
  readonly title: { readonly it: string; readonly en: string };
  readonly values: readonly string[];
}

/**
 * Settings of steps that are chosen from a live list and stand fixed in the drawing, such as a register: what the list
 * no longer offers, or never did, the step would not find when a case comes to it.
 */
export const unlistedValues = async (
  tx: Tx,
  route: DrawnRoute,
  catalog: StepCatalog,
  handlers: Handlers,
): Promise<readonly DefinitionProblem[]> => {
  const offered = new Map<string, ReadonlySet<string>>();
  const valuesOf = async (list: string): Promise<ReadonlySet<string>> => {
    const known = offered.get(list);
    if (known !== undefined) return known;
    const read = new Set((await handlers.list(list)?.read(tx, NOBODY))?.map(({ value }) => value));
    offered.set(list, read);
    return read;
  };
  const found: DefinitionProblem[] = [];
  for (const element of route.elements.values()) {
    for (const { list, title, values } of listed(element, catalog)) {
      const known = await valuesOf(list);
      for (const value of known.size === 0 ? [] : values.filter((one) => !known.has(one))) {
        found.push(
          // No error: a register may be opened, an office founded, before the first case comes there.
          problem(
            'warning',
            'value-unlisted',
            element,
            `«${title.it}» indica «${value}», che oggi non c’è: la pratica si fermerebbe qui.`,
            `"${title.en}" says "${value}", which does not exist today: the case would stop here.`,
          ),
        );
      }
    }
  }
  return found;
};

const listed = ({ step }: DrawnElement, catalog: StepCatalog): readonly Listed[] => {
  const schema = step === undefined ? undefined : catalog.step(step.type)?.config;
  const properties = Object.entries((schema?.['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>);
  return properties.flatMap(([key, property]): readonly Listed[] => {
    const items = (property['items'] ?? {}) as JsonSchema;
    const list = property['x-list'] ?? items['x-list'];
    if (step === undefined || typeof list !== 'string' || step.computed.includes(key)) return [];
    const values = [step.config[key]].flat().filter((value) => typeof value === 'string' && value !== '');
    const it = String(property['title'] ?? key);
    const english = (property['x-en'] as JsonSchema | undefined)?.['title'];
    return [{ list, title: { it, en: String(english ?? it) }, values: values as readonly string[] }];
  });
};
