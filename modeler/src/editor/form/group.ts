import { Group } from '@bpmn-io/properties-panel';
import type { JSX } from '@bpmn-io/properties-panel/preact';
import { h } from '@bpmn-io/properties-panel/preact';
import type { DiagramElement } from '../canvas/services.js';
import type { EntryProps, FormServices } from './services.js';

export interface Entry {
  readonly id: string;
  readonly component: typeof Keyed;
  readonly inner: Inner;
  readonly more: object;
}

type Inner = (props: EntryProps & never) => JSX.Element | null;

/**
 * Made anew for each element, so that what is typed for one never lands in another; the same as long as its element
 * stays, so that what is being typed is not lost when the drawing changes.
 */
const Keyed = ({ id, element, inner, more }: EntryProps & Pick<Entry, 'inner' | 'more'>): JSX.Element =>
  h(inner as never, { ...more, id, element, key: `${element.id} ${id}` } as never);

export interface FormGroup {
  readonly id: string;
  readonly label: string;
  readonly entries: readonly Entry[];
  readonly component: typeof Group;
  readonly shouldOpen: boolean;
}

/** The groups of an element; what it has none of is left out. */
export type MakeGroup = (element: DiagramElement, services: FormServices) => FormGroup | undefined;

/** `id` is what `reveal` opens, within an element it is unique; `more` goes to the component beside id and element. */
export const entry = <P extends EntryProps>(
  id: string,
  component: (props: P) => JSX.Element | null,
  ...[more]: [keyof Omit<P, keyof EntryProps>] extends [never] ? [] : [Omit<P, keyof EntryProps>]
): Entry => ({ id: `lf-${id}`, component: Keyed, inner: component as Inner, more: more ?? {} });

export const group = (id: string, label: string, entries: readonly Entry[], open = true): FormGroup | undefined =>
  entries.length === 0 ? undefined : { id: `lf-${id}`, label, entries, component: Group, shouldOpen: open };
