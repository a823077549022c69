import { Button, Dialog, say, useState, type JSX } from '@libro-firma/desk/kit';
import type { AddressEntry } from './answers.js';
import { draftErrors, typedName, type Draft, type DraftErrors } from './draft.js';
import { Duplicates, useDuplicates } from './duplicates.js';
import { EntryForm } from './entry-form.js';

/**
 * Types a recipient that is not in the address book. It stands inside the request's form, so it is no form itself:
 * Enter adds the recipient and does not send the request.
 */
export const RecipientDialog = ({
  start,
  onAdd,
  onUse,
  onClose,
}: {
  readonly start: Draft;
  readonly onAdd: (draft: Draft) => void;
  readonly onUse: (entry: AddressEntry) => void;
  readonly onClose: () => void;
}): JSX.Element => {
  const [draft, setDraft] = useState(start);
  const [errors, setErrors] = useState<DraftErrors>({});
  const found = useDuplicates(typedName(draft), draft.email);
  const add = (): void => {
    const wrong = draftErrors(draft);
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) onAdd(draft);
  };
  return (
    <Dialog
      title={say('Nuovo destinatario', 'New recipient')}
      onClose={onClose}
      actions={
        <>
          <Button variant="outline-primary" onClick={onClose}>
            {say('Annulla', 'Cancel')}
          </Button>
          <Button onClick={add}>{say('Aggiungi', 'Add')}</Button>
        </>
      }
    >
      <div
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
          event.preventDefault();
          add();
        }}
      >
        <EntryForm draft={draft} errors={errors} onChange={setDraft} />
        <Duplicates found={found} onUse={onUse} useLabel={say('Usa questo', 'Use this one')} />
        <p class="lf-muted">
          {say(
            'Alla conferma della richiesta il destinatario resta in rubrica.',
            'When the request is confirmed, the recipient stays in the address book.',
          )}
        </p>
      </div>
    </Dialog>
  );
};
