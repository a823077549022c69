import { apiUrl, Badge, formatBytes, Table, type Column, type JSX } from '@libro-firma/desk/kit';
import type { RegisteredDocument, Registration } from './answers.js';

const contentOf = (caseId: string, { documentId, version }: RegisteredDocument): string =>
  apiUrl(
    `/documents/cases/${encodeURIComponent(caseId)}/documents/${encodeURIComponent(documentId)}/versions/${version}/content`,
  );

const columns = (caseId: string | null): readonly Column<RegisteredDocument>[] => [
  {
    key: 'name',
    header: 'Documento',
    title: true,
    render: (document) => (
      <>
        {caseId === null ? (
          document.name
        ) : (
          <a href={contentOf(caseId, document)} target="_blank" rel="noopener">
            {document.name}
          </a>
        )}{' '}
        <Badge>{document.position === 0 ? 'Principale' : `Allegato ${document.position}`}</Badge>{' '}
        {document.signed ? (
          <Badge kind="success" icon="it-check">
            Firmato
          </Badge>
        ) : null}
      </>
    ),
  },
  { key: 'size', header: 'Dimensione', narrow: true, align: 'end', render: ({ size }) => formatBytes(size) },
  {
    key: 'digest',
    header: 'Impronta SHA-256',
    render: ({ digest }) => (
      <code class="lf-code" style={{ overflowWrap: 'anywhere' }}>
        {digest}
      </code>
    ),
  },
];

/** The documents as they were registered, with their digests. */
export const DocumentsTable = ({ registration }: { readonly registration: Registration }): JSX.Element => (
  <Table
    caption="Documenti registrati"
    columns={columns(registration.onCase ? registration.caseId : null)}
    rows={registration.documents ?? []}
    rowKey={({ position }) => String(position)}
  />
);
