import {
  completed,
  failed,
  type CaseAccess,
  type Database,
  type Job,
  type JsonObject,
  type StepHandler,
  type StepManifest,
  type Tx,
} from '@libro-firma/engine/plugin';
import { KIND_PATTERN } from '../notices/kinds.js';
import type { Notices } from '../ports.js';
import { noticeText, type NoticeTextParts } from './notice-text.js';

export const NOTICE_STEP = 'notification.notice:1';

export interface NoticeConfig extends JsonObject {
  readonly to: 'requester' | 'groups';
  readonly groups?: readonly string[];
  readonly text: string;
  readonly kind?: string;
}

export type NoticeJob = Job<NoticeConfig>;

export const noticeManifest: StepManifest = {
  type: NOTICE_STEP,
  label: { it: 'Avviso in scrivania', en: 'Notice in the desk' },
  word: { it: 'Avvisa', en: 'Notify' },
  color: '#4a5a68',
  description: {
    it: 'Lascia un avviso nella scrivania delle persone indicate, che lo vedono subito se sono collegate.',
    en: 'Leaves a notice in the desk of the people named; those who are looking see it at once.',
  },
  icon: 'it-info-circle',
  appliesTo: 'bpmn:ServiceTask',
  config: {
    type: 'object',
    required: ['to', 'text'],
    additionalProperties: false,
    properties: {
      to: {
        type: 'string',
        title: 'A chi',
        'x-en': { title: 'To whom' },
        enum: ['requester', 'groups'],
        'x-labels': {
          requester: { it: 'Chi ha avviato la pratica', en: 'Who started the case' },
          groups: { it: 'Uffici e ruoli indicati', en: 'Offices and roles named here' },
        },
      },
      groups: {
        type: 'array',
        title: 'Uffici e ruoli',
        description: 'Tutte le persone che ne fanno parte in quel momento.',
        'x-en': { title: 'Offices and roles', description: 'Everybody who belongs to them at that moment.' },
        items: { type: 'string', minLength: 1, format: 'group-key' },
        'x-showWhen': { field: 'to', is: 'groups' },
        'x-feel': 'optional',
      },
      text: {
        type: 'string',
        title: 'Testo',
        description:
          'Una o due frasi, con segnaposto come {{numero}}, {{data}}, {{oggetto}}, {{destinatario}}. Negli atti riservati l’avviso non dice né l’oggetto né chi ha fatto la richiesta.',
        'x-en': {
          title: 'Text',
          description:
            'One or two sentences, with placeholders such as {{numero}}, {{data}}, {{oggetto}}, {{destinatario}}. Of a confidential act a notice tells neither the subject nor who asked for it.',
        },
        minLength: 1,
        maxLength: 2_000,
        'x-feel': 'optional',
      },
      kind: {
        type: 'string',
        title: 'Tipo',
        description:
          'Ciascuno può silenziare gli avvisi di un tipo che non gli servono. Lascialo vuoto: l’avviso sta fra gli «Avvisi dagli iter». Per un tipo a parte scrivi una parola minuscola, senza spazi né accenti, per esempio «sollecito».',
        'x-en': {
          title: 'Kind',
          description:
            'Everybody may mute the kinds of notices that they do not need. Left empty, it is one of the notices from routes. For a kind of its own write one word in small letters, for example “reminder”.',
        },
        pattern: KIND_PATTERN,
      },
    },
  },
  onUnknownOutcome: 'retry',
  retry: { attempts: 10, delayMs: 1_000, maxDelayMs: 60_000 },
  timeoutMs: 60_000,
};

export interface NoticeStepParts extends NoticeTextParts {
  readonly db: Database;
  readonly cases: CaseAccess;
  readonly notices: Notices;
}

const HIDDEN = 'C’è un avviso su un atto riservato.';

/** Who gets which text. */
type Letters = ReadonlyMap<string, readonly string[]>;

const byText = (readers: readonly (readonly [person: string, text: string])[]): Letters => {
  const found = new Map<string, string[]>();
  for (const [person, text] of readers) {
    const same = found.get(text);
    if (same === undefined) found.set(text, [person]);
    else same.push(person);
  }
  return found;
};

/** Stored once for each person however often the step is repeated: the notice's key is the job's. */
export const createNoticeStep = (parts: NoticeStepParts): StepHandler<NoticeConfig> => {
  const personsOf = async (tx: Tx, { config, mode }: NoticeJob, requester: string): Promise<readonly string[]> => {
    // A trial case tells nobody but who tries it.
    if (config.to === 'requester' || mode === 'trial') return [requester];
    const persons = new Set<string>();
    for (const group of config.groups ?? []) {
      for (const person of await parts.directory.holdersOf(tx, group, tx.now)) persons.add(person);
    }
    return [...persons];
  };

  const lettersOf = async (tx: Tx, job: NoticeJob): Promise<Letters | undefined> => {
    const about = await parts.engine.case(tx, job.caseId);
    if (about === undefined) return undefined;
    const persons = await personsOf(tx, job, about.startedBy);
    const names = new Map((await parts.directory.describe(tx, persons)).map(({ id, name }) => [id, name]));
    const textFor = await noticeText(tx, job, about, parts);
    const readers: (readonly [string, string])[] = [];
    for (const person of persons) {
      const inside = !job.confidential || (await parts.cases.maySee(tx, person, job.caseId));
      readers.push([person, inside ? textFor(names.get(person) ?? '') : HIDDEN]);
    }
    return byText(readers);
  };

  return {
    async execute(job) {
      const letters = await parts.db.read(job.tenant, (tx) => lettersOf(tx, job));
      if (letters === undefined)
        return failed('notification.case-missing', { it: 'La pratica non c’è più.', en: 'The case is gone.' }, false);
      const { caseId, mode, confidential } = job;
      for (const [text, persons] of letters) {
        await parts.notices.post(job.tenant, {
          key: job.idempotencyKey,
          kind: job.config.kind ?? 'route',
          to: { persons },
          text,
          ...{ caseId, mode, confidential },
        });
      }
      return completed();
    },
  };
};
