import type { Engine } from '@libro-firma/engine';
import { inLanguage, type Directory, type Language, type TaskView, type Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { jsonObject } from '../routes/form-schema.js';
import { Person } from '../routes/paging.js';
import { namesFor, type Names } from '../routes/people.js';
import { TaskAnswer, taskAnswers } from '../routes/task-answer.js';
import { CaseState, InstanceAnswer, instanceAnswers } from './instance-answer.js';
import { peopleIn, recordedSteps, StepAnswer, stepAnswer } from './played-step.js';
import type { TrialRow } from './trial-rows.js';

const Text = z.object({ it: z.string(), en: z.string().optional() });
const Outcome = z.object({ value: z.string(), label: Text, rejects: z.boolean().optional() });

/** A trial as the modeler reads it (`modeler/src/app/api/trial-answers.ts`). */
export const TrialAnswer = z.object({
  caseId: z.string(),
  routeId: z.string(),
  title: z.string(),
  state: CaseState,
  busy: z.boolean(),
  as: Person.nullable(),
  startedAt: z.number(),
  now: z.number(),
  nextTimer: z.object({ at: z.number(), elementId: z.string(), elementName: z.string() }).nullable(),
  instances: z.array(InstanceAnswer),
  tasks: z.array(TaskAnswer.extend({ holders: z.array(Person), holdersTotal: z.number(), outcomes: z.array(Outcome) })),
  waiting: z.array(z.object({ id: z.string(), elementId: z.string(), elementName: z.string(), message: z.string() })),
  incidents: z.array(
    z.object({
      id: z.string(),
      elementId: z.string(),
      elementName: z.string(),
      code: z.string(),
      message: z.string(),
    }),
  ),
  variables: jsonObject,
  traces: z.array(
    z.object({
      plugin: z.string(),
      kind: z.string(),
      label: Text,
      title: z.string(),
      text: z.string().optional(),
      /** Path of its bytes, below the interface. */
      file: z.string().optional(),
      at: z.number(),
    }),
  ),
  steps: z.array(StepAnswer),
});

/** People who are named where many could be. */
const MOST_INCIDENTS = 100;

export const holdersOf = async (
  tx: Tx,
  directory: Directory,
  groups: readonly string[],
  at: number,
): Promise<readonly string[]> => {
  const found = new Set<string>();
  for (const group of groups) for (const person of await directory.holdersOf(tx, group, at)) found.add(person);
  return [...found];
};

/** How a task can end: by its form, or by its step. */
const outcomesOf = (engine: Pick<Engine, 'steps'>, { form, type, config }: TaskView): z.input<typeof Outcome>[] => {
  if (form?.outcomes !== undefined)
    return form.outcomes.map((outcome) => ({ ...outcome, label: { it: outcome.label } }));
  const manifest = engine.steps.find((step) => step.type === type);
  const isAllowed = (by: string | undefined): boolean => by === undefined || config[by] !== false;
  return (manifest?.outcomes ?? [])
    .filter(({ allowedBy }) => isAllowed(allowedBy))
    .map(({ value, label, rejects }) => ({ value, label, ...(rejects === undefined ? {} : { rejects }) }));
};

const tracesOf = async (tx: Tx, engine: Pick<Engine, 'plugins'>, caseId: string) => {
  const found: z.input<typeof TrialAnswer>['traces'] = [];
  for (const { definition, context } of engine.plugins) {
    const plugin = definition.manifest.label.it;
    for (const trace of (await definition.trial?.traces?.(context, tx, caseId)) ?? []) found.push({ plugin, ...trace });
  }
  return found.sort((one, other) => one.at - other.at);
};

const taskParts = async (tx: Tx, engine: Engine, directory: Directory, caseId: string, now: number) => {
  const tasks: TaskView[] = [];
  for (const { id } of await engine.openTasks(tx, caseId)) {
    // Asked for one by one, a task's form comes with its defaults evaluated.
    const task = await engine.task(tx, id);
    if (task !== undefined) tasks.push(task);
  }
  const holders = new Map<string, readonly string[]>();
  for (const { id, candidates } of tasks) holders.set(id, await holdersOf(tx, directory, candidates, now));
  const shown = await taskAnswers(
    tx,
    directory,
    tasks.map((task) => ({ task, right: undefined })),
  );
  const named = [...holders.values()].flat();
  const answerWith = (names: Names): z.input<typeof TrialAnswer>['tasks'] =>
    shown.map((answer, index) => {
      const people = holders.get(answer.id) ?? [];
      const task = tasks[index];
      return {
        ...answer,
        holders: names.people(people),
        holdersTotal: people.length,
        outcomes: task === undefined ? [] : outcomesOf(engine, task),
      };
    });
  return { named, answerWith };
};

/** `undefined` when the case is gone. */
export const trialAnswer = async (
  tx: Tx,
  engine: Engine,
  directory: Directory,
  { caseId, route, startedAt }: TrialRow,
  language: Language,
): Promise<z.input<typeof TrialAnswer> | undefined> => {
  const about = await engine.case(tx, caseId);
  const view = await engine.trial(tx, caseId);
  if (about === undefined || view === undefined) return undefined;
  const steps = await recordedSteps(tx, caseId);
  const tasks = await taskParts(tx, engine, directory, caseId, view.now);
  const names = await namesFor(tx, directory, [...peopleIn(steps), ...tasks.named]);
  const [start] = steps;
  const incidents = await engine.incidents(tx, { caseId, limit: MOST_INCIDENTS });
  const { nextTimer } = view;
  return {
    caseId,
    routeId: route,
    title: about.title,
    state: about.state,
    busy: view.busy,
    as: start?.kind === 'start' ? names.person(start.as) : null,
    startedAt,
    now: view.now,
    nextTimer:
      nextTimer === undefined
        ? null
        : { at: nextTimer.at, elementId: nextTimer.elementId, elementName: nextTimer.elementName },
    instances: await instanceAnswers(tx, engine, caseId),
    tasks: tasks.answerWith(names),
    waiting: view.waiting.map(({ id, elementId, elementName, message }) => ({ id, elementId, elementName, message })),
    incidents: incidents.items.map(({ id, elementId, elementName, code, message }) => ({
      id,
      elementId,
      elementName,
      code,
      message: inLanguage(message, language),
    })),
    variables: await engine.variables(tx, caseId),
    traces: await tracesOf(tx, engine, caseId),
    steps: steps.map((step) => stepAnswer(step, names)),
  };
};
