import { Card, say, type JSX } from '@libro-firma/desk/kit';
import type { PlayedStep, TrialAnswer } from '../api/trial-answers.js';
import { playedText } from './step-words.js';

export interface StepListProps {
  readonly steps: readonly PlayedStep[];
  /** UTC milliseconds; see {@link playedText}. */
  readonly startedAt?: number | undefined;
}

/** What was done, in its order. */
export const StepList = ({ steps, startedAt }: StepListProps): JSX.Element => (
  <ol class="lfm-steps">
    {steps.map((step, place) => (
      <li key={place}>
        {playedText(step, startedAt)}
        {step.reason === undefined || step.reason === '' ? null : (
          <blockquote class="lf-timeline-reason">{step.reason}</blockquote>
        )}
      </li>
    ))}
  </ol>
);

/** What was played so far. */
export const TrialPlayed = ({ trial }: { readonly trial: TrialAnswer }): JSX.Element => (
  <Card title={say('Che cosa è stato fatto', 'What was done')}>
    <StepList steps={trial.steps} startedAt={trial.startedAt} />
  </Card>
);
