import { begunByPeople, inputOf, type DrawnElement, type RouteCheck, type Tx } from '@libro-firma/engine/plugin';
import { givesInputs, named } from './drawn-step.js';
import { registerById, registerStates } from './store/registers.js';
import { REGISTER_STEP } from './steps/register-manifest.js';

/** Whether the number is taken in a protocol register, whichever it will be: a serial register asks for no recipient. */
const inProtocol = async (tx: Tx, { step }: DrawnElement): Promise<boolean> => {
  const id = step?.computed.includes('register') === true ? undefined : step?.config['register'];
  if (typeof id === 'string' && id.trim() !== '') return (await registerById(tx, id.trim()))?.kind === 'protocol';
  const all = await registerStates(tx);
  return all.length > 0 && all.every(({ kind }) => kind === 'protocol');
};

/**
 * What goes out is registered with whom it goes to (DPR 445/2000, art. 53, 1, b): where the step can be given no recipient,
 * the case would stop. What a part of other routes is given, its callers know.
 */
export const recipientsDrawn: RouteCheck = async ({ tx, route }) => {
  const found: DrawnElement[] = [];
  for (const element of route.elements.values()) {
    const { step } = element;
    if (step?.type !== REGISTER_STEP || step.config['direction'] !== 'out') continue;
    const recipients = inputOf(route, element, 'recipients', givesInputs);
    if (recipients === 'maybe' || (recipients === 'unset' && !begunByPeople(route))) continue;
    if (await inProtocol(tx, element)) found.push(element);
  }
  return found.map((element) => ({
    severity: 'error',
    code: 'protocol.recipients-missing',
    elementId: element.id,
    text: {
      it: `«${named(element)}» registra un atto in uscita, ma la pratica non gli dà nessun destinatario.`,
      en: `"${named(element)}" registers an outgoing act, and the case gives it no recipient.`,
    },
    doNow: {
      it: 'Aggiungi al modulo di avvio un campo «Destinatari» e indicalo nel passo, sotto «Che cosa prende dalla pratica»; oppure scegli il verso «Interno».',
      en: 'Add a field “Recipients” to the start form and give it to the step, under “What it takes from the case”; or choose the direction “Internal”.',
    },
  }));
};
