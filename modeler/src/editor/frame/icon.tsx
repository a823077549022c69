/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';

/** An icon of bootstrap-italia; what it stands for is said beside it, or by the button that bears it. */
export const Icon = ({ sprite, name }: { readonly sprite: string | undefined; readonly name: string }): JSX.Element => (
  <svg class="lf-editor-icon" width="20" height="20" aria-hidden="true" focusable="false">
    {sprite === undefined ? null : <use href={`${sprite}#${name}`} />}
  </svg>
);
