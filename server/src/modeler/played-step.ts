import type { JsonObject, Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { Person } from '../routes/paging.js';
import type { Names } from '../routes/people.js';

interface Moment {
  /** Milliseconds after the start, by the time of the trial. */
  readonly at: number;
}

/** What was done in a trial, so that it can be done again: by elements, never by ids of a case. */
export type PlayedStep = Moment &
  (
    | {
        readonly kind: 'start';
        readonly as: string;
        readonly title: string;
        readonly values: JsonObject;
      }
    | {
        readonly kind: 'task';
        readonly elementId: string;
        readonly elementName: string;
        /** The route itself, or one that it called. */
        readonly processId: string;
        readonly as: string;
        readonly outcome?: string;
        readonly reason?: string;
        readonly values: JsonObject;
      }
    | {
        readonly kind: 'time';
        /** Where the time went, milliseconds after the start. */
        readonly to: number;
        /** The timer that it went to, unless it went to a date. */
        readonly elementId?: string;
        readonly elementName?: string;
      }
    | {
        readonly kind: 'message';
        readonly elementId: string;
        readonly elementName: string;
      }
  );

/** How a played trial ended. */
export interface Ending {
  readonly state: 'completed' | 'terminated';
  readonly visited: readonly string[];
  /** End events of the route itself that were reached. */
  readonly ends: readonly string[];
}

export const StepAnswer = z.object({
  kind: z.enum(['start', 'task', 'time', 'message']),
  elementId: z.string().optional(),
  elementName: z.string().optional(),
  as: Person.optional(),
  outcome: z.string().optional(),
  reason: z.string().optional(),
  /** For time: milliseconds after the start. */
  to: z.number().optional(),
});

export const peopleIn = (steps: readonly PlayedStep[]): readonly string[] =>
  steps.flatMap((step) => ('as' in step ? [step.as] : []));

export const stepAnswer = (step: PlayedStep, names: Names): z.input<typeof StepAnswer> => ({
  kind: step.kind,
  ...('elementId' in step ? { elementId: step.elementId, elementName: step.elementName } : {}),
  ...('as' in step ? { as: names.person(step.as) } : {}),
  ...(step.kind === 'task' ? { outcome: step.outcome, reason: step.reason } : {}),
  ...(step.kind === 'time' ? { to: step.to } : {}),
});

/** Written in the transaction that does it: what was played is what was recorded. */
export const recordStep = async (tx: Tx, caseId: string, step: PlayedStep): Promise<void> => {
  const of = { tenant: tx.tenant, case_id: caseId };
  const last = (await tx.sql('server_trial_step').where(of).max('n as n').first()) as { n: number | null } | undefined;
  await tx.sql('server_trial_step').insert({ ...of, n: Number(last?.n ?? 0) + 1, step: JSON.stringify(step) });
};

export const recordedSteps = async (tx: Tx, caseId: string): Promise<readonly PlayedStep[]> => {
  const rows = (await tx
    .sql('server_trial_step')
    .where({ tenant: tx.tenant, case_id: caseId })
    .orderBy('n')
    .select('step')) as readonly { step: string }[];
  return rows.map(({ step }) => JSON.parse(step) as PlayedStep);
};
