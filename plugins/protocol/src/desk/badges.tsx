import { Badge, TrialBadge, type JSX } from '@libro-firma/desk/kit';
import type { Registration } from './answers.js';

/** What has to be seen at once: without value, voided, confidential. */
export const RegistrationBadges = ({ registration }: { readonly registration: Registration }): JSX.Element => (
  <>
    {registration.voiding === null ? null : (
      <Badge kind="danger" icon="it-close-circle">
        Annullata
      </Badge>
    )}
    {registration.confidential ? (
      <Badge kind="warning" icon="it-lock">
        Riservata
      </Badge>
    ) : null}
    {registration.trial || registration.demo ? <TrialBadge /> : null}
  </>
);
