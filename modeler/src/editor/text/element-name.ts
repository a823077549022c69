import type { Language, StepDescription } from '../contract.js';
import { stepTypeOf } from '../model/extension.js';
import type { ModdleElement } from '../model/moddle.js';
import { kindOf } from '../model/shapes.js';
import { targetOf } from '../model/support.js';
import type { Translate } from '../canvas/services.js';
import { localized } from './translate.js';

/** What kind of thing an element is, in office words: its step, or what BPMN's element does. */
export const kindText = (
  element: ModdleElement,
  steps: ReadonlyMap<string, StepDescription>,
  language: Language,
  translate: Translate,
): string => {
  const step = steps.get(stepTypeOf(element) ?? '');
  return step === undefined ? translate(kindOf(targetOf(element))) : localized(step.label, language);
};

/** "Firma: Il dirigente firma", or the kind alone where it has no name. */
export const fullName = (element: ModdleElement, kind: string): string =>
  element.name === undefined || element.name.trim() === '' ? kind : `${kind}: ${element.name}`;
