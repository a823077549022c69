import { formatBytes, useId, type JSX } from '@libro-firma/desk/kit';
import type { Limits } from './answers.js';
import { DropZone } from './drop-zone.js';
import { ItemRow } from './item-row.js';
import type { Item, Uploads } from './use-uploads.js';

interface PartProps {
  readonly uploads: Uploads;
  readonly limits: Limits | undefined;
  readonly onPreview: (item: Item) => void;
}

const isPdf = (item: Item): boolean => item.state === 'done' && item.upload.mediaType === 'application/pdf';

const Rows = ({ uploads, main, onPreview }: PartProps & { readonly main: boolean }): JSX.Element | null =>
  uploads.items.length === 0 ? null : (
    <ul class="lf-files">
      {uploads.items.map((item) => (
        <li key={item.key}>
          <ItemRow
            item={item}
            main={main}
            onRemove={() => uploads.remove(item.key)}
            onRetry={() => uploads.retry(item.key)}
            onPreview={isPdf(item) ? () => onPreview(item) : undefined}
          />
        </li>
      ))}
    </ul>
  );

/** The one PDF to be signed. Another one takes its place. */
export const MainPart = (props: PartProps & { readonly id: string; readonly title?: string }): JSX.Element => {
  const { id, uploads, limits, title = 'Documento da firmare' } = props;
  const notes = useId();
  const [present] = uploads.items;
  return (
    <div class="lf-documents-part">
      <p class="lf-documents-title">{title}</p>
      <Rows {...props} main />
      <DropZone
        id={id}
        label={present === undefined ? 'Scegli il PDF' : 'Scegli un altro PDF'}
        hint="Trascina qui il PDF, oppure"
        accept=".pdf,application/pdf"
        describedBy={notes}
        onFiles={(files) => {
          for (const item of uploads.items) uploads.remove(item.key);
          uploads.add(files);
        }}
      />
      <p id={notes} class="lf-field-help">
        Un PDF leggibile, non una scansione
        {limits === undefined
          ? '.'
          : `; al massimo ${formatBytes(limits.maxMainBytes)} e ${limits.maxPages} pagine. Niente password, script o moduli dinamici.`}
      </p>
    </div>
  );
};

/** What goes with it. */
export const AttachmentsPart = (props: PartProps & { readonly title?: string }): JSX.Element => {
  const { uploads, limits, title = 'Allegati' } = props;
  const notes = useId();
  const full = limits !== undefined && uploads.items.length >= limits.maxAttachments;
  return (
    <div class="lf-documents-part">
      <p class="lf-documents-title">{title}</p>
      <Rows {...props} main={false} />
      {full ? (
        <p class="lf-muted">{`Hai aggiunto ${limits.maxAttachments} allegati, il massimo: per aggiungerne altri, unisci alcuni file.`}</p>
      ) : (
        <DropZone
          label="Aggiungi allegati"
          hint="Trascina qui gli allegati, oppure"
          multiple
          describedBy={notes}
          accept={limits?.attachmentTypes.flatMap(({ endings }) => endings.map((ending) => `.${ending}`)).join(',')}
          onFiles={uploads.add}
        />
      )}
      <p id={notes} class="lf-field-help">
        {limits === undefined
          ? 'Facoltativi.'
          : `Facoltativi; al massimo ${formatBytes(limits.maxAttachmentBytes)} ciascuno. ${[...new Set(limits.attachmentTypes.map(({ label }) => label))].join(', ')}.`}
      </p>
    </div>
  );
};
