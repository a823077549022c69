import { following, type DrawnElement, type DrawnRoute, type RouteCheck } from '@libro-firma/engine/plugin';
import { REGISTER_STEP } from './steps/register-manifest.js';

const SIGNATURE_STEP = /^signing\.signature:/;

type Published = (processId: string) => Promise<DrawnRoute | undefined>;

/** Whether somebody signs here, or in a route that is called from here. */
const signs = async (element: DrawnElement, published: Published, seen: ReadonlySet<string>): Promise<boolean> => {
  if (element.step !== undefined) return SIGNATURE_STEP.test(element.step.type);
  const called = element.calls;
  if (called === undefined || seen.has(called)) return false;
  const route = await published(called);
  if (route === undefined) return false;
  const known = new Set([...seen, called]);
  for (const inner of route.elements.values()) if (await signs(inner, published, known)) return true;
  return false;
};

const named = ({ name, id }: DrawnElement): string => (name === '' ? id : name);

/**
 * A number is taken when nothing can change the document any more: what is signed afterwards would be another document
 * than the registered one (DPR 445/2000, art. 53: the registration bears the digest of the document).
 */
export const numberLast: RouteCheck = async ({ route, published }) => {
  const problems = [];
  for (const element of route.elements.values()) {
    if (element.step?.type !== REGISTER_STEP) continue;
    for (const id of following(route, element.id)) {
      const later = route.elements.get(id);
      if (later === undefined || !(await signs(later, published, new Set([route.id])))) continue;
      problems.push({
        severity: 'error' as const,
        code: 'protocol.number-before-signature',
        elementId: element.id,
        text: {
          it: `"${named(element)}" prende il numero prima dell’ultima firma: dopo viene ancora "${named(later)}".`,
          en: `"${named(element)}" takes the number before the last signature: "${named(later)}" still follows.`,
        },
        doNow: {
          it: 'Spostare la protocollazione dopo l’ultima firma: il documento registrato non deve più cambiare.',
          en: 'Move the registration behind the last signature.',
        },
      });
      break;
    }
  }
  return problems;
};
