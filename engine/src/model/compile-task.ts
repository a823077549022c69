import type { RetryPolicy, StepManifest } from '../plugin/steps.js';
import { activity } from './compile-activity.js';
import type { Compile, CompileContext } from './compile-context.js';
import { expression, message, value } from './compile-expression.js';
import { constant } from './feel.js';
import { readForm } from './form.js';
import type { StepUse } from './graph.js';
import { extension, text, type ModdleElement } from './moddle.js';
import { readConfig } from './step-config.js';

const PLAIN_RETRY: RetryPolicy = { attempts: 3, delayMs: 1000, maxDelayMs: 60_000 };

const stepUse = (
  element: ModdleElement,
  context: CompileContext,
): { use: StepUse; manifest: StepManifest } | undefined => {
  const type = text(extension(element, 'lf:TaskDefinition'), 'type');
  if (type === undefined) return undefined;
  const manifest = context.catalog.step(type);
  if (manifest === undefined) {
    context.problems.add(
      'step-unknown',
      element,
      `Il passo «${type}» non è offerto da nessun plugin caricato.`,
      `No loaded plugin offers the step "${type}".`,
    );
    return undefined;
  }
  if (manifest.appliesTo !== element.$type) {
    context.problems.add(
      'step-misplaced',
      element,
      `Il passo «${manifest.label.it}» va su ${manifest.appliesTo}, non su ${element.$type}.`,
      `Step "${type}" belongs on ${manifest.appliesTo}, not on ${element.$type}.`,
    );
    return undefined;
  }
  return { use: { type, config: readConfig(element, manifest, context.problems) }, manifest };
};

export const automaticTask: Compile = (element, frame, context) => {
  const definition = extension(element, 'lf:TaskDefinition');
  if (text(definition, 'type') === undefined) {
    context.problems.add(
      'step-missing',
      element,
      'L’attività non dice quale passo eseguire: scegline uno.',
      'The task does not say which step is carried out: choose one.',
    );
    return undefined;
  }
  const step = stepUse(element, context);
  if (step === undefined) return undefined;
  const retries = Number(text(definition, 'retries') ?? Number.NaN);
  const retry = step.manifest.retry ?? PLAIN_RETRY;
  return {
    ...activity(element, frame, context),
    type: element.$type === 'bpmn:SendTask' ? 'sendTask' : 'serviceTask',
    step: step.use,
    inline: step.manifest.inline === true,
    retry: Number.isInteger(retries) && retries > 0 ? { ...retry, attempts: retries } : retry,
  };
};

export const userTask: Compile = (element, frame, context) => {
  const assignment = extension(element, 'lf:AssignmentDefinition');
  const groups = text(assignment, 'candidateGroups');
  const person = text(assignment, 'assignee');
  if (groups === undefined && person === undefined) {
    context.problems.add(
      'candidates-missing',
      element,
      'Non è detto a chi spetta l’attività: indica un ruolo in un ufficio, una posizione del libro firma o il richiedente.',
      'It is not said who does this: name a role in an office, a position of the signature book, or the requester.',
    );
  }
  const due = text(extension(element, 'lf:TaskSchedule'), 'dueDate');
  const rule =
    groups !== undefined
      ? groups.trimStart().startsWith('=')
        ? expression(groups, element, context.problems, 'assignment')
        : constant(groups.split(',').map((group) => group.trim()))
      : expression(person === undefined ? 'null' : personRule(person), element, context.problems, 'assignment');
  return {
    ...activity(element, frame, context),
    type: 'userTask',
    step: stepUse(element, context)?.use,
    candidates: rule,
    dueDate: due === undefined ? undefined : value(due, element, context.problems, 'dueDate'),
    form: readForm(element, context.problems),
  };
};

/** An assignee is a rule like any other: `person:<id>`. */
const personRule = (assignee: string): string =>
  assignee.trimStart().startsWith('=')
    ? `["person:" + ${assignee.trimStart().slice(1)}]`
    : `["person:${assignee.replaceAll('"', '')}"]`;

export const receiveTask: Compile = (element, frame, context) => ({
  ...activity(element, frame, context),
  type: 'receiveTask',
  message: message(element, element, true, context.problems),
});
