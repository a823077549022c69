import type { ComponentChildren, JSX } from 'preact';
import type { ApiError } from '../api/errors.js';
import type { Loaded } from '../api/use-api.js';
import { useLiveState } from '../live/use-live.js';
import { ErrorAlert } from './alert.js';
import { EmptyState } from './layout.js';
import { Skeleton } from './waiting.js';
import { say } from '../text/language.js';

export interface LoadProps<T> {
  readonly from: Loaded<T>;
  readonly children: (data: T) => ComponentChildren;
  /** Lines of the placeholder. */
  readonly lines?: number | undefined;
  /** Of a whole page: where to go when there is nothing to see here. */
  readonly back?: ComponentChildren;
}

/** The notice of the lost connection above the page says it already, and the page reads again by itself. */
const isTold = (error: ApiError, connectionLost: boolean): boolean => error.isNetwork && connectionLost;

/** What `useApi` reads, in its three states: a placeholder, what went wrong with a way to try again, the data. */
export const Load = <T,>({ from, children, lines = 4, back }: LoadProps<T>): JSX.Element => {
  const { data, error, reload } = from;
  const connectionLost = useLiveState() === 'lost' || !navigator.onLine;
  if (data !== undefined) {
    return (
      <>
        {error === undefined || isTold(error, connectionLost) ? null : (
          <ErrorAlert error={error} title={say('Non aggiornato', 'Not up to date')} onRetry={reload} />
        )}
        {children(data)}
      </>
    );
  }
  if (error === undefined) return <Skeleton lines={lines} />;
  if (error.status === 404)
    return (
      <EmptyState icon="it-search" title={say('Non trovato', 'Not found')} actions={back}>
        {error.message}
      </EmptyState>
    );
  if (error.status === 403)
    return (
      <EmptyState icon="it-lock" title={say('Non consentito', 'Not allowed')} actions={back}>
        {error.message}
      </EmptyState>
    );
  return <ErrorAlert error={error} onRetry={reload} />;
};
