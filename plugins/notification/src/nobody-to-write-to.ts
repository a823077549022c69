import { begunByPeople, inputOf, type RouteCheck } from '@libro-firma/engine/plugin';
import { MAIL_STEP } from './steps/mail-manifest.js';

/** Steps of the house give no recipients; of another plugin's nothing is known. */
const OF_THE_HOUSE = /^(?:documents|notification|protocol|signing)\./;
const givesRecipients = (stepType: string): boolean => !OF_THE_HOUSE.test(stepType);

/**
 * A mail to the recipients of the act leaves for nobody where the step can be given none; the case goes on as if it had
 * been sent. What a part of other routes is given, its callers know.
 */
export const nobodyToWriteTo: RouteCheck = async ({ route }) =>
  [...route.elements.values()].flatMap((element) => {
    const { step, id, name } = element;
    if (step?.type !== MAIL_STEP || step.config['to'] !== 'recipients') return [];
    const recipients = inputOf(route, element, 'recipients', givesRecipients);
    if (recipients === 'maybe' || (recipients === 'unset' && !begunByPeople(route))) return [];
    const named = name === '' ? id : name;
    return {
      severity: 'warning' as const,
      code: 'notification.without-recipients',
      elementId: id,
      text: {
        it: `«${named}» scrive ai destinatari dell’atto, ma la pratica non gliene dà nessuno: non partirebbe nessuna mail.`,
        en: `"${named}" writes to the recipients of the act, and the case gives it none: no mail would leave.`,
      },
      doNow: {
        it: 'Aggiungi al modulo di avvio un campo «Destinatari» e indicalo nel passo, sotto «Che cosa prende dalla pratica»; oppure scegli a chi altro scrivere.',
        en: 'Add a field “Recipients” to the start form and give it to the step, under “What it takes from the case”; or choose to whom else it writes.',
      },
    };
  });
