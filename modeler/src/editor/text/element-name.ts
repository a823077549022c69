import type { Language, StepDescription } from '../contract.js';
import { stepTypeOf } from '../model/extension.js';
import type { ModdleElement } from '../model/moddle.js';
import { kindOf } from '../model/shapes.js';
import { targetOf } from '../model/support.js';
import type { DiagramElement, Translate } from '../canvas/services.js';
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

/** What a person calls an element that stands in a list: its name, its kind, or between what it leads. */
export const spokenName = (
  { businessObject, source, target }: DiagramElement,
  kindOf: (element: ModdleElement) => string,
  translate: Translate,
): string => {
  const own = businessObject.name?.trim() ?? '';
  const called = ({ businessObject: end }: DiagramElement): string => end.name?.trim() || kindOf(end);
  if (source === undefined || target === undefined) return own === '' ? kindOf(businessObject) : own;
  const ends = { name: own, source: called(source), target: called(target) };
  return own === ''
    ? translate('The arrow from “{source}” to “{target}”', ends)
    : translate('The arrow “{name}” from “{source}” to “{target}”', ends);
};
