import { Badge, formatDateTime, type JSX } from '@libro-firma/desk/kit';
import type { Message } from './answers.js';
import { stateBadges, stateLabels } from './words.js';

/** What the server did with the mail, and when. */
export const StateBadge = ({ message }: { readonly message: Message }): JSX.Element => (
  <>
    <Badge kind={stateBadges[message.state]}>{stateLabels[message.state]}</Badge>
    {message.acceptedAt === undefined ? null : <span class="lf-muted"> {formatDateTime(message.acceptedAt)}</span>}
  </>
);
