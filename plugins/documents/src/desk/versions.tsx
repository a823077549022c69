import { formatDateTime, type JSX } from '@libro-firma/desk/kit';
import { contentUrl } from './addresses.js';
import type { DocumentView } from './answers.js';
import { kindText, sizeText } from './words.js';

/** What the document was before, newest first. Nothing for a document that never changed. */
export const Versions = ({
  caseId,
  document,
}: {
  readonly caseId: string;
  readonly document: DocumentView;
}): JSX.Element | null =>
  document.versions.length < 2 ? null : (
    <details class="lf-versions">
      <summary>{`Versioni (${document.versions.length})`}</summary>
      <ol reversed>
        {[...document.versions].reverse().map((version) => (
          <li key={version.n} value={version.n}>
            <a href={contentUrl(caseId, document.id, version.n)} target="_blank" rel="noreferrer">
              {version.name}
              <span class="visually-hidden">, versione {version.n}, si apre in una nuova scheda</span>
            </a>
            <span class="lf-muted">
              {' '}
              {kindText(version.kind)}
              {version.createdBy.name === '' ? '' : ` da ${version.createdBy.name}`},{' '}
              {formatDateTime(version.createdAt)}, {sizeText(version)}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
