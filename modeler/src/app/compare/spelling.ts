import type { ModdleElement } from '../../editor/model/moddle.js';

/**
 * Gives what was read one spelling: what is set on an element stands in the order of the alphabet, without what is empty
 * or is so by default anyway. The differ holds elements that have no id against one another as text.
 */
export const spellAlike = (element: ModdleElement): void => {
  const held = element as unknown as Record<string, unknown>;
  for (const key of Object.keys(held).sort()) {
    const property = Object.getOwnPropertyDescriptor(held, key);
    if (key.startsWith('$') || property?.configurable !== true) continue;
    const value: unknown = property.value;
    for (const inner of Array.isArray(value) ? (value as readonly unknown[]) : [value])
      if (typeof inner === 'object' && inner !== null && '$type' in inner) spellAlike(inner as ModdleElement);
    Reflect.deleteProperty(held, key);
    if (value !== '' && value !== held[key]) Object.defineProperty(held, key, property);
  }
};
