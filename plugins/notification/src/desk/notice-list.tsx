import { Badge, formatDateTime, Link, say, TrialBadge, type JSX } from '@libro-firma/desk/kit';
import type { Notice } from './answers.js';

const One = ({
  notice,
  onFollow,
}: {
  readonly notice: Notice;
  readonly onFollow: (notice: Notice) => void;
}): JSX.Element => (
  <li class={notice.readAt === undefined ? 'lf-notice lf-notice-new' : 'lf-notice'}>
    <p>
      {notice.readAt === undefined ? <Badge kind="info">{say('Nuovo', 'New')}</Badge> : null}{' '}
      {notice.trial ? <TrialBadge /> : null} {notice.text}
    </p>
    <p class="lf-muted">
      {formatDateTime(notice.createdAt)}
      {notice.caseId === undefined ? null : (
        <>
          {' · '}
          <Link href={`/pratiche/${encodeURIComponent(notice.caseId)}`} onClick={() => onFollow(notice)}>
            {say('Apri la pratica', 'Open the case')}
          </Link>
        </>
      )}
    </p>
  </li>
);

export const NoticeList = ({
  notices,
  onFollow,
}: {
  readonly notices: readonly Notice[];
  /** The person goes to the case of a notice: it counts as read. */
  readonly onFollow: (notice: Notice) => void;
}): JSX.Element => (
  <ul class="lf-notices">
    {notices.map((notice) => (
      <One key={notice.id} notice={notice} onFollow={onFollow} />
    ))}
  </ul>
);
