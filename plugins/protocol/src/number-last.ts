import {
  following,
  type DrawnElement,
  type DrawnRoute,
  type RouteCheck,
  type RouteProblem,
} from '@libro-firma/engine/plugin';
import { abreast } from './abreast.js';
import { named } from './drawn-step.js';
import { REGISTER_STEP } from './steps/register-manifest.js';

const SIGNATURE_STEP = /^signing\.signature:/;

type Published = (processId: string) => Promise<DrawnRoute | undefined>;

/** Whether such a step stands here, or in a route that is called from here. */
const does = async (
  step: (type: string) => boolean,
  element: DrawnElement,
  published: Published,
  seen: ReadonlySet<string>,
): Promise<boolean> => {
  if (element.step !== undefined) return step(element.step.type);
  const called = element.calls;
  if (called === undefined || seen.has(called)) return false;
  const route = await published(called);
  if (route === undefined) return false;
  const known = new Set([...seen, called]);
  for (const inner of route.elements.values()) if (await does(step, inner, published, known)) return true;
  return false;
};

const signs = (type: string): boolean => SIGNATURE_STEP.test(type);
const numbers = (type: string): boolean => type === REGISTER_STEP;

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

/** What takes the number: the step itself, or the route that is called. */
const taker = (element: DrawnElement): { readonly it: string; readonly en: string } =>
  element.calls === undefined
    ? { it: `«${named(element)}»`, en: `"${named(element)}"` }
    : { it: `L’iter chiamato da «${named(element)}»`, en: `The route called by "${named(element)}"` };

const behindIt = (number: DrawnElement, signature: DrawnElement): Omit<RouteProblem, 'severity' | 'code'> => ({
  text: {
    it: `${taker(number).it} prende il numero prima dell’ultima firma: dopo viene ancora «${named(signature)}».`,
    en: `${taker(number).en} takes the number before the last signature: "${named(signature)}" still follows.`,
  },
  doNow: {
    it: 'Sposta la protocollazione dopo l’ultima firma: il documento registrato non deve più cambiare.',
    en: 'Move the registration behind the last signature.',
  },
});

const besideIt = (number: DrawnElement, signature: DrawnElement): Omit<RouteProblem, 'severity' | 'code'> => ({
  text: {
    it: `${taker(number).it} può prendere il numero prima della firma: «${named(signature)}» sta su una via parallela.`,
    en: `${taker(number).en} may take the number before the signature: "${named(signature)}" stands on a parallel way.`,
  },
  doNow: {
    it: 'Metti la protocollazione in fila, dopo la firma: con più frecce che escono dallo stesso passo si prendono tutte.',
    en: 'Put the registration in line, behind the signature: several arrows out of the same step are all taken.',
  },
});

/**
 * A called route may come back without a number, rejected: what goes back to before the call is not behind the number.
 */
const goesBack = (route: DrawnRoute, call: DrawnElement, id: string): boolean =>
  call.calls !== undefined && following(route, id).has(call.id);

/**
 * A number is taken when nothing can change the document any more: what is signed afterwards would be another document
 * than the registered one (DPR 445/2000, art. 53: the registration bears the digest of the document). So no signature
 * stands behind it, nor on a way that is gone at the same time; a called route is judged by what stands in it.
 */
export const numberLast: RouteCheck = async ({ route, published }) => {
  const problems: RouteProblem[] = [];
  const pairs = abreast(route);
  const seen = new Set([route.id]);
  for (const element of route.elements.values()) {
    if (!(await does(numbers, element, published, seen))) continue;
    for (const [id, beside] of afterwards(route, element, pairs)) {
      const other = route.elements.get(id);
      if (other === undefined || other === element || !(await does(signs, other, published, seen))) continue;
      if (!beside && goesBack(route, element, id)) continue;
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
