import type { JSX } from '@libro-firma/desk/kit';
import { idOf, nameOf } from './values.js';

/** Book, office or person of a request, by name. */
export const NamedValue = ({ value }: { readonly value: unknown }): JSX.Element => (
  <>{nameOf(value) ?? idOf(value) ?? '—'}</>
);
