import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { errorText } from '../api/errors.js';
import { plural } from '../text/format.js';
import { announce } from '../feedback/toast.js';
import { FieldFrame, useDescribed, type FieldBase } from './field.js';
import { Icon } from './icon.js';
import { say } from '../text/language.js';

export interface ComboboxOption {
  readonly value: string;
  readonly label: string;
  /** A second line: an office, an address. */
  readonly detail?: string | undefined;
}

export interface ComboboxProps extends FieldBase {
  readonly value: ComboboxOption | undefined;
  readonly onChange: (option: ComboboxOption | undefined) => void;
  /** A fixed list, filtered here; or a function that asks the server for what was typed. */
  readonly options:
    readonly ComboboxOption[] | ((text: string, signal: AbortSignal) => Promise<readonly ComboboxOption[]>);
  /** Offers "Aggiungi «testo»" below what was found. */
  readonly onCreate?: ((text: string) => void) | undefined;
  /** Told of every text that is typed; a choice, and leaving the field, tell nothing. */
  readonly onType?: ((text: string) => void) | undefined;
  readonly placeholder?: string | undefined;
}

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** Options whose label or detail contains every word of the text, accents and case aside. */
export const filterOptions = (options: readonly ComboboxOption[], text: string): readonly ComboboxOption[] => {
  const words = fold(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  return options.filter((option) => {
    const hay = fold(`${option.label} ${option.detail ?? ''}`);
    return words.every((word) => hay.includes(word));
  });
};

type Found =
  | { readonly state: 'closed' }
  | { readonly state: 'loading' }
  | { readonly state: 'found'; readonly options: readonly ComboboxOption[] }
  | { readonly state: 'failed'; readonly message: string };

const closed: Found = { state: 'closed' };

/** A server is not asked for every letter. */
const restMs = 200;

const shownAtOnce = 100;

const useOptions = ({ options }: ComboboxProps, text: string, open: boolean): Found => {
  const [asked, setAsked] = useState<Found>(closed);
  // A fixed list answers in the same breath as the key is pressed, so that a quick "arrow, Enter" meets what is shown.
  const listed = useMemo<Found>(
    () =>
      open && typeof options !== 'function'
        ? { state: 'found', options: filterOptions(options, text).slice(0, shownAtOnce) }
        : closed,
    [options, text, open],
  );
  useEffect(() => {
    if (typeof options !== 'function') return;
    if (!open) return setAsked(closed);
    const stop = new AbortController();
    const timer = setTimeout(() => {
      setAsked((before) => (before.state === 'found' ? before : { state: 'loading' }));
      options(text, stop.signal).then(
        (list) => {
          if (!stop.signal.aborted) setAsked({ state: 'found', options: list });
        },
        (error: unknown) => {
          if (!stop.signal.aborted) setAsked({ state: 'failed', message: errorText(error) });
        },
      );
    }, restMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [options, text, open]);
  return typeof options === 'function' ? asked : listed;
};

/** A text field that offers what fits (ARIA 1.2 combobox with a listbox): arrows, Enter, Esc, Home and End. */
export const Combobox = (props: ComboboxProps): JSX.Element => {
  const described = useDescribed(props);
  const { id } = described;
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const open = typed !== undefined;
  const text = typed ?? '';
  const found = useOptions(props, text, open);
  // Which one is marked, in which answer: with a new answer none is.
  const [marked, setMarked] = useState<{ readonly found: Found; readonly place: number } | undefined>(undefined);
  const active = marked?.found === found ? marked.place : -1;
  const setActive = (place: number): void => setMarked({ found, place });
  const list = useRef<HTMLUListElement>(null);
  const options = found.state === 'found' ? found.options : [];
  const canCreate = props.onCreate !== undefined && text.trim() !== '' && found.state === 'found';
  const count = options.length + (canCreate ? 1 : 0);

  useEffect(() => {
    if (found.state === 'found' && open) {
      announce(
        found.options.length === 0
          ? say('Nessun risultato', 'No result')
          : plural(found.options.length, 'risultato', 'risultati'),
      );
    }
  }, [found, open]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const close = (): void => setTyped(undefined);
  const choose = (place: number): void => {
    const option = options[place];
    if (option !== undefined) props.onChange(option);
    else if (canCreate && place === options.length) props.onCreate?.(text.trim());
    else return;
    close();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) return setTyped('');
      if (count === 0) return;
      setActive(event.key === 'ArrowDown' ? (active + 1) % count : (active <= 0 ? count : active) - 1);
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      choose(active === -1 && count === 1 ? 0 : active);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if ((event.key === 'Home' || event.key === 'End') && open && active >= 0) {
      event.preventDefault();
      setActive(event.key === 'Home' ? 0 : count - 1);
    }
  };
  const item = (place: number, content: JSX.Element): JSX.Element => (
    <li
      key={place}
      id={`${id}-option-${place}`}
      role="option"
      aria-selected={place === active}
      class="lf-combobox-option"
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => choose(place)}
    >
      {content}
    </li>
  );
  return (
    <FieldFrame field={props} id={id} class="lf-combobox">
      <div class="lf-with-button">
        <input
          {...described}
          class="form-control"
          type="text"
          role="combobox"
          autocomplete="off"
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-activedescendant={active >= 0 ? `${id}-option-${active}` : undefined}
          value={typed ?? props.value?.label ?? ''}
          placeholder={props.placeholder}
          disabled={props.disabled}
          readOnly={props.readOnly}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            props.onType?.(event.currentTarget.value);
          }}
          onClick={() => {
            if (!open && props.readOnly !== true) setTyped('');
          }}
          onKeyDown={onKeyDown}
          onBlur={close}
        />
        {props.value !== undefined && props.readOnly !== true && props.disabled !== true ? (
          <button type="button" class="lf-icon-button" onClick={() => props.onChange(undefined)}>
            <Icon name="it-close" label={say(`Togli ${props.value.label}`, `Remove ${props.value.label}`)} />
          </button>
        ) : null}
      </div>
      <ul
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={props.label}
        class="lf-combobox-list"
        hidden={!open || (count === 0 && found.state === 'closed')}
      >
        {options.map((option, place) =>
          item(
            place,
            <>
              <span>{option.label}</span>
              {option.detail === undefined ? null : <small>{option.detail}</small>}
            </>,
          ),
        )}
        {canCreate
          ? item(options.length, <span>{say(`Aggiungi «${text.trim()}»`, `Add “${text.trim()}”`)}</span>)
          : null}
        {count === 0 ? (
          <li role="presentation" class="lf-combobox-note">
            {found.state === 'failed'
              ? found.message
              : found.state === 'found'
                ? say('Nessun risultato', 'No result')
                : say('Ricerca in corso…', 'Searching…')}
          </li>
        ) : null}
      </ul>
    </FieldFrame>
  );
};
