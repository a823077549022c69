/** What fits in JSON: the only thing that variables, configurations and journal entries are made of. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** A JSON object: variables by name, a configuration, a mapping. */
export type JsonObject = { readonly [key: string]: Json };

/**
 * JSON Schema 2020-12, as far as forms and checks need it. These annotations are ours:
 * `x-feel: 'optional' | 'required'` lets a value that begins with `=` be a FEEL expression, evaluated when the element
 * is entered; `x-list: 'organisation.offices'` names a live list (see {@link ListDefinition}) that offers the values.
 * For the modeler's forms only: `x-labels: { <value>: Localized }` says what the values of an `enum` are called,
 * `x-showWhen: { field, is }` shows a property only when another one has this value, `x-en: { title?, description? }` is
 * the English of `title` and `description`, `x-section: Localized` puts a property that few need into a folded section of
 * that name, last in the form, `x-expert: true` offers a part of an output only to who writes formulas (an id, a digest);
 * a string with `format: 'group-key'` is chosen as a rule of who may do it.
 */
export type JsonSchema = { readonly [key: string]: unknown };

/** A text in the languages of the screens. Italian is the language of the house; English falls back to it. */
export interface Localized {
  readonly it: string;
  readonly en?: string;
}
