import {
  Button,
  Combobox,
  DateField,
  SearchField,
  Select,
  TextField,
  useApi,
  useEffect,
  useId,
  useState,
  type JSX,
} from '@libro-firma/desk/kit';
import type { ClassEntry, Items, Register } from './answers.js';
import { nothingAsked, numberProblem, type Asked } from './query.js';

const states = [
  { value: 'valid', label: 'Solo valide' },
  { value: 'voided', label: 'Solo annullate' },
];

/** The questions to the register; asked by the button or Enter, so that nothing jumps while typing. */
export const Filters = ({
  asked,
  onAsk,
}: {
  readonly asked: Asked;
  readonly onAsk: (asked: Asked) => void;
}): JSX.Element => {
  const [draft, setDraft] = useState(asked);
  const more = useId();
  const [open, setOpen] = useState(
    [asked.recipient, asked.from, asked.to, asked.classification, asked.state].some((value) => value !== ''),
  );
  useEffect(() => setDraft(asked), [asked]);
  const registers = useApi<Items<Register>>('/protocol/registers');
  const scheme = useApi<Items<ClassEntry>>(open ? '/protocol/classification' : null);
  const set = (change: Partial<Asked>): void => setDraft((before) => ({ ...before, ...change }));
  const entries = (scheme.data?.items ?? []).map(({ code, title }) => ({ value: code, label: `${code} ${title}` }));
  const problem = numberProblem(draft.number);
  return (
    <form
      role="search"
      aria-label="Cerca nel registro"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === undefined) onAsk(draft);
      }}
    >
      <div class="lf-filters">
        <SearchField
          label="Oggetto"
          value={draft.text}
          onChange={(text) => set({ text })}
          placeholder="Parole dell’oggetto"
        />
        <TextField
          label="Numero"
          value={draft.number}
          onChange={(number) => set({ number })}
          error={problem}
          placeholder="123/2026"
          autocomplete="off"
        />
        <Select
          label="Registro"
          value={draft.register}
          onChange={(register) => set({ register })}
          placeholder="Tutti i registri"
          options={(registers.data?.items ?? []).map(({ id, description }) => ({ value: id, label: description }))}
        />
      </div>
      <div id={more} class="lf-filters" hidden={!open}>
        <TextField
          label="Destinatario"
          value={draft.recipient}
          onChange={(recipient) => set({ recipient })}
          autocomplete="off"
        />
        <DateField label="Dal" value={draft.from} max={draft.to} onChange={(from) => set({ from })} />
        <DateField label="Al" value={draft.to} min={draft.from} onChange={(to) => set({ to })} />
        <Combobox
          label="Classificazione"
          value={entries.find(({ value }) => value === draft.classification)}
          options={entries}
          onChange={(option) => set({ classification: option?.value ?? '' })}
          placeholder="Scrivi per cercare"
        />
        <Select
          label="Stato"
          value={draft.state}
          onChange={(state) => set({ state: state as Asked['state'] })}
          placeholder="Tutte"
          options={states}
        />
      </div>
      <div class="lf-filters">
        <Button type="submit" icon="it-search">
          Cerca
        </Button>
        <Button variant="outline-primary" aria-expanded={open} aria-controls={more} onClick={() => setOpen(!open)}>
          {open ? 'Meno filtri' : 'Altri filtri'}
        </Button>
        <Button variant="link" onClick={() => onAsk(nothingAsked)}>
          Azzera
        </Button>
      </div>
    </form>
  );
};
