import type { DrawnElement, Localized, RouteCheck, RouteProblem } from '@libro-firma/engine/plugin';
import { firstWithoutDocument, type WithoutDocument } from './main-document.js';

/** Steps of which other plugins tell: where one of them comes first, nothing is told of what follows it. */
const SIGNING_OR_REGISTERING = /^(?:signing\.(?:initials|endorsement|signature)|protocol\.register):/;

/** What a plugin says of its own steps. */
export interface DocumentNeed {
  /** `signing.without-document` */
  readonly code: string;
  /** What the step does with the document, as a clause: "firma un documento". Nothing for one that needs none. */
  does(element: DrawnElement): Localized | undefined;
}

const told = ({ element, need }: WithoutDocument, code: string, does: Localized): RouteProblem => {
  const named = element.name === '' ? element.id : element.name;
  const own = element === need;
  const it = own ? `«${named}»` : `L’iter chiamato da «${named}»`;
  const en = own ? `"${named}"` : `The route called by "${named}"`;
  return {
    severity: 'error',
    code,
    elementId: element.id,
    text: {
      it: `${it} ${does.it}, ma la richiesta non ne chiede nessuno.`,
      en: `${en} ${does.en ?? does.it}, and the request asks for none.`,
    },
    doNow: {
      it: 'Aggiungi al modulo di avvio un campo «Documenti», oppure metti prima un passo «Componi», che scrive la lettera.',
      en: 'Add a field “Documents” to the start form, or put a step “Compose” before it, which writes the letter.',
    },
  };
};

/**
 * A rule for drawings that every plugin brings for the steps of its own: what works on the case's main document is not
 * come to before something brings it. Told once a route, of the first such step, by the plugin whose step it is.
 */
export const withoutDocument =
  ({ code, does }: DocumentNeed): RouteCheck =>
  async (call) => {
    const needs = (element: DrawnElement): boolean =>
      does(element) !== undefined || (element.step !== undefined && SIGNING_OR_REGISTERING.test(element.step.type));
    const first = await firstWithoutDocument(call, needs);
    const clause = first === undefined ? undefined : does(first.need);
    return first === undefined || clause === undefined ? [] : [told(first, code, clause)];
  };
