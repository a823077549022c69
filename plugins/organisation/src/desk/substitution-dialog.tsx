import {
  api,
  Button,
  Combobox,
  DateField,
  Dialog,
  ErrorAlert,
  isoDate,
  now,
  RadioGroup,
  TextField,
  toast,
  useAction,
  useId,
  usePermission,
  useSession,
  useState,
  type ComboboxOption,
  type JSX,
} from '@libro-firma/desk/kit';
import type { SubstitutionView } from './answers.js';
import { findPeople } from './person-search.js';
import { ScopeFields } from './scope-fields.js';
import { draftBody, draftErrors, type Draft, type DraftErrors } from './substitution-draft.js';
import { kinds } from './words.js';

interface Chosen {
  readonly from: ComboboxOption | undefined;
  readonly to: ComboboxOption | undefined;
}

/** Names a substitute or delegate: for oneself, or with the permission for anybody. */
export const SubstitutionDialog = ({
  onDone,
  onClose,
}: {
  readonly onDone: (made: SubstitutionView) => void;
  readonly onClose: () => void;
}): JSX.Element => {
  const { actor } = useSession();
  const forOthers = usePermission('organisation.substitutions.manage');
  const form = useId();
  const [people, setPeople] = useState<Chosen>({ from: { value: actor.id, label: actor.name }, to: undefined });
  const [rest, setRest] = useState<Omit<Draft, 'from' | 'to'>>({
    kind: 'substitute',
    validFrom: isoDate(now()),
    validTo: '',
    actRef: '',
    offices: [],
    books: [],
  });
  const [sent, setSent] = useState(false);
  const draft: Draft = { ...rest, from: people.from?.value ?? '', to: people.to?.value ?? '' };
  const wrong = draftErrors(draft, isoDate(now()));
  const errors: DraftErrors = sent ? wrong : {};
  const set = (change: Partial<typeof rest>): void => setRest((before) => ({ ...before, ...change }));
  const action = useAction((idempotencyKey: string) =>
    api.post<SubstitutionView>('/organisation/substitutions', draftBody(draft), { idempotencyKey }),
  );
  const submit = async (): Promise<void> => {
    setSent(true);
    if (Object.keys(wrong).length > 0) return;
    const made = await action.run();
    if (made === undefined) return;
    toast(made.state === 'planned' ? 'Sostituzione programmata.' : 'Sostituzione in vigore da subito.');
    onDone(made);
  };
  const kind = kinds.find(({ value }) => value === rest.kind);
  return (
    <Dialog
      title="Nuova sostituzione o delega"
      size="lg"
      onClose={onClose}
      closable={!action.busy}
      actions={
        <>
          <Button variant="outline-primary" onClick={onClose} disabled={action.busy}>
            Annulla
          </Button>
          <Button type="submit" form={form} busy={action.busy}>
            Salva
          </Button>
        </>
      }
    >
      <form
        id={form}
        class="lf-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {action.error === undefined ? null : <ErrorAlert error={action.error} title="Non salvata" />}
        <RadioGroup
          label="Tipo"
          options={kinds}
          value={rest.kind}
          help={kind?.help}
          onChange={(value) => set({ kind: kinds.find((one) => one.value === value)?.value ?? 'substitute' })}
        />
        <Combobox
          label="Chi viene sostituito"
          required
          readOnly={!forOthers}
          help={forOthers ? undefined : 'Solo per sé: per altri provvede l’amministratore.'}
          value={people.from}
          options={findPeople}
          error={errors.from}
          onChange={(from) => {
            setPeople((before) => ({ ...before, from }));
            set({ offices: [], books: [] });
          }}
        />
        <Combobox
          label="Chi sostituisce"
          required
          value={people.to}
          options={findPeople}
          placeholder="Scrivi nome o cognome"
          error={errors.to}
          onChange={(to) => setPeople((before) => ({ ...before, to }))}
        />
        <DateField
          label="Dal"
          required
          value={rest.validFrom}
          min={isoDate(now())}
          error={errors.validFrom}
          onChange={(validFrom) => set({ validFrom })}
        />
        <DateField
          label="Al (compreso)"
          required={rest.kind === 'functionsDelegation'}
          value={rest.validTo}
          min={rest.validFrom}
          error={errors.validTo}
          help={rest.kind === 'functionsDelegation' ? undefined : 'Vuoto: fino a quando non viene chiusa.'}
          onChange={(validTo) => set({ validTo })}
        />
        <TextField
          label="Atto che la conferisce"
          required={rest.kind !== 'substitute'}
          value={rest.actRef}
          maxLength={200}
          placeholder="Determinazione n. 12 del 15/03/2026"
          autocomplete="off"
          error={errors.actRef}
          onChange={(actRef) => set({ actRef })}
        />
        {draft.from === '' ? null : (
          <ScopeFields
            key={draft.from}
            person={draft.from}
            booksOnly={rest.kind === 'signingDelegation'}
            offices={rest.offices}
            books={rest.books}
            onChange={set}
          />
        )}
      </form>
    </Dialog>
  );
};
