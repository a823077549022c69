import { useApi, useEffect, useRef, useState, type FieldProps, type JSX } from '@libro-firma/desk/kit';
import { uploadUrl } from './addresses.js';
import type { Limits } from './answers.js';
import { AttachmentsPart, errorLeadsTo, MainPart } from './parts.js';
import { FieldGroup } from './field-group.js';
import { Preview } from './preview.js';
import { useUploads, type Item } from './use-uploads.js';

interface Value {
  readonly main?: string;
  readonly attachments?: readonly string[];
  readonly uploading?: number;
  readonly failed?: readonly string[];
}

/** The document to be signed and its attachments, in a start form. */
export const BundleField = ({ field, value, onChange, error, id }: FieldProps): JSX.Element => {
  const begin = (value ?? {}) as Value;
  const limits = useApi<Limits>('/documents/limits').data;
  const main = useUploads({ as: 'main', maxBytes: limits?.maxMainBytes }, begin.main === undefined ? [] : [begin.main]);
  const attachments = useUploads({ as: 'attachment', maxBytes: limits?.maxAttachmentBytes }, begin.attachments ?? []);
  const [shown, setShown] = useState<Item | undefined>(undefined);

  const told = useRef(JSON.stringify(value));
  useEffect(() => {
    if (main.restoring || attachments.restoring) return;
    const next = valueOf(main.ids[0], attachments.ids, {
      uploading: main.sending + attachments.sending,
      failed: [...main.failed, ...attachments.failed],
    });
    const text = JSON.stringify(next);
    if (text === told.current) return;
    told.current = text;
    onChange(next);
  });

  const ids = errorLeadsTo(id, main, attachments);
  return (
    <FieldGroup field={field} id={id} error={error}>
      <MainPart {...ids.main} uploads={main} limits={limits} onPreview={setShown} />
      <AttachmentsPart {...ids.attachments} uploads={attachments} limits={limits} onPreview={setShown} />
      {shown?.state === 'done' ? (
        <Preview title={shown.name} url={uploadUrl(shown.upload.id)} onClose={() => setShown(undefined)} />
      ) : null}
    </FieldGroup>
  );
};

/** Files that are not there yet, or will not be, go with the value: the server does not take it for complete. */
const valueOf = (
  main: string | undefined,
  attachments: readonly string[],
  { uploading, failed }: { readonly uploading: number; readonly failed: readonly string[] },
): Value | undefined =>
  main === undefined && attachments.length === 0 && uploading + failed.length === 0
    ? undefined
    : {
        ...(main === undefined ? {} : { main }),
        attachments,
        ...(uploading === 0 ? {} : { uploading }),
        ...(failed.length === 0 ? {} : { failed }),
      };
