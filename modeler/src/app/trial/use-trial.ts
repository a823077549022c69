import { useApi, useCallback, useEffect, useLive, useState, type ApiError as Failure } from '@libro-firma/desk/kit';
import type { TrialAnswer } from '../api/trial-answers.js';
import { trialsApi } from '../api/routes-api.js';

/** Milliseconds between looks while a machine step is under way. */
const lookAgainMs = 700;

export interface TrialState {
  readonly trial: TrialAnswer | undefined;
  readonly error: Failure | undefined;
  readonly reload: () => void;
  /** Takes what a write answered. */
  readonly show: (trial: TrialAnswer) => void;
}

/** A trial as it stands; looked at again while something runs by itself, and at every hint. */
export const useTrial = (caseId: string): TrialState => {
  const { data, error, reload } = useApi<TrialAnswer>(trialsApi.path(caseId));
  const [shown, setShown] = useState<TrialAnswer | undefined>(undefined);
  useEffect(() => setShown(data), [data]);
  useLive(`case:${caseId}`, reload);
  const busy = shown?.busy === true;
  useEffect(() => {
    if (!busy) return;
    const timer = setTimeout(reload, lookAgainMs);
    return () => clearTimeout(timer);
  }, [busy, shown, reload]);
  const show = useCallback((trial: TrialAnswer) => setShown(trial), []);
  return { trial: shown ?? data, error, reload, show };
};
