import type { JsonSchema } from '../plugin/json.js';

/** A moddle element as bpmn-moddle gives it; properties are read by name. */
export interface ModdleElement {
  readonly $type: string;
  readonly $attrs: Readonly<Record<string, unknown>>;
  readonly $parent?: ModdleElement;
  readonly id?: string;
  readonly name?: string;
  $instanceOf(type: string): boolean;
  get(name: string): unknown;
}

export type { JsonSchema };

const isElement = (value: unknown): value is ModdleElement =>
  typeof value === 'object' && value !== null && '$type' in value;

/** A single element property. */
export const child = (element: ModdleElement, name: string): ModdleElement | undefined => {
  const value = read(element, name);
  return isElement(value) ? value : undefined;
};

/** A list property; empty when it is not there. */
export const many = (element: ModdleElement, name: string): readonly ModdleElement[] => {
  const value = read(element, name);
  return Array.isArray(value) ? value.filter(isElement) : [];
};

/** A text attribute or body; `undefined` when it is not there or blank. */
export const text = (element: ModdleElement | undefined, name: string): string | undefined => {
  const value = element === undefined ? undefined : read(element, name);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

export const flag = (element: ModdleElement | undefined, name: string, otherwise: boolean): boolean => {
  const value = element === undefined ? undefined : read(element, name);
  return typeof value === 'boolean' ? value : otherwise;
};

const read = (element: ModdleElement, name: string): unknown => element.get(name);

/** An extension element of the `lf:` namespace. */
export const extension = (element: ModdleElement, type: `lf:${string}`): ModdleElement | undefined => {
  const extensions = child(element, 'extensionElements');
  return extensions === undefined ? undefined : many(extensions, 'values').find((value) => value.$type === type);
};
