import { formatBytes, localized, say, useId, type JSX } from '@libro-firma/desk/kit';
import type { Limits } from './answers.js';
import { DropZone } from './drop-zone.js';
import { ItemRow } from './item-row.js';
import type { Item, Uploads } from './use-uploads.js';

interface PartProps {
  readonly uploads: Uploads;
  readonly limits: Limits | undefined;
  readonly onPreview: (item: Item) => void;
  /** Of the button that takes away the first file that went wrong. */
  readonly wrongId?: string | undefined;
}

interface PartIds {
  readonly id?: string;
  readonly wrongId?: string;
}

/** Who follows the field's error gets to the first file that went wrong, else to where the document is chosen. */
export const errorLeadsTo = (
  id: string,
  main: Uploads,
  attachments: Uploads,
): { readonly main: PartIds; readonly attachments: Pick<PartIds, 'wrongId'> } => {
  if (main.failed.length > 0) return { main: { wrongId: id }, attachments: {} };
  return attachments.failed.length > 0 ? { main: {}, attachments: { wrongId: id } } : { main: { id }, attachments: {} };
};

/** `PDF, immagine PNG, testo`: each once. */
const typeWords = ({ attachmentTypes }: Limits): string =>
  [...new Set(attachmentTypes.map(({ label }) => localized(label)))].join(', ');

const isPdf = (item: Item): boolean => item.state === 'done' && item.upload.mediaType === 'application/pdf';

const Rows = ({ uploads, main, onPreview, wrongId }: PartProps & { readonly main: boolean }): JSX.Element | null => {
  const wrong = uploads.items.find(({ state }) => state === 'failed');
  return uploads.items.length === 0 ? null : (
    <ul class="lf-files">
      {uploads.items.map((item) => (
        <li key={item.key}>
          <ItemRow
            item={item}
            main={main}
            removeId={item === wrong ? wrongId : undefined}
            onRemove={() => uploads.remove(item.key)}
            onRetry={() => uploads.retry(item.key)}
            onPreview={isPdf(item) ? () => onPreview(item) : undefined}
          />
        </li>
      ))}
    </ul>
  );
};

/** The one PDF to be signed. Another one takes its place. */
export const MainPart = (props: PartProps & { readonly id?: string; readonly title?: string }): JSX.Element => {
  const { id, uploads, limits, title = say('Documento da firmare', 'Document to be signed') } = props;
  const notes = useId();
  const [present] = uploads.items;
  return (
    <div class="lf-documents-part">
      <p class="lf-documents-title">{title}</p>
      <Rows {...props} main />
      <DropZone
        id={id}
        label={
          present === undefined
            ? say('Scegli il PDF', 'Choose the PDF')
            : say('Scegli un altro PDF', 'Choose another PDF')
        }
        hint={say('Trascina qui il PDF, oppure', 'Drag the PDF here, or')}
        accept=".pdf,application/pdf"
        describedBy={notes}
        onFiles={(files) => {
          for (const item of uploads.items) uploads.remove(item.key);
          uploads.add(files);
        }}
      />
      <p id={notes} class="lf-field-help">
        {limits === undefined
          ? say('Un PDF leggibile, non una scansione.', 'A readable PDF, not a scan.')
          : say(
              `Un PDF leggibile, non una scansione; al massimo ${formatBytes(limits.maxMainBytes)} e ${limits.maxPages} pagine. Niente password, script o moduli dinamici.`,
              `A readable PDF, not a scan; ${formatBytes(limits.maxMainBytes)} and ${limits.maxPages} pages at most. No passwords, scripts or dynamic forms.`,
            )}
      </p>
    </div>
  );
};

/** What goes with it. */
export const AttachmentsPart = (props: PartProps & { readonly title?: string }): JSX.Element => {
  const { uploads, limits, title = say('Allegati', 'Attachments') } = props;
  const notes = useId();
  const full = limits !== undefined && uploads.items.length >= limits.maxAttachments;
  return (
    <div class="lf-documents-part">
      <p class="lf-documents-title">{title}</p>
      <Rows {...props} main={false} />
      {full ? (
        <p class="lf-muted">
          {say(
            `Hai aggiunto ${limits.maxAttachments} allegati, il massimo: per aggiungerne altri, unisci alcuni file.`,
            `You added ${limits.maxAttachments} attachments, the most there can be: to add more, join some files.`,
          )}
        </p>
      ) : (
        <DropZone
          label={say('Aggiungi allegati', 'Add attachments')}
          hint={say('Trascina qui gli allegati, oppure', 'Drag the attachments here, or')}
          multiple
          describedBy={notes}
          accept={limits?.attachmentTypes.flatMap(({ endings }) => endings.map((ending) => `.${ending}`)).join(',')}
          onFiles={uploads.add}
        />
      )}
      <p id={notes} class="lf-field-help">
        {limits === undefined
          ? say('Facoltativi.', 'Optional.')
          : say(
              `Facoltativi; al massimo ${formatBytes(limits.maxAttachmentBytes)} ciascuno. ${typeWords(limits)}.`,
              `Optional; ${formatBytes(limits.maxAttachmentBytes)} each at most. ${typeWords(limits)}.`,
            )}
      </p>
    </div>
  );
};
