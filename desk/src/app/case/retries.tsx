import type { JSX } from 'preact';
import { now } from '../../kit/api/connection.js';
import { Alert } from '../../kit/components/alert.js';
import { retryText } from './retry-text.js';
import type { CaseRetry } from '../server/answers.js';

/** What the system is doing over again by itself: nobody has to do anything, and everybody learns why it takes longer. */
export const Retries = ({ retries }: { readonly retries: readonly CaseRetry[] }): JSX.Element | null =>
  retries.length === 0 ? null : (
    <Alert kind="info">
      {retries.map((retry) => (
        <div key={retry.elementId} class="lf-retry">
          <p>{retryText(retry, now())}</p>
          <details>
            <summary>Perché non riesce</summary>
            <p class="lf-muted">{retry.message}</p>
          </details>
        </div>
      ))}
      <p>Non devi fare nulla: se anche gli altri tentativi falliscono, se ne occupa chi amministra il sistema.</p>
    </Alert>
  );
