import { Group } from '@bpmn-io/properties-panel';
import type { JSX } from '@bpmn-io/properties-panel/preact';
import { h } from '@bpmn-io/properties-panel/preact';
import type { DiagramElement } from '../canvas/services.js';
import type { EntryProps, FormServices } from './services.js';

export interface Entry {
  readonly id: string;
  readonly component: (props: EntryProps) => JSX.Element | null;
}

export interface FormGroup {
  readonly id: string;
  readonly label: string;
  readonly entries: readonly Entry[];
  readonly component: typeof Group;
  readonly shouldOpen: boolean;
}

/** The groups of an element; what it has none of is left out. */
export type MakeGroup = (element: DiagramElement, services: FormServices) => FormGroup | undefined;

/**
 * An entry made anew for each element: what is typed for one never lands in another.
 *
 * `id` is what `reveal` opens; within an element it is unique.
 */
export const entry = (id: string, component: (props: EntryProps) => JSX.Element | null): Entry => ({
  id: `lf-${id}`,
  component: (props) => h(component, { ...props, key: `${props.element.id} ${id}` }),
});

export const group = (id: string, label: string, entries: readonly Entry[], open = true): FormGroup | undefined =>
  entries.length === 0 ? undefined : { id: `lf-${id}`, label, entries, component: Group, shouldOpen: open };
