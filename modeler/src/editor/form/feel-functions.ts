import { snippets } from '@bpmn-io/lang-feel';
import { feelBuiltins } from '@camunda/feel-builtins';

/** What the editor of formulas shows of a function while one types. */
export interface FeelFunctionOffer {
  readonly name: string;
  readonly type?: string;
  readonly params?: readonly { readonly name: string }[];
  readonly info: () => Node;
}

/** Standard functions that the engine has not, or that could run without bound and belong into a script. */
const NOT_HERE = new Set(['from json', 'to json', 'matches', 'replace', 'split', 'sort', 'string join']);

/** Ranges are no values here: what takes one has nothing to take. */
const RANGE = /^range\d?$/;

const explained = (html: string): Node => document.createRange().createContextualFragment(html);

/** The functions of FEEL that a formula of a diagram may call: what is offered while one types. */
export const feelFunctions: readonly FeelFunctionOffer[] = feelBuiltins
  .filter(({ name, params = [] }) => !NOT_HERE.has(name) && !params.some((param) => RANGE.test(param.name)))
  .map((builtin) => ({ ...builtin, info: () => explained(builtin.info) }));

/** The editor of formulas offers this one list of its language; a formula of a diagram defines no function. */
const offered = snippets as unknown as { readonly label: string }[];
const definition = offered.findIndex(({ label }) => label === 'function');
if (definition !== -1) offered.splice(definition, 1);
