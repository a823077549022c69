import { showBadges } from '../canvas/badges.js';
import type { ElementRegistry, Overlays } from '../canvas/services.js';
import type { EditorProblem, Language } from '../contract.js';
import { localized } from '../text/translate.js';

/** Marks each element that something is said against: how much, and in its tooltip what. */
export const showProblems = (
  overlays: Overlays,
  registry: ElementRegistry,
  problems: readonly EditorProblem[],
  language: Language,
): void => {
  const byElement = new Map<string, EditorProblem[]>();
  for (const problem of problems) {
    if (problem.elementId === undefined) continue;
    byElement.set(problem.elementId, [...(byElement.get(problem.elementId) ?? []), problem]);
  }
  showBadges(
    overlays,
    registry,
    'problem',
    [...byElement].map(([elementId, list]) => ({
      elementId,
      text: list.length === 1 ? '!' : String(list.length),
      label: list.map(({ text }) => localized(text, language)).join(' '),
      cssClass: `lf-badge-problem-${list.some(({ severity }) => severity === 'error') ? 'error' : 'warning'}`,
    })),
  );
};
