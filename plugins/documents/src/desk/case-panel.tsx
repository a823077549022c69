import {
  Alert,
  Badge,
  Button,
  Icon,
  Load,
  PdfViewer,
  useApi,
  useEffect,
  useLive,
  useState,
  type JSX,
  type Task,
} from '@libro-firma/desk/kit';
import { archiveUrl, bundlePath, contentUrl } from './addresses.js';
import type { BundleView, DocumentView } from './answers.js';
import { Preview } from './preview.js';
import { Versions } from './versions.js';
import { sizeText } from './words.js';

interface PanelProps {
  readonly caseId: string;
  readonly task?: Task;
  readonly refresh: number;
}

/** The documents beside a task or case: the main one on the screen, its versions, the attachments. */
export const CasePanel = ({ caseId, task, refresh }: PanelProps): JSX.Element => {
  const loaded = useApi<BundleView>(bundlePath(caseId));
  const { reload } = loaded;
  useEffect(() => {
    if (refresh > 0) reload();
  }, [refresh, reload]);
  useLive(`case:${caseId}`, () => reload());
  return (
    <Load from={loaded} lines={4}>
      {({ bundle }) =>
        bundle === null ? (
          <p class="lf-muted">La pratica non ha documenti.</p>
        ) : (
          <div class="lf-documents">
            {bundle.confidential ? (
              <Alert kind="info">Pratica riservata: ogni lettura dei documenti resta registrata.</Alert>
            ) : null}
            {bundle.main === undefined ? null : (
              <Main caseId={caseId} document={bundle.main} working={task?.state === 'open'} onOpened={reload} />
            )}
            <Others title="Allegati" caseId={caseId} documents={bundle.attachments} onOpened={reload} />
            <Others title="Prodotti dal sistema" caseId={caseId} documents={bundle.derived} onOpened={reload} />
            <Others title="Tolti con una correzione" caseId={caseId} documents={bundle.removed} onOpened={reload} />
            <p>
              <a class="lf-file-link" href={archiveUrl(caseId)} download>
                <Icon name="it-download" size="xs" />
                <span>Scarica tutti i documenti (ZIP)</span>
              </a>
            </p>
          </div>
        )
      }
    </Load>
  );
};

/**
 * The document to be signed. Its present version is on the screen; opening it is what makes it ready to be signed. A
 * version that comes while somebody works on the case is therefore not shown before they ask for it.
 */
const Main = ({
  caseId,
  document,
  working,
  onOpened,
}: {
  readonly caseId: string;
  readonly document: DocumentView;
  readonly working: boolean;
  readonly onOpened: () => void;
}): JSX.Element => {
  const { head, lockedUntil, opened } = document;
  const [asked, setAsked] = useState(head.digest);
  const shown = !working || asked === head.digest;
  return (
    <section class="lf-documents-part" aria-label={`Documento principale: ${head.name}`}>
      <div class="lf-file">
        <Icon name="it-file" size="md" />
        <div class="lf-file-words">
          <span class="lf-file-name">{head.name}</span>
          <span class="lf-muted">
            versione {head.n}, {sizeText(head)}{' '}
            {lockedUntil === undefined ? null : (
              <Badge kind="warning" icon="it-locked">
                firma in corso
              </Badge>
            )}
          </span>
        </div>
      </div>
      {shown ? (
        <PdfViewer
          key={head.digest}
          url={contentUrl(caseId, document.id, head.n)}
          downloadUrl={contentUrl(caseId, document.id, head.n, true)}
          title={head.name}
          onOpened={() => {
            if (!opened) onOpened();
          }}
        />
      ) : (
        <Alert kind="warning" title="Il documento è cambiato mentre lo leggevi" live>
          <p>Ora c’è la versione {head.n}: aprila prima di decidere.</p>
          <Button size="xs" variant="outline-primary" onClick={() => setAsked(head.digest)}>
            Apri la versione {head.n}
          </Button>
        </Alert>
      )}
      <Versions caseId={caseId} document={document} />
    </section>
  );
};

const Others = ({
  title,
  caseId,
  documents,
  onOpened,
}: {
  readonly title: string;
  readonly caseId: string;
  readonly documents: readonly DocumentView[];
  readonly onOpened: () => void;
}): JSX.Element | null => {
  const [shown, setShown] = useState<DocumentView | undefined>(undefined);
  if (documents.length === 0) return null;
  return (
    <section class="lf-documents-part" aria-label={title}>
      <p class="lf-documents-title">{title}</p>
      <ul class="lf-files">
        {documents.map((document) => (
          <li key={document.id}>
            <Other caseId={caseId} document={document} onPreview={() => setShown(document)} />
          </li>
        ))}
      </ul>
      {shown === undefined ? null : (
        <Preview
          title={shown.head.name}
          url={contentUrl(caseId, shown.id, shown.head.n)}
          downloadUrl={contentUrl(caseId, shown.id, shown.head.n, true)}
          onOpened={onOpened}
          onClose={() => setShown(undefined)}
        />
      )}
    </section>
  );
};

const Other = ({
  caseId,
  document,
  onPreview,
}: {
  readonly caseId: string;
  readonly document: DocumentView;
  readonly onPreview: () => void;
}): JSX.Element => {
  const { head, opened } = document;
  return (
    <div class="lf-file">
      <Icon name="it-clip" size="md" />
      <div class="lf-file-words">
        <span class="lf-file-name">{head.name}</span>
        <span class="lf-muted">
          {sizeText(head)}
          {head.n > 1 ? `, versione ${head.n}` : ''} {opened ? null : <Badge>non ancora aperto</Badge>}
        </span>
        <Versions caseId={caseId} document={document} />
      </div>
      <div class="lf-file-actions">
        {head.mediaType === 'application/pdf' ? (
          <Button variant="link" size="xs" label={`Apri ${head.name}`} onClick={onPreview}>
            Apri
          </Button>
        ) : null}
        <a class="lf-icon-button" href={contentUrl(caseId, document.id, head.n, true)} download>
          <Icon name="it-download" label={`Scarica ${head.name}`} />
        </a>
      </div>
    </div>
  );
};
