import type {
  DrawnElement,
  DrawnFlow,
  DrawnRoute,
  Json,
  RouteCheck,
  RouteCheckCall,
  RouteProblem,
} from '@libro-firma/engine/plugin';
import { namesNumber } from './mail/template.js';
import { DEFAULT_BODY, DEFAULT_SUBJECT, type Audience } from './mail/words.js';
import { DEFAULT_ATTACHED } from './steps/mail-attachments.js';
import { MAIL_STEP } from './steps/mail-manifest.js';
import { NOTICE_STEP } from './steps/notice.js';

const REGISTER_STEP = /^protocol\.register:/;
const MADE_WITH_IT: readonly Json[] = ['segnatura', 'courtesyCopy'];

const WAITS: readonly DrawnElement['type'][] = ['parallelGateway', 'inclusiveGateway'];

/** Whether it names the number or carries what is made with it; what an expression gives is not known yet. */
const needsNumber = ({ type, config, computed }: NonNullable<DrawnElement['step']>): boolean => {
  const says = (key: string, otherwise = ''): boolean => {
    const text = config[key] ?? otherwise;
    return !computed.includes(key) && typeof text === 'string' && namesNumber(text);
  };
  if (type === NOTICE_STEP) return says('text');
  if (type !== MAIL_STEP) return false;
  const to = config['to'] as Audience;
  const attached = config['attach'] ?? DEFAULT_ATTACHED[to];
  return (
    says('subject', DEFAULT_SUBJECT[to]) ||
    says('body', DEFAULT_BODY[to]) ||
    (!computed.includes('attach') && Array.isArray(attached) && attached.some((one) => MADE_WITH_IT.includes(one)))
  );
};

/** Whether a number may be taken here, or in a route that is called from here. */
const numbers = async (
  { step, calls }: DrawnElement,
  published: RouteCheckCall['published'],
  seen: ReadonlySet<string>,
): Promise<boolean> => {
  if (step !== undefined) return REGISTER_STEP.test(step.type);
  if (calls === undefined || seen.has(calls)) return false;
  const called = await published(calls);
  const known = new Set([...seen, calls]);
  for (const inner of called?.elements.values() ?? []) if (await numbers(inner, published, known)) return true;
  return false;
};

/** The flows that leave an element; those of the last ones in a sub-process lead out of it. */
const flowsOf = (route: DrawnRoute, { outgoing, container }: DrawnElement): readonly DrawnFlow[] => {
  if (outgoing.length > 0 || container === route.id) return outgoing;
  const around = route.elements.get(container);
  return around === undefined ? [] : flowsOf(route, around);
};

/** Everything that a case may come to before a number was taken in it. */
const beforeNumber = ({ route, mayTake }: RouteCheckCall, takers: ReadonlySet<string>): ReadonlySet<string> => {
  const all = [...route.elements.values()];
  const incoming = (id: string): number =>
    all.flatMap(({ outgoing }) => outgoing).filter((f) => f.target === id).length;
  const startsIn = (container: string): string[] =>
    all.filter((one) => one.type === 'startEvent' && one.container === container).map(({ id }) => id);
  const arrived = new Map<string, Set<string>>();
  const found = new Set<string>();
  const open = startsIn(route.id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const element = route.elements.get(id);
    if (element === undefined || found.has(id)) continue;
    found.add(id);
    open.push(...element.boundary);
    if (takers.has(id)) continue;
    const inner = element.type === 'subProcess' ? startsIn(id) : [];
    open.push(...inner);
    if (inner.length > 0) continue;
    const decides =
      element.type === 'exclusiveGateway' || (element.type === 'inclusiveGateway' && element.outgoing.length > 1);
    for (const flow of decides ? mayTake(id, { registration: null }) : flowsOf(route, element)) {
      // Where ways wait for one another, the number may have come on one of them.
      const { type } = route.elements.get(flow.target) ?? {};
      const ways = arrived.get(flow.target) ?? new Set();
      arrived.set(flow.target, ways.add(flow.id));
      if (type === undefined || !WAITS.includes(type) || ways.size === incoming(flow.target)) open.push(flow.target);
    }
  }
  return found;
};

const ofMail = (named: string): Pick<RouteProblem, 'text' | 'doNow'> => ({
  text: {
    it: `«${named}» usa il numero di protocollo, ma qui si può arrivare anche senza: la pratica si fermerebbe.`,
    en: `"${named}" uses the protocol number and may be reached without one: the case would stop here.`,
  },
  doNow: {
    it: 'Metti l’invio dopo la protocollazione; oppure scrivi oggetto e testo senza {{numero}}, {{data}} e {{registro}} e non allegare segnatura e copia di cortesia.',
    en: 'Put it behind the registration, or write its texts and choose its attachments without the number.',
  },
});

const ofNotice = (named: string): Pick<RouteProblem, 'text' | 'doNow'> => ({
  text: {
    it: `«${named}» usa il numero di protocollo, ma qui si può arrivare anche senza: al suo posto si leggerebbe il segnaposto.`,
    en: `"${named}" uses the protocol number and may be reached without one: its placeholder would be read instead.`,
  },
  doNow: {
    it: 'Metti l’avviso dopo la protocollazione, oppure scrivine il testo senza {{numero}}, {{data}} e {{registro}}.',
    en: 'Put it behind the registration, or write its text without {{numero}}, {{data}} and {{registro}}.',
  },
});

/**
 * A mail that names the number cannot leave without one: on a way that comes to it past the registration, after a
 * rejection for instance, the case would stop; a notice would name the placeholder. A part of other routes that takes none
 * itself is given its number.
 */
export const withoutNumber: RouteCheck = async (call) => {
  const { route, published } = call;
  const takers = new Set<string>();
  for (const element of route.elements.values()) {
    if (await numbers(element, published, new Set([route.id]))) takers.add(element.id);
  }
  if (takers.size === 0 && (route.properties['startableBy'] ?? '').trim() === '') return [];
  const early = beforeNumber(call, takers);
  return [...route.elements.values()].flatMap(({ id, name, step }) => {
    if (step === undefined || !early.has(id) || !needsNumber(step)) return [];
    const named = name === '' ? id : name;
    const said = step.type === NOTICE_STEP ? ofNotice(named) : ofMail(named);
    return { severity: 'warning' as const, code: 'notification.without-number', elementId: id, ...said };
  });
};
