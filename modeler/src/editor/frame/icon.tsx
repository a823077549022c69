/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';

/** An icon of bootstrap-italia or of the BPMN font; what it means is said beside it, or by the button that bears it. */
export const Icon = ({ sprite, name }: { readonly sprite: string | undefined; readonly name: string }): JSX.Element =>
  name.startsWith('bpmn-icon-') ? (
    <span class={`lf-editor-icon lf-editor-sign ${name}`} aria-hidden="true" />
  ) : (
    <svg class="lf-editor-icon" width="20" height="20" aria-hidden="true" focusable="false">
      {sprite === undefined ? null : <use href={`${sprite}#${name}`} />}
    </svg>
  );
