import { randomUUID } from 'node:crypto';
import type { AnyRoute, Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { defineServerRoute } from '../routes/define.js';
import { Person } from '../routes/paging.js';
import { namesFor } from '../routes/people.js';
import { modelers, readers } from './access.js';
import { chosenDrawing, isOneDrawing, ONE_DRAWING, xmlOf } from './chosen-drawing.js';
import { DRAWING_BODY_BYTES } from './drawing.js';
import { CaseState } from './instance-answer.js';
import type { Modeler } from './modeler.js';
import { peopleIn, recordedSteps, StepAnswer, stepAnswer } from './played-step.js';
import { routeRefusals } from './refusals.js';
import { endingOf } from './replay.js';
import { routeId } from './route-routes.js';
import { deleteScenario, insertScenario, scenarioById, scenariosOf, type Scenario } from './scenario-rows.js';
import { player } from './trial-routes.js';
import { trialRow } from './trial-rows.js';

const ScenarioAnswer = z.object({
  id: z.string(),
  name: z.string(),
  by: Person,
  at: z.number(),
  steps: z.array(StepAnswer),
  end: z.object({ state: CaseState, visited: z.array(z.string()) }),
});

/** Of one route: whoever publishes waits until all have been played again. */
const MOST_SCENARIOS = 20;

const scenarioId = routeId.extend({ scenarioId: z.string().min(1).max(64) });

/** Trials that were kept, and are played again before each publication. */
export const scenarioRoutes = ({ context, reads, replay, told }: Modeler): readonly AnyRoute[] => {
  const { engine, directory, db } = context;

  const answersOf = async (tx: Tx, scenarios: readonly Scenario[]): Promise<z.input<typeof ScenarioAnswer>[]> => {
    const names = await namesFor(
      tx,
      directory,
      scenarios.flatMap(({ by, steps }) => [by, ...peopleIn(steps)]),
    );
    return scenarios.map(({ id, name, by, at, steps, end }) => ({
      id,
      name,
      by: names.person(by),
      at,
      steps: steps.map((step) => stepAnswer(step, names)),
      end: { state: end.state, visited: [...end.visited] },
    }));
  };

  return [
    defineServerRoute({
      name: 'server.trials.keep',
      method: 'POST',
      path: '/trials/:caseId/keep',
      summary: { it: 'Conserva una prova conclusa come scenario dell’iter', en: 'Keeps a trial as a scenario' },
      access: player,
      params: z.strictObject({ caseId: z.string().max(64) }),
      body: { kind: 'json', schema: z.strictObject({ name: z.string().trim().min(1).max(120) }) },
      answer: { kind: 'json', schema: ScenarioAnswer, status: 201 },
      async handle({ tenant, actor, params, body }) {
        const { answer, route } = await db.write(tenant, async (tx) => {
          const trial = await trialRow(tx, params.caseId);
          if (trial === undefined) throw routeRefusals.noTrial(params.caseId);
          if ((await scenariosOf(tx, trial.route)).length >= MOST_SCENARIOS) {
            throw routeRefusals.tooManyScenarios(MOST_SCENARIOS);
          }
          const end = await endingOf(tx, engine, params.caseId);
          if (end === undefined) throw routeRefusals.trialNotEnded();
          const steps = await recordedSteps(tx, params.caseId);
          const kept: Scenario = { id: randomUUID(), name: body.name, by: actor.id, at: tx.now, steps, end };
          await insertScenario(tx, trial.route, kept);
          const [shown] = await answersOf(tx, [kept]);
          return { answer: shown as NonNullable<typeof shown>, route: trial.route };
        });
        told.changed(tenant, 'route.scenarios', route, 0);
        return answer;
      },
    }),

    defineServerRoute({
      name: 'server.scenarios.list',
      method: 'GET',
      path: '/routes/:id/scenarios',
      summary: { it: 'Gli scenari conservati di un iter', en: 'Scenarios of a route' },
      access: readers,
      params: routeId,
      answer: { kind: 'json', schema: z.object({ items: z.array(ScenarioAnswer) }) },
      handle: ({ tenant, params }) =>
        db.read(tenant, async (tx) => {
          if ((await reads.one(tx, params.id)) === undefined) throw routeRefusals.noRoute(params.id);
          return { items: await answersOf(tx, await scenariosOf(tx, params.id)) };
        }),
    }),

    defineServerRoute({
      name: 'server.scenarios.run',
      method: 'POST',
      path: '/routes/:id/scenarios/:scenarioId/run',
      summary: {
        it: 'Rifà uno scenario su un disegno e dice dove non va più come prima',
        en: 'Plays a scenario again',
      },
      access: modelers,
      idempotency: 'none',
      params: scenarioId,
      body: {
        kind: 'json',
        maxBytes: DRAWING_BODY_BYTES,
        schema: z.strictObject(chosenDrawing).refine(isOneDrawing, ONE_DRAWING),
      },
      answer: {
        kind: 'json',
        schema: z.object({
          ok: z.boolean(),
          problem: z
            .object({
              step: z.number(),
              elementId: z.string().optional(),
              text: z.object({ it: z.string(), en: z.string().optional() }),
            })
            .optional(),
        }),
      },
      async handle({ tenant, actor, params, body }) {
        const { xml, scenario } = await db.read(tenant, async (tx) => ({
          xml: await xmlOf(tx, { engine, directory, reads }, params.id, body),
          scenario: await scenarioById(tx, params.id, params.scenarioId),
        }));
        if (scenario === undefined) throw routeRefusals.noScenario(params.scenarioId);
        const problem = await replay({ tenant, actor: actor.id, route: params.id, xml, scenario });
        return problem === undefined ? { ok: true } : { ok: false, problem };
      },
    }),

    defineServerRoute({
      name: 'server.scenarios.drop',
      method: 'DELETE',
      path: '/routes/:id/scenarios/:scenarioId',
      summary: { it: 'Elimina uno scenario', en: 'Drops a scenario' },
      access: modelers,
      params: scenarioId,
      answer: { kind: 'none' },
      async handle({ tenant, params }) {
        const gone = await db.write(tenant, (tx) => deleteScenario(tx, params.id, params.scenarioId));
        if (!gone) throw routeRefusals.noScenario(params.scenarioId);
        told.changed(tenant, 'route.scenarios', params.id, 0);
      },
    }),
  ];
};
