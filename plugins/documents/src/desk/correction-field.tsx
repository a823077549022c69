import {
  Alert,
  Badge,
  Button,
  Icon,
  Load,
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
import { AttachmentsPart, MainPart } from './parts.js';
import { Preview } from './preview.js';
import { useUploads, type Item } from './use-uploads.js';
import { sizeText } from './words.js';

interface Value {
  readonly main?: string;
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly seen?: string;
  readonly uploading?: number;
}

type Shown = { readonly title: string; readonly url: string };

/** The documents of the case, to be put right: another main document, attachments taken out and added. */
export const CorrectionField = (props: FieldProps): JSX.Element => {
  const loaded = useApi<BundleView>(props.caseId === undefined ? null : bundlePath(props.caseId));
  return (
    <FieldGroup field={props.field} id={props.id} error={props.error}>
      {props.caseId === undefined ? (
        <Alert kind="warning">I documenti si correggono nell’attività di una pratica già avviata.</Alert>
      ) : (
        <Load from={loaded} lines={3}>
          {({ bundle }) =>
            bundle?.main === undefined ? (
              <Alert kind="warning">La pratica non ha ancora documenti da correggere.</Alert>
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
    const changed: Value = {
      ...(next.ids[0] === undefined ? {} : { main: next.ids[0] }),
      ...(added.ids.length === 0 ? {} : { add: added.ids }),
      ...(removed.length === 0 ? {} : { remove: removed }),
      ...(uploading === 0 ? {} : { uploading }),
    };
    const text = JSON.stringify(changed);
    if (text === told.current) return;
    told.current = text;
    onChange(text === '{}' ? undefined : { ...changed, seen: main.head.digest });
  });
  const preview = (item: Item): void => {
    if (item.state === 'done') setShown({ title: item.name, url: uploadUrl(item.upload.id) });
  };

  return (
    <>
      <div class="lf-documents-part">
        <p class="lf-documents-title">Ora nella pratica</p>
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
      <MainPart id={id} title="Nuova versione del documento" uploads={next} limits={limits} onPreview={preview} />
      <AttachmentsPart title="Nuovi allegati" uploads={added} limits={limits} onPreview={preview} />
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
  return (
    <div class={`lf-file${removed ? ' lf-file-gone' : ''}`}>
      <Icon name="it-file" size="md" />
      <div class="lf-file-words">
        <span class="lf-file-name">{head.name}</span>
        <span class="lf-muted">
          {document.role === 'main' ? `documento da firmare, versione ${head.n}` : 'allegato'}, {sizeText(head)}{' '}
          {replaced ? <Badge kind="warning">sarà sostituito</Badge> : null}
          {removed ? <Badge kind="warning">sarà tolto</Badge> : null}
        </span>
      </div>
      <div class="lf-file-actions">
        {head.mediaType === 'application/pdf' ? (
          <Button variant="link" size="xs" label={`Anteprima di ${head.name}`} onClick={onPreview}>
            Anteprima
          </Button>
        ) : null}
        {document.role === 'attachment' ? (
          <Button variant="link" size="xs" label={`${removed ? 'Rimetti' : 'Togli'} ${head.name}`} onClick={onToggle}>
            {removed ? 'Rimetti' : 'Togli'}
          </Button>
        ) : null}
      </div>
    </div>
  );
};
