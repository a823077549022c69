import type { JSX } from 'preact';
import { formatDateTime } from '../text/format.js';
import { dueKind, dueText } from '../text/due.js';
import { Icon } from './icon.js';

/** A deadline in words, marked when it is near or past (by words and icon, not by colour alone). */
export const Due = ({ at }: { readonly at: number }): JSX.Element => {
  const kind = dueKind(at);
  return (
    <span class={`lf-due lf-due-${kind}`} title={formatDateTime(at)}>
      <Icon name={kind === 'overdue' ? 'it-warning-circle' : 'it-clock'} size="xs" />
      {dueText(at)}
    </span>
  );
};
