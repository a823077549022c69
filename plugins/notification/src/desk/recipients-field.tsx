import {
  announce,
  api,
  Badge,
  Button,
  Combobox,
  FieldNotes,
  Icon,
  MailAddress,
  plural,
  say,
  toast,
  useCallback,
  usePermission,
  useRef,
  useState,
  type ComboboxOption,
  type FieldProps,
  type JSX,
} from '@libro-firma/desk/kit';
import type { AddressEntry, Items } from './answers.js';
import { draftFrom, type Draft } from './draft.js';
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
        <strong>{recipient.name}</strong> {isTyped(recipient) ? <Badge kind="info">{say('Nuovo', 'New')}</Badge> : null}
      </span>
      <span class="lf-muted">
        <MailAddress address={recipient.email} />
      </span>
    </span>
    {onRemove === undefined ? null : (
      <button type="button" class="lf-icon-button" onClick={onRemove}>
        <Icon name="it-close" label={say(`Togli ${recipient.name}`, `Remove ${recipient.name}`)} />
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

  // What stands in the search, or stood there just before the button took the focus from it.
  const typedText = useRef('');

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
    typedText.current = '';
    const next = withOne(recipients, one);
    if (next === undefined)
      return toast(say(`${one.name} è già fra i destinatari.`, `${one.name} is among the recipients already.`), 'info');
    onChange(next);
    announce(
      say(
        `Aggiunto ${one.name}. ${plural(next.length, 'destinatario', 'destinatari')}.`,
        `Added ${one.name}. ${plural(next.length, 'recipient', 'recipients')}.`,
      ),
    );
  };
  const remove = (place: number): void => {
    const gone = recipients[place];
    onChange(recipients.filter((_recipient, other) => other !== place));
    document.getElementById(id)?.focus();
    if (gone !== undefined) announce(say(`Tolto ${gone.name}.`, `Removed ${gone.name}.`));
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
          <span class="lf-required" aria-hidden="true" title={say('Obbligatorio', 'Required')}>
            {' *'}
          </span>
        ) : null}
      </legend>
      {recipients.length === 0 ? (
        <p class="lf-muted lf-mail-intro">{say('Nessun destinatario.', 'No recipient.')}</p>
      ) : (
        <ul class="lf-recipient-list" aria-label={say('Destinatari scelti', 'Chosen recipients')}>
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
              label={say('Cerca in rubrica o scrivi un nome', 'Search the address book or type a name')}
              value={undefined}
              options={search}
              onChange={(option) => {
                const entry = offered.find((one) => one.id === option?.value);
                if (entry !== undefined) add(chosen(entry));
              }}
              onType={(text) => {
                typedText.current = text.trim();
              }}
              onCreate={(text) => setWriting(draftFrom(text))}
            />
          ) : null}
          <Button
            variant="outline-primary"
            size="sm"
            icon="it-plus"
            {...(mayUse ? {} : { id })}
            onClick={() => setWriting(draftFrom(typedText.current))}
          >
            {say('Nuovo destinatario', 'New recipient')}
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
