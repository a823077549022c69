import { Card, formatTime, Link, now, say, type JSX } from '@libro-firma/desk/kit';
import type { WatchedRetry } from '../api/watch-answers.js';
import { routeHref, whenText } from '../words.js';

export interface RetryListProps {
  /** Leads to the case; without it the list stands on the page of the case. */
  readonly routeId?: string | undefined;
  readonly retries: readonly WatchedRetry[];
}

const soonMs = 12 * 3_600_000;

/** `alle 12:05`; with the day where that is not near. */
const whenNext = (dueAt: number): string =>
  Math.abs(dueAt - now()) < soonMs ? say(`alle ${formatTime(dueAt)}`, `at ${formatTime(dueAt)}`) : whenText(dueAt);

/** Beyond it, as many as are still to come say nothing to anybody. */
const FEW = 20;

/** Attempts are counted from 1: the one that failed is the one before the next. */
const attemptText = ({ attempt, attempts, dueAt }: WatchedRetry): string => {
  const failed =
    attempts > FEW
      ? say(`Tentativo ${attempt - 1} fallito`, `Attempt ${attempt - 1} failed`)
      : say(`Tentativo ${attempt - 1} di ${attempts} fallito`, `Attempt ${attempt - 1} of ${attempts} failed`);
  return dueAt <= now()
    ? say(`${failed}; se ne fa un altro adesso.`, `${failed}; another one is made now.`)
    : say(`${failed}, prossimo ${whenNext(dueAt)}.`, `${failed}, the next one ${whenNext(dueAt)}.`);
};

/** Machine steps that failed and are tried again by themselves: nobody has to do anything yet. */
export const RetryList = ({ routeId, retries }: RetryListProps): JSX.Element | null =>
  retries.length === 0 ? null : (
    <Card title={say('Da ritentare', 'To be tried again')} class="lfm-retries">
      <ul class="lf-tasks lf-tasks-plain lfm-inner">
        {retries.map((retry) => (
          <li key={`${retry.caseId} ${retry.elementId}`} class="lf-task">
            <div class="lf-task-main">
              {routeId === undefined ? null : (
                <Link href={routeHref(routeId, 'osserva', retry.caseId)} class="lf-task-title">
                  {retry.caseTitle}
                </Link>
              )}
              <p class="lf-task-step">
                <strong>{retry.elementName}</strong> · {attemptText(retry)}
              </p>
              <p class="lf-incident-message">{retry.message}</p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
