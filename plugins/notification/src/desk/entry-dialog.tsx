import {
  api,
  Button,
  Checkbox,
  Dialog,
  ErrorAlert,
  serverFieldErrors,
  toast,
  useAction,
  useState,
  type JSX,
} from '@libro-firma/desk/kit';
import type { AddressEntry } from './answers.js';
import { draftErrors, draftOf, emptyDraft, fieldsOf, typedName, type Draft, type DraftErrors } from './draft.js';
import { Duplicates, useDuplicates } from './duplicates.js';
import { EntryForm } from './entry-form.js';

/** Only their keys matter: whose error is it that the server found? */
const FIELDS = Object.keys(emptyDraft).map((key) => ({ key, label: '', kind: 'text' }));

/** Adds an entry to the address book, or changes one. */
export const EntryDialog = ({
  entry,
  onDone,
  onOpen,
  onClose,
}: {
  /** Missing for a new one. */
  readonly entry: AddressEntry | undefined;
  readonly onDone: () => void;
  /** Goes on with an entry that is there already. */
  readonly onOpen: (entry: AddressEntry) => void;
  readonly onClose: () => void;
}): JSX.Element => {
  const [draft, setDraft] = useState<Draft>(entry === undefined ? emptyDraft : draftOf(entry));
  const [archived, setArchived] = useState(entry?.archived ?? false);
  const [errors, setErrors] = useState<DraftErrors>({});
  const found = useDuplicates(typedName(draft), draft.email, entry?.id);
  const save = useAction((idempotencyKey: string) =>
    entry === undefined
      ? api.post<AddressEntry>('/notification/addresses', fieldsOf(draft), { idempotencyKey })
      : api.put<AddressEntry>(
          `/notification/addresses/${encodeURIComponent(entry.id)}`,
          { ...fieldsOf(draft), archived, version: entry.version },
          { idempotencyKey },
        ),
  );
  const submit = async (): Promise<void> => {
    const wrong = draftErrors(draft);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0 || (await save.run()) === undefined) return;
    toast(entry === undefined ? 'Voce aggiunta alla rubrica.' : 'Voce modificata.');
    onDone();
  };
  const failure = save.error;
  const told = failure === undefined ? {} : serverFieldErrors(FIELDS, failure);
  return (
    <Dialog
      title={entry === undefined ? 'Nuova voce della rubrica' : `Modifica ${entry.name}`}
      onClose={onClose}
      closable={!save.busy}
      actions={
        <>
          <Button variant="outline-primary" onClick={onClose} disabled={save.busy}>
            Annulla
          </Button>
          <Button type="submit" form="lf-entry" busy={save.busy}>
            Salva
          </Button>
        </>
      }
    >
      <form
        id="lf-entry"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {failure === undefined ? null : <ErrorAlert error={failure} />}
        <EntryForm draft={draft} errors={{ ...told, ...errors }} onChange={setDraft} />
        <Duplicates found={found} onUse={onOpen} useLabel="Apri" />
        {entry === undefined ? null : (
          <Checkbox
            label="Archiviata"
            help="Non viene più proposta; le pratiche che la usano la conservano."
            checked={archived}
            onChange={setArchived}
          />
        )}
      </form>
    </Dialog>
  );
};
