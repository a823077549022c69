import { say, toast, useEffect, useRef } from '@libro-firma/desk/kit';
import { stepName } from '@libro-firma/desk/shell';
import type { WatchedIncident } from '../api/watch-answers.js';

/**
 * Tells when a step that was tried again has stopped once more: the incident is another one then, at the same place.
 *
 * @returns called with the incident that is tried again
 */
export const useFailedAgain = (incidents: readonly WatchedIncident[]): ((retried: WatchedIncident) => void) => {
  const waiting = useRef<readonly WatchedIncident[]>([]);
  useEffect(() => {
    for (const before of waiting.current) {
      const again = incidents.find(
        ({ id, caseId, elementId }) => id !== before.id && caseId === before.caseId && elementId === before.elementId,
      );
      if (again === undefined) continue;
      waiting.current = waiting.current.filter((one) => one !== before);
      toast(
        say(
          `«${stepName(again)}» si è fermato di nuovo: ${again.message}`,
          `“${stepName(again)}” stopped again: ${again.message}`,
        ),
        'error',
      );
    }
  }, [incidents]);
  return (retried) => {
    waiting.current = [...waiting.current, retried];
  };
};
