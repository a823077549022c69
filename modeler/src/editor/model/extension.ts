import { many, text, type ModdleElement } from './moddle.js';

/**
 * The prefix under which code knows the `lf:` namespace. Element templates look for extension elements by this name;
 * what is saved bears the prefix that the document declares for our address: `lf`.
 */
export const PREFIX = 'zeebe';

export type ExtensionName =
  | 'TaskDefinition'
  | 'TaskHeaders'
  | 'IoMapping'
  | 'Properties'
  | 'AssignmentDefinition'
  | 'TaskSchedule'
  | 'UserTaskForm'
  | 'Script'
  | 'CalledElement'
  | 'LoopCharacteristics'
  | 'Subscription';

export const typeOf = (name: string): string => `${PREFIX}:${name}`;

export const extensionsOf = (element: ModdleElement): readonly ModdleElement[] => {
  const holder = element.get('extensionElements');
  return holder === undefined || holder === null ? [] : many(holder as ModdleElement, 'values');
};

export const extension = (element: ModdleElement, name: ExtensionName): ModdleElement | undefined =>
  extensionsOf(element).find((value) => value.$type === typeOf(name));

/** `signing.signature:1`, of a task that is a plugin step. */
export const stepTypeOf = (element: ModdleElement): string | undefined =>
  text(extension(element, 'TaskDefinition'), 'type');

/** The configuration as it stands in the diagram: texts by key. */
export const headersOf = (element: ModdleElement): ReadonlyMap<string, string> => {
  const headers = extension(element, 'TaskHeaders');
  return new Map(
    many(headers, 'values').flatMap((header) => {
      const key = text(header, 'key');
      const value = text(header, 'value');
      return key === undefined || value === undefined ? [] : [[key, value] as const];
    }),
  );
};

export interface Mapping {
  /** FEEL, with its `=`. */
  readonly source: string;
  readonly target: string;
}

const mappings = (element: ModdleElement, property: string): readonly Mapping[] =>
  many(extension(element, 'IoMapping'), property).map((entry) => ({
    source: text(entry, 'source') ?? '',
    target: text(entry, 'target') ?? '',
  }));

export const inputsOf = (element: ModdleElement): readonly Mapping[] => mappings(element, 'inputParameters');
export const outputsOf = (element: ModdleElement): readonly Mapping[] => mappings(element, 'outputParameters');

/** Properties of a process: `startableBy`, `sector`, `description`. */
export const propertiesOf = (process: ModdleElement): ReadonlyMap<string, string> =>
  new Map(
    many(extension(process, 'Properties'), 'properties').map((property) => [
      text(property, 'name') ?? '',
      text(property, 'value') ?? '',
    ]),
  );
