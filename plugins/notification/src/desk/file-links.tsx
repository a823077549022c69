import { apiUrl, formatBytes, Icon, type JSX } from '@libro-firma/desk/kit';
import type { Attachment } from './answers.js';

/** The attachments of a mail and the mail itself, to take away. `path` is the mail's address below `/api/v1`. */
export const FileLinks = ({
  path,
  attachments,
}: {
  readonly path: string;
  readonly attachments: readonly Attachment[];
}): JSX.Element => (
  <ul class="lf-mail-files">
    {attachments.map(({ n, name, size }) => (
      <li key={n}>
        <a href={apiUrl(`${path}/attachments/${n}`)} download={name}>
          <Icon name="it-clip" size="sm" />
          <span>{name}</span>
        </a>{' '}
        <span class="lf-muted">{formatBytes(size)}</span>
      </li>
    ))}
    <li>
      <a href={apiUrl(`${path}/source`)} download>
        <Icon name="it-download" size="sm" />
        <span>La mail intera (.eml)</span>
      </a>
    </li>
  </ul>
);
