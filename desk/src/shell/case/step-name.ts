import { say } from '../../kit/text/language.js';

/** What people read of an element; an id, which stands where nobody has named it, says nothing to them. */
export const stepName = (element: {
  readonly elementName?: string | undefined;
  readonly elementId?: string | undefined;
}): string => {
  const { elementName, elementId } = element;
  return elementName === undefined || elementName === elementId
    ? say('passo senza nome', 'step without a name')
    : elementName;
};
