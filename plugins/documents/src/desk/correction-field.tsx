import {
  Alert,
  Badge,
  Button,
  Icon,
  Load,
  say,
  useApi,
  useEffect,
  useRef,
  useState,
  type FieldProps,
  type JSX,
} from '@libro-firma/desk/kit';
import { bundlePath, contentUrl, uploadUrl } from './addresses.js';
import type { BundleView, DocumentView, Limits } from './answers.js';
import { FieldGroup } from './field-group.js';
import { AttachmentsPart, errorLeadsTo, MainPart } from './parts.js';
import { Preview } from './preview.js';
import { useUploads, type Item } from './use-uploads.js';
import { sizeText } from './words.js';

interface Value {
  readonly main?: string;
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly seen?: string;
  readonly uploading?: number;
  readonly failed?: readonly string[];
}

type Shown = { readonly title: string; readonly url: string };

/** The documents of the case, to be put right: another main document, attachments taken out and added. */
export const CorrectionField = (props: FieldProps): JSX.Element => {
  const loaded = useApi<BundleView>(props.caseId === undefined ? null : bundlePath(props.caseId));
  return (
    <FieldGroup field={props.field} id={props.id} error={props.error}>
      {props.caseId === undefined ? (
        <Alert kind="warning">
          {say(
            'I documenti si correggono nell’attività di una pratica già avviata.',
            'Documents are corrected in a task of a case that has begun.',
          )}
        </Alert>
      ) : (
        <Load from={loaded} lines={3}>
          {({ bundle }) =>
            bundle?.main === undefined ? (
              <Alert kind="warning">
                {say('La pratica non ha ancora documenti da correggere.', 'The case has no documents to correct yet.')}
              </Alert>
            ) : (
              <Editor {...props} caseId={props.caseId ?? ''} main={bundle.main} attachments={bundle.attachments} />
            )
          }
        </Load>
      )}
    </FieldGroup>
  );
};

const Editor = ({
  caseId,
  main,
  attachments,
  value,
  onChange,
  id,
}: FieldProps & {
  readonly caseId: string;
  readonly main: DocumentView;
  readonly attachments: readonly DocumentView[];
}): JSX.Element => {
  const begin = typeof (value as Value | undefined)?.main === 'object' ? {} : ((value ?? {}) as Value);
  const limits = useApi<Limits>('/documents/limits').data;
  const next = useUploads({ as: 'main', maxBytes: limits?.maxMainBytes }, begin.main === undefined ? [] : [begin.main]);
  const added = useUploads({ as: 'attachment', maxBytes: limits?.maxAttachmentBytes }, begin.add ?? []);
  const [removed, setRemoved] = useState<readonly string[]>(begin.remove ?? []);
  const [shown, setShown] = useState<Shown | undefined>(undefined);

  const told = useRef(JSON.stringify(begin));
  useEffect(() => {
    if (next.restoring || added.restoring) return;
    const uploading = next.sending + added.sending;
    const failed = [...next.failed, ...added.failed];
    const changed: Value = {
      ...(next.ids[0] === undefined ? {} : { main: next.ids[0] }),
      ...(added.ids.length === 0 ? {} : { add: added.ids }),
      ...(removed.length === 0 ? {} : { remove: removed }),
      ...(uploading === 0 ? {} : { uploading }),
      ...(failed.length === 0 ? {} : { failed }),
    };
    const text = JSON.stringify(changed);
    if (text === told.current) return;
    told.current = text;
    onChange(text === '{}' ? undefined : { ...changed, seen: main.head.digest });
  });
  const preview = (item: Item): void => {
    if (item.state === 'done') setShown({ title: item.name, url: uploadUrl(item.upload.id) });
  };

  const ids = errorLeadsTo(id, next, added);
  return (
    <>
      <div class="lf-documents-part">
        <p class="lf-documents-title">{say('Ora nella pratica', 'Now in the case')}</p>
        <ul class="lf-files">
          {[main, ...attachments].map((document) => (
            <li key={document.id}>
              <Present
                document={document}
                replaced={document.role === 'main' && next.items.length > 0}
                removed={removed.includes(document.id)}
                onToggle={() =>
                  setRemoved((before) =>
                    before.includes(document.id)
                      ? before.filter((one) => one !== document.id)
                      : [...before, document.id],
                  )
                }
                onPreview={() =>
                  setShown({ title: document.head.name, url: contentUrl(caseId, document.id, document.head.n) })
                }
              />
            </li>
          ))}
        </ul>
      </div>
      <MainPart
        {...ids.main}
        title={say('Nuova versione del documento', 'New version of the document')}
        uploads={next}
        limits={limits}
        onPreview={preview}
      />
      <AttachmentsPart
        {...ids.attachments}
        title={say('Nuovi allegati', 'New attachments')}
        uploads={added}
        limits={limits}
        onPreview={preview}
      />
      {shown === undefined ? null : <Preview {...shown} onClose={() => setShown(undefined)} />}
    </>
  );
};

/** A document as it stands in the case, and whether the correction replaces it or takes it out. */
const Present = ({
  document,
  replaced,
  removed,
  onToggle,
  onPreview,
}: {
  readonly document: DocumentView;
  readonly replaced: boolean;
  readonly removed: boolean;
  readonly onToggle: () => void;
  readonly onPreview: () => void;
}): JSX.Element => {
  const { head } = document;
  const toggle = removed ? say('Rimetti', 'Put back') : say('Togli', 'Remove');
  return (
    <div class={`lf-file${removed ? ' lf-file-gone' : ''}`}>
      <Icon name="it-file" size="md" />
      <div class="lf-file-words">
        <span class="lf-file-name">{head.name}</span>
        <span class="lf-muted">
          {document.role === 'main'
            ? say(`documento da firmare, versione ${head.n}`, `document to be signed, version ${head.n}`)
            : say('allegato', 'attachment')}
          , {sizeText(head)}{' '}
          {replaced ? <Badge kind="warning">{say('sarà sostituito', 'will be replaced')}</Badge> : null}
          {removed ? <Badge kind="warning">{say('sarà tolto', 'will be taken out')}</Badge> : null}
        </span>
      </div>
      <div class="lf-file-actions">
        {head.mediaType === 'application/pdf' ? (
          <Button
            variant="link"
            size="xs"
            label={say(`Anteprima di ${head.name}`, `Preview of ${head.name}`)}
            onClick={onPreview}
          >
            {say('Anteprima', 'Preview')}
          </Button>
        ) : null}
        {document.role === 'attachment' ? (
          <Button variant="link" size="xs" label={`${toggle} ${head.name}`} onClick={onToggle}>
            {toggle}
          </Button>
        ) : null}
      </div>
    </div>
  );
};
