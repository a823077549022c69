import type { ApiError } from '@libro-firma/desk/kit';
import type { EditorProblem } from '../../editor/contract.js';

/** The problems for which a drawing was refused; `undefined` when something else was the matter. */
export const problemsOf = (error: ApiError): readonly EditorProblem[] | undefined => {
  if (error.code !== 'engine.diagram-invalid') return undefined;
  const { problems } = error.details as { readonly problems?: readonly EditorProblem[] };
  return problems ?? [];
};
