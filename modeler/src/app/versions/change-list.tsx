import { Badge, say, type BadgeKind, type JSX } from '@libro-firma/desk/kit';
import type { ChangeKind, Detail, ElementChange } from '../compare/compare.js';

const kinds: Readonly<Record<ChangeKind, { readonly label: string; readonly badge: BadgeKind }>> = {
  added: { label: say('Aggiunto', 'Added'), badge: 'success' },
  removed: { label: say('Tolto', 'Removed'), badge: 'danger' },
  changed: { label: say('Cambiato', 'Changed'), badge: 'warning' },
  moved: { label: say('Spostato', 'Moved'), badge: 'neutral' },
};

const DetailText = ({ detail }: { readonly detail: Detail }): JSX.Element => {
  const { label, before, after } = detail;
  return (
    <li>
      <span class="lf-muted">
        {label}
        {before === undefined && after === undefined ? '' : ': '}
      </span>
      {before === undefined ? null : (
        <del>
          <span class="visually-hidden">{say('prima ', 'before ')}</span>
          {before}
        </del>
      )}
      {before !== undefined && after !== undefined ? ' ' : null}
      {after === undefined ? null : (
        <ins>
          <span class="visually-hidden">{say('dopo ', 'after ')}</span>
          {after}
        </ins>
      )}
    </li>
  );
};

/** What differs, in words. */
export const ChangeList = ({ changes }: { readonly changes: readonly ElementChange[] }): JSX.Element => (
  <ul class="lfm-changes">
    {changes.map((change) => (
      <li key={`${change.kind} ${change.elementId}`}>
        <p>
          <Badge kind={kinds[change.kind].badge}>{kinds[change.kind].label}</Badge>{' '}
          <span class="lf-muted">{change.elementType}</span> <strong>{change.elementName}</strong>
        </p>
        {change.details.length === 0 ? null : (
          <ul class="lfm-details">
            {change.details.map((detail) => (
              <DetailText key={detail.label} detail={detail} />
            ))}
          </ul>
        )}
      </li>
    ))}
  </ul>
);
