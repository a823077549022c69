import type { Place, Run } from './run.js';
import type { Said } from '../plugin/said.js';

/** A token that cannot go on without a person. What hangs on it (boundary events) stays armed. */
export const openIncident = (run: Run, place: Place, code: string, message: Said): void => {
  const n = run.number();
  const { at } = run.token(place);
  run.emit({ type: 'incidentOpened', n, at, code, message });
  run.change(place, { wait: { for: 'incident', n } });
  run.effects.push({ kind: 'openIncident', n, path: run.path(place.scope), element: at, code, message });
};

export const closeIncident = (
  run: Run,
  n: number,
  how: 'retried' | 'resolved' | 'cancelled',
  by?: string,
  reason?: string,
): void => {
  run.emit({
    type: 'incidentClosed',
    n,
    how,
    ...(by === undefined ? {} : { by }),
    ...(reason === undefined ? {} : { reason }),
  });
  run.effects.push({ kind: 'closeIncident', n });
};
