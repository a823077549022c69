import type { JSX } from 'preact';
import { Badge, TrialBadge } from '../../kit/components/layout.js';
import type { CaseState } from '../server/answers.js';

/** What to know of a case before anything else. */
export const CaseBadges = ({
  mode,
  confidential,
  state,
  recalled = false,
}: {
  readonly mode: 'live' | 'trial';
  readonly confidential: boolean;
  readonly state?: CaseState | undefined;
  /** Of a cancelled case: by its requester. */
  readonly recalled?: boolean | undefined;
}): JSX.Element => (
  <>
    {mode === 'trial' ? <TrialBadge /> : null}
    {confidential ? (
      <Badge kind="warning" icon="it-lock">
        Riservata
      </Badge>
    ) : null}
    {state === 'running' ? <Badge kind="info">In corso</Badge> : null}
    {state === 'completed' ? (
      <Badge kind="success" icon="it-check">
        Conclusa
      </Badge>
    ) : null}
    {state === 'terminated' ? <Badge kind="neutral">Terminata</Badge> : null}
    {state === 'cancelled' ? <Badge kind="neutral">{recalled ? 'Richiamata' : 'Annullata'}</Badge> : null}
  </>
);

/** Whether the badges would show anything. */
export const hasBadges = (mode: 'live' | 'trial', confidential: boolean): boolean => mode === 'trial' || confidential;
