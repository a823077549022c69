import type { IncidentView, RetryView, WatchedCase } from '@libro-firma/engine';
import { inLanguage, type Language, type Localized } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import type { HistoryEntry } from '../routes/history-answer.js';
import { WITHHELD_MESSAGE, WITHHELD_TITLE } from '../routes/incidents.js';
import { pageOf, Person } from '../routes/paging.js';
import type { Names } from '../routes/people.js';
import { CaseState } from './instance-answer.js';

/** What watching a route answers; of confidential cases that the viewer is not on, nothing but where they stand. */

export const Incident = z.object({
  id: z.string(),
  caseId: z.string(),
  caseTitle: z.string(),
  elementId: z.string(),
  elementName: z.string(),
  code: z.string(),
  message: z.string(),
  openedAt: z.number(),
});

/** A machine step that failed and is tried again by itself. */
export const Retry = z.object({
  caseId: z.string(),
  caseTitle: z.string(),
  elementId: z.string(),
  elementName: z.string(),
  /** The one that comes next, of how many. */
  attempt: z.number(),
  attempts: z.number(),
  dueAt: z.number(),
  /** Why the last one failed. */
  message: z.string(),
});

export const Watched = z.object({
  id: z.string(),
  title: z.string(),
  /** The viewer may open it in the desk. */
  visible: z.boolean(),
  confidential: z.boolean(),
  startedBy: Person,
  startedAt: z.number(),
  version: z.number(),
  /** Elements where it stands. */
  at: z.array(z.string()),
  incidents: z.number(),
});

export const WatchAnswer = z.object({
  definitionId: z.string(),
  version: z.number(),
  running: z.number(),
  partial: z.boolean(),
  elements: z.record(z.string(), z.object({ tokens: z.number(), incidents: z.number() })),
  incidents: z.array(Incident),
  retries: z.array(Retry),
  cases: pageOf(Watched),
});

export const CaseFacts = z.object({
  id: z.string(),
  title: z.string(),
  state: CaseState,
  confidential: z.boolean(),
  visible: z.boolean(),
  startedBy: Person.optional(),
  startedAt: z.number(),
  endedAt: z.number().optional(),
  version: z.number(),
});

const NOBODY: Localized = { it: 'Riservato', en: 'Withheld' };

export const incidentAnswer = (
  incident: IncidentView,
  seen: ReadonlySet<string>,
  language: Language,
): z.input<typeof Incident> => {
  const masked = incident.confidential && !seen.has(incident.caseId);
  const { id, caseId, elementId, elementName, code, openedAt } = incident;
  return {
    ...{ id, caseId, elementId, elementName, code, openedAt },
    caseTitle: masked ? inLanguage(WITHHELD_TITLE, language) : incident.caseTitle,
    message: inLanguage(masked ? WITHHELD_MESSAGE : incident.message, language),
  };
};

export const retryAnswer = (retry: RetryView, seen: boolean, language: Language): z.input<typeof Retry> => {
  const masked = retry.confidential && !seen;
  const { caseId, elementId, elementName, attempt, attempts, dueAt } = retry;
  return {
    ...{ caseId, elementId, elementName, attempt, attempts, dueAt },
    caseTitle: masked ? inLanguage(WITHHELD_TITLE, language) : retry.caseTitle,
    message: inLanguage(masked ? WITHHELD_MESSAGE : retry.message, language),
  };
};

export const caseAnswer = (
  one: WatchedCase,
  names: Names,
  seen: ReadonlySet<string>,
  language: Language,
): z.input<typeof Watched> => {
  const visible = seen.has(one.caseId);
  const masked = one.confidential && !visible;
  return {
    id: one.caseId,
    title: masked ? inLanguage(WITHHELD_TITLE, language) : one.title,
    visible,
    confidential: one.confidential,
    startedBy: masked ? { id: '', name: inLanguage(NOBODY, language) } : names.person(one.startedBy),
    startedAt: one.startedAt,
    version: one.processVersion,
    at: [...one.at],
    incidents: one.incidents,
  };
};

/** That something happened and where; not who did it nor why. */
export const withoutPeople = ({
  id,
  at,
  type,
  instanceId,
  rev,
  elementId,
  elementName,
}: z.input<typeof HistoryEntry>): z.input<typeof HistoryEntry> => ({
  id,
  at,
  type,
  instanceId,
  rev,
  ...(elementId === undefined ? {} : { elementId }),
  ...(elementName === undefined ? {} : { elementName }),
});
