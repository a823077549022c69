/** A moddle element as bpmn-moddle gives it: properties are read and set by name. */
export interface ModdleElement {
  readonly $type: string;
  readonly $attrs: Readonly<Record<string, unknown>>;
  $parent?: ModdleElement;
  id?: string;
  name?: string;
  $instanceOf(type: string): boolean;
  get(name: string): unknown;
  set(name: string, value: unknown): void;
}

/** What makes moddle elements: bpmn-js' factory (which gives ids), or moddle itself. */
export interface ModdleFactory {
  create(type: string, properties?: object): ModdleElement;
}

const isElement = (value: unknown): value is ModdleElement =>
  typeof value === 'object' && value !== null && '$type' in value;

export const child = (element: ModdleElement | undefined, name: string): ModdleElement | undefined => {
  const value = element?.get(name);
  return isElement(value) ? value : undefined;
};

export const many = (element: ModdleElement | undefined, name: string): readonly ModdleElement[] => {
  const value = element?.get(name);
  return Array.isArray(value) ? value.filter(isElement) : [];
};

/** A text that is not blank. */
export const text = (element: ModdleElement | undefined, name: string): string | undefined => {
  const value = element?.get(name);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

export const flag = (element: ModdleElement | undefined, name: string, otherwise: boolean): boolean => {
  const value = element?.get(name);
  return typeof value === 'boolean' ? value : otherwise;
};

/** Definitions of an event, inline and referenced. */
export const eventDefinitions = (element: ModdleElement): readonly ModdleElement[] =>
  element.$instanceOf('bpmn:CatchEvent') || element.$instanceOf('bpmn:ThrowEvent')
    ? [...many(element, 'eventDefinitions'), ...many(element, 'eventDefinitionRef')]
    : [];

export const eventDefinition = (element: ModdleElement): ModdleElement | undefined => eventDefinitions(element)[0];

/** The definitions element at the root. */
export const rootOf = (element: ModdleElement): ModdleElement => {
  let at = element;
  while (at.$parent !== undefined) at = at.$parent;
  return at;
};

/** Walks a container and what it contains: flow elements of sub-processes included. */
export const flowElementsOf = (container: ModdleElement): readonly ModdleElement[] =>
  many(container, 'flowElements').flatMap((element) =>
    element.$instanceOf('bpmn:SubProcess') ? [element, ...flowElementsOf(element)] : [element],
  );

export const processesOf = (definitions: ModdleElement): readonly ModdleElement[] =>
  many(definitions, 'rootElements').filter((element) => element.$type === 'bpmn:Process');

/** The process that an element belongs to. */
export const processOf = (element: ModdleElement): ModdleElement | undefined => {
  if (element.$type === 'bpmn:Participant') return child(element, 'processRef');
  if (element.$type === 'bpmn:Collaboration') {
    const referred = many(element, 'participants').map((participant) => child(participant, 'processRef'));
    return referred.find((process) => process !== undefined);
  }
  let at: ModdleElement | undefined = element;
  while (at !== undefined && at.$type !== 'bpmn:Process') at = at.$parent;
  return at;
};
