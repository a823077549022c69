import {
  following,
  type DrawnElement,
  type DrawnRoute,
  type RouteCheck,
  type RouteProblem,
} from '@libro-firma/engine/plugin';
import { abreast } from './abreast.js';
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

/** Elements that the case may come to, or be at, after it was at this one; and whether beside it or behind it. */
const afterwards = (
  route: DrawnRoute,
  element: DrawnElement,
  pairs: ReturnType<typeof abreast>,
): readonly (readonly [id: string, beside: boolean])[] => [
  ...[...following(route, element.id)].map((id) => [id, false] as const),
  ...pairs.flatMap(([one, other]) => [
    ...(one.has(element.id) ? [...other].map((id) => [id, true] as const) : []),
    ...(other.has(element.id) ? [...one].map((id) => [id, true] as const) : []),
  ]),
];

const behindIt = (number: DrawnElement, signature: DrawnElement): Omit<RouteProblem, 'severity' | 'code'> => ({
  text: {
    it: `"${named(number)}" prende il numero prima dell’ultima firma: dopo viene ancora "${named(signature)}".`,
    en: `"${named(number)}" takes the number before the last signature: "${named(signature)}" still follows.`,
  },
  doNow: {
    it: 'Spostare la protocollazione dopo l’ultima firma: il documento registrato non deve più cambiare.',
    en: 'Move the registration behind the last signature.',
  },
});

const besideIt = (number: DrawnElement, signature: DrawnElement): Omit<RouteProblem, 'severity' | 'code'> => ({
  text: {
    it: `"${named(number)}" può prendere il numero prima della firma: "${named(signature)}" sta su una via parallela.`,
    en: `"${named(number)}" may take the number before the signature: "${named(signature)}" stands on a parallel way.`,
  },
  doNow: {
    it: 'Mettere la protocollazione in fila, dopo la firma: con più frecce che escono dallo stesso passo si prendono tutte.',
    en: 'Put the registration in line, behind the signature: several arrows out of the same step are all taken.',
  },
});

/**
 * A number is taken when nothing can change the document any more: what is signed afterwards would be another document
 * than the registered one (DPR 445/2000, art. 53: the registration bears the digest of the document). So no signature
 * stands behind it, nor on a way that is gone at the same time.
 */
export const numberLast: RouteCheck = async ({ route, published }) => {
  const problems: RouteProblem[] = [];
  const pairs = abreast(route);
  for (const element of route.elements.values()) {
    if (element.step?.type !== REGISTER_STEP) continue;
    for (const [id, beside] of afterwards(route, element, pairs)) {
      const other = route.elements.get(id);
      if (other === undefined || !(await signs(other, published, new Set([route.id])))) continue;
      const said = beside ? besideIt(element, other) : behindIt(element, other);
      problems.push({
        severity: 'error',
        code: 'protocol.number-before-signature',
        elementId: element.id,
        ...said,
      });
      break;
    }
  }
  return problems;
};
