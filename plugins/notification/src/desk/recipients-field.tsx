import {
  announce,
  api,
  Badge,
  Button,
  Combobox,
  FieldNotes,
  Icon,
  toast,
  useCallback,
  usePermission,
  useState,
  type ComboboxOption,
  type FieldProps,
  type JSX,
} from '@libro-firma/desk/kit';
import type { AddressEntry, Items } from './answers.js';
import { draftFrom, emptyDraft, type Draft } from './draft.js';
import { RecipientDialog } from './recipient-dialog.js';
import { chosen, isTyped, recipientsIn, typed, withOne, type Recipient } from './recipients.js';
import { kindIcons, kindLabels } from './words.js';

const Chip = ({
  recipient,
  onRemove,
}: {
  readonly recipient: Recipient;
  readonly onRemove: (() => void) | undefined;
}): JSX.Element => (
  <li class="lf-recipient">
    <Icon name={kindIcons[recipient.kind] ?? 'it-user'} size="sm" label={kindLabels[recipient.kind]} />
    <span class="lf-mail-words">
      <span>
        <strong>{recipient.name}</strong> {isTyped(recipient) ? <Badge kind="info">Nuovo</Badge> : null}
      </span>
      <span class="lf-muted">{recipient.email}</span>
    </span>
    {onRemove === undefined ? null : (
      <button type="button" class="lf-icon-button" onClick={onRemove}>
        <Icon name="it-close" label={`Togli ${recipient.name}`} />
      </button>
    )}
  </li>
);

/** Recipients of an act: found in the address book while typing, or added; each stands as a chip. */
export const RecipientsField = ({ field, value, onChange, error, id }: FieldProps): JSX.Element => {
  const recipients = recipientsIn(value);
  const [writing, setWriting] = useState<Draft | undefined>(undefined);
  const mayUse = usePermission('notification.addressBook.use');
  const readOnly = field.readOnly === true;
  // The entries behind the options last offered: an option carries texts only.
  const [offered, setOffered] = useState<readonly AddressEntry[]>([]);

  const search = useCallback(async (text: string, signal: AbortSignal): Promise<readonly ComboboxOption[]> => {
    const { items } = await api.get<Items<AddressEntry>>('/notification/addresses', {
      query: { text, limit: 8 },
      signal,
    });
    setOffered(items);
    return items.map(({ id: value, name, email }) => ({ value, label: name, detail: email }));
  }, []);

  const add = (one: Recipient): void => {
    setWriting(undefined);
    const next = withOne(recipients, one);
    if (next === undefined) return toast(`${one.name} è già fra i destinatari.`, 'info');
    onChange(next);
    announce(`Aggiunto ${one.name}. ${next.length === 1 ? '1 destinatario' : `${next.length} destinatari`}.`);
  };
  const remove = (place: number): void => {
    const gone = recipients[place];
    onChange(recipients.filter((_recipient, other) => other !== place));
    document.getElementById(id)?.focus();
    if (gone !== undefined) announce(`Tolto ${gone.name}.`);
  };

  const notes = [field.help === undefined ? '' : `${id}-help`, error === undefined ? '' : `${id}-error`].filter(
    Boolean,
  );
  return (
    <fieldset
      class={`lf-field lf-recipients${error === undefined ? '' : ' lf-field-wrong'}`}
      aria-describedby={notes.length === 0 ? undefined : notes.join(' ')}
    >
      <legend class="lf-label">
        {field.label}
        {field.required === true ? (
          <span class="lf-required" aria-hidden="true" title="Obbligatorio">
            {' *'}
          </span>
        ) : null}
      </legend>
      {recipients.length === 0 ? (
        <p class="lf-muted">Nessun destinatario.</p>
      ) : (
        <ul class="lf-recipient-list" aria-label="Destinatari scelti">
          {recipients.map((recipient, place) => (
            <Chip
              key={recipient.id || `${recipient.name}\n${recipient.email}`}
              recipient={recipient}
              onRemove={readOnly ? undefined : () => remove(place)}
            />
          ))}
        </ul>
      )}
      {readOnly ? null : (
        <div class="lf-recipients-add">
          {mayUse ? (
            <Combobox
              id={id}
              label="Cerca in rubrica o scrivi un nome"
              value={undefined}
              options={search}
              onChange={(option) => {
                const entry = offered.find((one) => one.id === option?.value);
                if (entry !== undefined) add(chosen(entry));
              }}
              onCreate={(text) => setWriting(draftFrom(text))}
            />
          ) : null}
          <Button
            variant="outline-primary"
            size="sm"
            icon="it-plus"
            {...(mayUse ? {} : { id })}
            onClick={() => setWriting(emptyDraft)}
          >
            Nuovo destinatario
          </Button>
        </div>
      )}
      <FieldNotes id={id} help={field.help} error={error} />
      {writing === undefined ? null : (
        <RecipientDialog
          start={writing}
          onAdd={(draft) => add(typed(draft))}
          onUse={(entry) => add(chosen(entry))}
          onClose={() => setWriting(undefined)}
        />
      )}
    </fieldset>
  );
};
