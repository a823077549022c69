import {
  completed,
  failed,
  type CaseAccess,
  type Database,
  type Directory,
  type EngineApi,
  type Job,
  type JsonObject,
  type StepHandler,
  type StepManifest,
} from '@libro-firma/engine/plugin';
import { discreet } from '../notices/discreet.js';
import { KIND_PATTERN } from '../notices/kinds.js';
import type { Notices } from '../ports.js';

export const NOTICE_STEP = 'notification.notice:1';

export interface NoticeConfig extends JsonObject {
  readonly to: 'requester' | 'groups';
  readonly groups?: readonly string[];
  readonly text: string;
  readonly kind?: string;
}

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
        description: 'Una o due frasi.',
        'x-en': { title: 'Text', description: 'One or two sentences.' },
        minLength: 1,
        maxLength: 2_000,
        'x-feel': 'optional',
      },
      kind: {
        type: 'string',
        title: 'Tipo',
        description: 'Le persone silenziano gli avvisi per tipo; senza, «route»',
        'x-en': { title: 'Kind', description: 'People mute notices by kind; without it, "route".' },
        pattern: KIND_PATTERN,
      },
    },
  },
  onUnknownOutcome: 'retry',
  retry: { attempts: 10, delayMs: 1_000, maxDelayMs: 60_000 },
  timeoutMs: 60_000,
};

export interface NoticeStepParts {
  readonly db: Database;
  readonly engine: EngineApi;
  readonly directory: Directory;
  readonly cases: CaseAccess;
  readonly notices: Notices;
}

const HIDDEN = 'C’è un avviso su un atto riservato.';

/** Stored once for each person however often the step is repeated: the notice's key is the job's. */
export const createNoticeStep = (parts: NoticeStepParts): StepHandler<NoticeConfig> => {
  const post = (job: Job<NoticeConfig>, persons: readonly string[], text: string): Promise<void> =>
    parts.notices.post(job.tenant, {
      key: job.idempotencyKey,
      kind: job.config.kind ?? 'route',
      to: { persons },
      text,
      caseId: job.caseId,
      mode: job.mode,
      confidential: job.confidential,
    });

  return {
    async execute(job) {
      const found = await parts.db.read(job.tenant, async (tx) => {
        const about = await parts.engine.case(tx, job.caseId);
        if (about === undefined) return undefined;
        const persons = new Set<string>();
        if (job.config.to === 'requester') persons.add(about.startedBy);
        // A trial case tells nobody but who tries it.
        else if (job.mode === 'trial') persons.add(about.startedBy);
        else {
          for (const group of job.config.groups ?? []) {
            for (const person of await parts.directory.holdersOf(tx, group, tx.now)) persons.add(person);
          }
        }
        const outside: string[] = [];
        if (job.confidential) {
          for (const person of persons) {
            if (!(await parts.cases.maySee(tx, person, job.caseId))) outside.push(person);
          }
        }
        const written = typeof job.config.text === 'string' ? job.config.text.trim() : JSON.stringify(job.config.text);
        const text = job.confidential
          ? discreet(written, about.title, [
              await parts.engine.variables(tx, job.caseId),
              await parts.engine.variables(tx, job.instanceId),
              job.input,
            ])
          : written;
        return { inside: [...persons].filter((person) => !outside.includes(person)), outside, text };
      });
      if (found === undefined)
        return failed('notification.case-missing', { it: 'La pratica non c’è più.', en: 'The case is gone.' }, false);
      if (found.inside.length > 0) await post(job, found.inside, found.text);
      if (found.outside.length > 0) await post(job, found.outside, HIDDEN);
      return completed();
    },
  };
};
