import { api, apiUrl } from '@libro-firma/desk/kit';
import type { CheckAnswer, DraftAnswer, RouteAnswer, VersionXmlAnswer } from './route-answers.js';
import type { ScenarioAnswer, ScenarioRun, TrialAnswer, TrialFormAnswer } from './trial-answers.js';

const routePath = (id: string): string => `/routes/${encodeURIComponent(id)}`;

/** Which drawing a trial runs: what is on the screen, the saved draft, or a version. */
export type DrawingRef = { readonly xml: string } | { readonly rev: number } | { readonly version: number };

/** The draft where there is one, else what is published. */
export const drawingOf = ({ draft, version, rev }: RouteAnswer): DrawingRef =>
  draft === null && version !== null ? { version } : { rev };

export type NewRouteFrom = 'empty' | { readonly example: string } | { readonly xml: string };

export interface NewTrial {
  readonly as?: string;
  readonly title?: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface PlayedTask {
  readonly as?: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** The server's interface for routes. Every failure is an `ApiError`; addresses of lists are for `useApi`. */
export const routesApi = {
  path: routePath,
  get: (id: string): Promise<RouteAnswer> => api.get(routePath(id)),
  create: (route: { name: string; sector: string; from: NewRouteFrom }, key?: string): Promise<RouteAnswer> =>
    api.post('/routes', route, { idempotencyKey: key }),
  draft: (id: string): Promise<DraftAnswer> => api.get(`${routePath(id)}/draft`),
  saveDraft: (id: string, draft: { xml: string; rev: number }): Promise<RouteAnswer> =>
    api.put(`${routePath(id)}/draft`, draft),
  dropDraft: (id: string, rev: number): Promise<void> => api.delete(`${routePath(id)}/draft`, { query: { rev } }),
  check: (id: string, xml: string, signal?: AbortSignal): Promise<CheckAnswer> =>
    api.post(`${routePath(id)}/check`, { xml }, { signal }),
  publish: (id: string, what: { rev: number; reason: string }, key?: string): Promise<{ route: RouteAnswer }> =>
    api.post(`${routePath(id)}/publish`, what, { idempotencyKey: key }),
  retire: (id: string, reason: string, key?: string): Promise<RouteAnswer> =>
    api.post(`${routePath(id)}/retire`, { reason }, { idempotencyKey: key }),
  version: (id: string, version: number, signal?: AbortSignal): Promise<VersionXmlAnswer> =>
    api.get(`${routePath(id)}/versions/${version}`, { signal }),
  startForm: (id: string, drawing: DrawingRef, signal?: AbortSignal): Promise<TrialFormAnswer> =>
    api.post(`${routePath(id)}/trials/form`, drawing, { signal }),
  startTrial: (id: string, drawing: DrawingRef, trial: NewTrial, key?: string): Promise<TrialAnswer> =>
    api.post(`${routePath(id)}/trials`, { ...drawing, ...trial }, { idempotencyKey: key }),
  runScenario: (id: string, scenarioId: string, drawing: DrawingRef): Promise<ScenarioRun> =>
    api.post(`${routePath(id)}/scenarios/${encodeURIComponent(scenarioId)}/run`, drawing),
  dropScenario: (id: string, scenarioId: string): Promise<void> =>
    api.delete(`${routePath(id)}/scenarios/${encodeURIComponent(scenarioId)}`),
};

const trialPath = (caseId: string): string => `/trials/${encodeURIComponent(caseId)}`;

/** The server's interface for one trial. */
export const trialsApi = {
  path: trialPath,
  get: (caseId: string): Promise<TrialAnswer> => api.get(trialPath(caseId)),
  complete: (caseId: string, taskId: string, played: PlayedTask, key?: string): Promise<TrialAnswer> =>
    api.post(`${trialPath(caseId)}/tasks/${encodeURIComponent(taskId)}/complete`, played, { idempotencyKey: key }),
  time: (caseId: string, move: { to: number } | { nextTimer: true }, key?: string): Promise<TrialAnswer> =>
    api.post(`${trialPath(caseId)}/time`, move, { idempotencyKey: key }),
  message: (caseId: string, waitingId: string, key?: string): Promise<TrialAnswer> =>
    api.post(`${trialPath(caseId)}/messages`, { waitingId }, { idempotencyKey: key }),
  keep: (caseId: string, name: string, key?: string): Promise<ScenarioAnswer> =>
    api.post(`${trialPath(caseId)}/keep`, { name }, { idempotencyKey: key }),
  drop: (caseId: string): Promise<void> => api.delete(trialPath(caseId)),
};

/** The drawing of a definition; kept, since definitions never change. */
const drawings = new Map<string, Promise<string>>();

/** @throws Error when the server does not give it */
export const definitionXml = (definitionId: string): Promise<string> => {
  const known = drawings.get(definitionId);
  if (known !== undefined) return known;
  const asked = fetch(apiUrl(`/definitions/${encodeURIComponent(definitionId)}/xml`)).then((answer) => {
    if (!answer.ok) throw new Error(`the drawing of ${definitionId} answered ${answer.status}`);
    return answer.text();
  });
  drawings.set(definitionId, asked);
  asked.catch(() => drawings.delete(definitionId));
  return asked;
};
