/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { ComponentChildren, JSX } from '@bpmn-io/properties-panel/preact';
import { Icon } from '../frame/icon.js';
import { useForm } from './services.js';

export interface RowsProps<R> {
  readonly id: string;
  readonly rows: readonly R[];
  /** What one row is called: "Campo 2". */
  readonly called: string;
  readonly add: string;
  readonly make: () => R;
  readonly onChange: (rows: readonly R[]) => void;
  readonly children: (row: R, set: (row: R) => void, at: number) => ComponentChildren;
  /** Rows have an order that matters. */
  readonly ordered?: boolean;
  readonly max?: number | undefined;
}

const moved = <R,>(rows: readonly R[], from: number, to: number): readonly R[] => {
  const rest = rows.filter((_, at) => at !== from);
  const row = rows[from];
  return row === undefined ? rows : [...rest.slice(0, to), row, ...rest.slice(to)];
};

/** A list of small entries: each changed in place, moved, taken away; one more below. */
export const Rows = <R,>(props: RowsProps<R>): JSX.Element => {
  const { id, rows, called, add, make, onChange, children, ordered = false, max } = props;
  const { iconSprite, translate } = useForm();
  const button = (name: string, label: string, at: number, act: () => void, disabled = false): JSX.Element => (
    <button
      type="button"
      class="lf-row-button"
      title={label}
      aria-label={`${label}: ${called} ${at + 1}`}
      disabled={disabled}
      onClick={act}
    >
      <Icon sprite={iconSprite} name={name} />
    </button>
  );
  return (
    <div class="lf-rows" data-rows={id}>
      {rows.map((row, at) => (
        <div class="lf-row" role="group" aria-label={`${called} ${at + 1}`} key={`${rows.length}-${at}`}>
          <div class="lf-row-fields">
            {children(row, (next) => onChange(rows.map((other, place) => (place === at ? next : other))), at)}
          </div>
          <div class="lf-row-buttons">
            {ordered
              ? button('it-arrow-up', translate('Move up'), at, () => onChange(moved(rows, at, at - 1)), at === 0)
              : null}
            {ordered
              ? button(
                  'it-arrow-down',
                  translate('Move down'),
                  at,
                  () => onChange(moved(rows, at, at + 1)),
                  at === rows.length - 1,
                )
              : null}
            {button('it-delete', translate('Take away'), at, () => onChange(rows.filter((_, place) => place !== at)))}
          </div>
        </div>
      ))}
      {max !== undefined && rows.length >= max ? null : (
        <button type="button" class="lf-row-add" data-add={id} onClick={() => onChange([...rows, make()])}>
          <Icon sprite={iconSprite} name="it-plus" />
          {add}
        </button>
      )}
    </div>
  );
};
