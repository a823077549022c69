import type { AnyRoute, CaseView, DefinitionView, Tx } from '@libro-firma/engine';
import { inLanguage } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { defineServerRoute } from '../routes/define.js';
import { HistoryEntry, historyAnswers } from '../routes/history-answer.js';
import { WITHHELD_TITLE } from '../routes/incidents.js';
import { pageQuery } from '../routes/paging.js';
import { namesFor } from '../routes/people.js';
import { watchers } from './access.js';
import { InstanceAnswer, instanceAnswers } from './instance-answer.js';
import type { Modeler } from './modeler.js';
import { routeRefusals } from './refusals.js';
import { routeId } from './route-routes.js';
import type { RouteView } from './route-view.js';
import {
  caseAnswer,
  CaseFacts,
  incidentAnswer,
  Retry,
  retryAnswer,
  WatchAnswer,
  withoutPeople,
} from './watch-answer.js';

/** Shown beside the drawing; the page of incidents has all. */
const MOST_INCIDENTS = 100;

/** The running cases of a route on its drawing. Of confidential ones that the viewer is not on, only where they stand. */
export const watchRoutes = ({ context, reads }: Modeler): readonly AnyRoute[] => {
  const { engine, directory, caseAccess } = context;

  /**
   * The version that is asked for; else what is published if cases run in it, the newest in which some do, what is
   * published, or the newest.
   */
  const chosen = async (tx: Tx, route: RouteView, version: number | undefined): Promise<DefinitionView> => {
    const running = await engine.running(tx);
    const found =
      version === undefined
        ? ([route.published, ...route.versions].find((one) => one !== undefined && running.has(one.id)) ??
          route.published ??
          route.versions[0])
        : route.versions.find((one) => one.version === version);
    if (found === undefined) throw routeRefusals.noVersion(version ?? 1);
    return found;
  };

  const sees = async (tx: Tx, viewer: string, caseIds: Iterable<string>): Promise<ReadonlySet<string>> => {
    const seen = new Set<string>();
    for (const id of new Set(caseIds)) if (await caseAccess.maySee(tx, viewer, id)) seen.add(id);
    return seen;
  };

  /** A live case that goes, or went, through this route. */
  const caseOn = async (tx: Tx, routeOf: string, caseId: string): Promise<{ top: CaseView; on: CaseView }> => {
    const instances = await engine.instances(tx, caseId);
    const top = instances.find(({ id }) => id === caseId);
    const on = instances.find(({ processId }) => processId === routeOf);
    if (top === undefined || on === undefined || top.mode !== 'live') throw routeRefusals.noCase(caseId);
    return { top, on };
  };

  return [
    defineServerRoute({
      name: 'server.routes.watch',
      method: 'GET',
      path: '/routes/:id/watch',
      summary: { it: 'Le pratiche in corso di un iter, elemento per elemento, con le anomalie', en: 'Running cases' },
      access: watchers,
      params: routeId,
      query: z.strictObject({ ...pageQuery, version: z.coerce.number().int().min(1).optional() }),
      answer: { kind: 'json', schema: WatchAnswer },
      handle: ({ tenant, actor, params, query, db, language }) =>
        db.read(tenant, async (tx) => {
          const route = await reads.one(tx, params.id);
          if (route === undefined) throw routeRefusals.noRoute(params.id);
          const version = await chosen(tx, route, query.version);
          const definitionId = version.id;
          const { elements, partial } = await engine.elementCounts(tx, definitionId);
          const incidents = await engine.incidents(tx, { definitionId, limit: MOST_INCIDENTS });
          const retries = await engine.retries(tx, { definitionId });
          const { limit, cursor } = query;
          const cases = await engine.watchedCases(tx, {
            definitionId,
            limit,
            ...(cursor === undefined ? {} : { cursor }),
          });
          const seen = await sees(tx, actor.id, [
            ...cases.items.map(({ caseId }) => caseId),
            ...incidents.items.map(({ caseId }) => caseId),
            ...retries.map(({ caseId }) => caseId),
          ]);
          const names = await namesFor(
            tx,
            directory,
            cases.items.map(({ startedBy }) => startedBy),
          );
          return {
            definitionId,
            version: version.version,
            running: (await engine.running(tx)).get(definitionId) ?? 0,
            partial,
            elements: Object.fromEntries(elements),
            incidents: incidents.items.map((incident) => incidentAnswer(incident, seen, language)),
            retries: retries.map((retry) => retryAnswer(retry, seen.has(retry.caseId), language)),
            cases: { items: cases.items.map((one) => caseAnswer(one, names, seen, language)), next: cases.next },
          };
        }),
    }),

    defineServerRoute({
      name: 'server.routes.watch.case',
      method: 'GET',
      path: '/routes/:id/watch/:caseId',
      summary: { it: 'Una pratica dell’iter, con il suo percorso e la sua storia', en: 'One case of a route' },
      access: watchers,
      params: routeId.extend({ caseId: z.string().max(64) }),
      answer: {
        kind: 'json',
        schema: z.object({
          case: CaseFacts,
          instances: z.array(InstanceAnswer),
          retries: z.array(Retry),
          history: z.array(HistoryEntry),
        }),
      },
      handle: ({ tenant, actor, params, db, language }) =>
        db.read(tenant, async (tx) => {
          const { top, on } = await caseOn(tx, params.id, params.caseId);
          const visible = await caseAccess.maySee(tx, actor.id, top.id);
          const masked = top.confidential && !visible;
          const names = await namesFor(tx, directory, [top.startedBy]);
          const history = await historyAnswers(tx, directory, top.id, await engine.history(tx, top.id), { language });
          return {
            case: {
              id: top.id,
              title: masked ? inLanguage(WITHHELD_TITLE, language) : top.title,
              state: top.state,
              confidential: top.confidential,
              visible,
              startedBy: masked ? undefined : names.person(top.startedBy),
              startedAt: top.startedAt,
              endedAt: top.endedAt,
              version: on.processVersion,
            },
            instances: await instanceAnswers(tx, engine, top.id),
            retries: (await engine.retries(tx, { caseId: top.id })).map((retry) =>
              retryAnswer(retry, visible, language),
            ),
            history: masked ? history.map(withoutPeople) : history,
          };
        }),
    }),
  ];
};
