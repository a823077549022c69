import type { ComponentChildren, JSX } from 'preact';

export interface Column<T> {
  readonly key: string;
  readonly header: string;
  readonly render: (row: T) => ComponentChildren;
  readonly align?: 'start' | 'end' | 'center' | undefined;
  /** Takes no more width than it needs. */
  readonly narrow?: boolean | undefined;
  /** On phones, where a row is a card: stands on top without its header. One column should have it. */
  readonly title?: boolean | undefined;
  /** Left out on phones. */
  readonly wideOnly?: boolean | undefined;
  /** The header is for screen readers only (a column of buttons). */
  readonly hideHeader?: boolean | undefined;
}

export interface TableProps<T> {
  /** What the table lists; read out, and visible with `showCaption`. */
  readonly caption: string;
  readonly showCaption?: boolean | undefined;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly rowClass?: ((row: T) => string | undefined) | undefined;
  /** In place of the rows when there are none. */
  readonly empty?: ComponentChildren;
  readonly busy?: boolean | undefined;
}

const cellClass = <T,>(column: Column<T>): string =>
  [
    `lf-align-${column.align ?? 'start'}`,
    column.narrow === true ? 'lf-narrow' : '',
    column.title === true ? 'lf-cell-title' : '',
    column.wideOnly === true ? 'lf-wide-only' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');

/** A table; below 768 px each row is a card with the headers beside the values. Roles are told, since CSS may lose them. */
export const Table = <T,>(props: TableProps<T>): JSX.Element => {
  if (props.rows.length === 0 && props.empty !== undefined) return <>{props.empty}</>;
  return (
    <table class="lf-table" role="table" aria-busy={props.busy === true}>
      <caption class={props.showCaption === true ? 'lf-table-caption' : 'visually-hidden'}>{props.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {props.columns.map((column) => (
            <th key={column.key} scope="col" role="columnheader" class={cellClass(column)}>
              <span class={column.hideHeader === true ? 'visually-hidden' : undefined}>{column.header}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {props.rows.map((row) => (
          <tr key={props.rowKey(row)} role="row" class={props.rowClass?.(row)}>
            {props.columns.map((column) => (
              <td key={column.key} role="cell" class={cellClass(column)}>
                {column.title === true || column.hideHeader === true ? null : (
                  <span class="lf-cell-label" aria-hidden="true">
                    {column.header}
                  </span>
                )}
                <div class="lf-cell-value">{column.render(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
