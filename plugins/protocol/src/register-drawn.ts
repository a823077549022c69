import { begunByPeople, inputOf, type DrawnElement, type RouteCheck } from '@libro-firma/engine/plugin';
import { givesInputs, named } from './drawn-step.js';
import { REGISTER_STEP } from './steps/register-manifest.js';

const says = ({ step }: DrawnElement): boolean => {
  if (step === undefined || step.computed.includes('register')) return true;
  const register = step.config['register'];
  return typeof register === 'string' && register.trim() !== '';
};

/**
 * A number is taken in a register that the step names, or else in that of the case's signature book. Where the step names
 * none and can be given no book, the case would stop. What a part of other routes is given, its callers know.
 */
export const registerDrawn: RouteCheck = async ({ route }) =>
  [...route.elements.values()].flatMap((element) => {
    if (element.step?.type !== REGISTER_STEP || says(element)) return [];
    const book = inputOf(route, element, 'book', givesInputs);
    if (book === 'maybe' || (book === 'unset' && !begunByPeople(route))) return [];
    return {
      severity: 'error' as const,
      code: 'protocol.register-missing',
      elementId: element.id,
      text: {
        it: `«${named(element)}» non dice in quale registro, e la pratica non ha un libro firma che lo dica.`,
        en: `"${named(element)}" does not say in which register, and the case has no signature book that would.`,
      },
      doNow: {
        it: 'Scegli il registro nel passo; oppure aggiungi al modulo di avvio un campo «Libro firma» e indicalo nel passo, sotto «Che cosa prende dalla pratica».',
        en: 'Choose the register in the step, or add a field “Signature book” to the start form and give it to the step, under “What it takes from the case”.',
      },
    };
  });
