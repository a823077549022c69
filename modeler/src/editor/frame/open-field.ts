/** How long a form may take to be drawn. */
const TRIES = 60;

const CONTROLS = 'input, select, textarea';
/** The editor of a formula comes a moment after its frame. */
const FORMULA = '.bio-properties-panel-feel-entry.feel-active';
const WRITTEN = '[contenteditable=true]';
const ANY = 'input, select, textarea, button:not(.bio-properties-panel-group-header-button)';

/** Entries whose id is `lf-<field>`, or begins so where the field ends with a hyphen. */
const entriesOf = (form: HTMLElement, field: string): readonly HTMLElement[] => [
  ...form.querySelectorAll<HTMLElement>(`[data-entry-id${field.endsWith('-') ? '^' : ''}="lf-${CSS.escape(field)}"]`),
];

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Wrong, or still to be filled in. */
const lacks = (control: Control): boolean =>
  control.matches('[aria-invalid="true"], :invalid') ||
  (control.getAttribute('aria-required') === 'true' && control.value === '');

const unfold = (entry: HTMLElement): void => {
  const header = entry.closest('.bio-properties-panel-group')?.querySelector('.bio-properties-panel-group-header');
  if (header instanceof HTMLElement && !header.classList.contains('open')) header.click();
};

/** Unfolds the group of a field and puts the cursor into it, once the form of the element is there. */
export const openField = (form: HTMLElement, field: string): void => {
  let tries = 0;
  const look = (): void => {
    const entries = entriesOf(form, field);
    const [first] = entries;
    const formula = first?.matches(FORMULA) === true ? first : first?.querySelector(FORMULA);
    const unready = formula instanceof HTMLElement && formula.querySelector(WRITTEN) === null && tries < TRIES;
    if (first === undefined || unready) {
      tries += 1;
      if (tries < TRIES) requestAnimationFrame(look);
      return;
    }
    const target =
      entries.flatMap((entry) => [...entry.querySelectorAll<Control>(CONTROLS)]).find(lacks) ??
      formula?.querySelector<HTMLElement>(WRITTEN) ??
      first.querySelector<HTMLElement>(ANY);
    unfold(first);
    requestAnimationFrame(() => {
      target?.scrollIntoView({ block: 'nearest' });
      target?.focus();
    });
  };
  // The form of the element before may still stand there.
  requestAnimationFrame(() => requestAnimationFrame(look));
};
