import { Button, Dialog, useState, type JSX } from '@libro-firma/desk/kit';
import type { AddressEntry } from './answers.js';
import { draftErrors, type Draft, type DraftErrors } from './draft.js';
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
  const found = useDuplicates(draft.name, draft.email);
  const add = (): void => {
    const wrong = draftErrors(draft);
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) onAdd(draft);
  };
  return (
    <Dialog
      title="Nuovo destinatario"
      onClose={onClose}
      actions={
        <>
          <Button variant="outline-primary" onClick={onClose}>
            Annulla
          </Button>
          <Button onClick={add}>Aggiungi</Button>
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
        <Duplicates found={found} onUse={onUse} useLabel="Usa questo" />
        <p class="lf-muted">Alla conferma della richiesta il destinatario resta in rubrica.</p>
      </div>
    </Dialog>
  );
};
