import { LibroFirmaError } from '../../plugin/errors.js';
import type { Json } from '../../plugin/json.js';
import type { Checked } from './check.js';
import type { DefinitionProblem, SurroundingsCode } from './problem.js';

/** What the diagram is meant for: the more earnest, the less may be wrong with it. */
export type Purpose = 'publish' | 'draft' | 'trial';

/** Wrong in earnest, and yet a trial can show how the route runs, or where it stops. */
const TRIABLE: ReadonlySet<string> = new Set<SurroundingsCode>([
  'group-unknown',
  'step-unavailable',
  'nobody-holds',
  'nobody-starts',
  'called-unpublished',
  'rejection-ignored',
  'rejection-nowhere',
  'rejection-silent',
]);

const hinders = ({ severity, code }: DefinitionProblem, purpose: Purpose): boolean => {
  if (severity !== 'error') return false;
  if (purpose === 'draft') return code !== 'step-unavailable';
  // Rules of plugins bear the plugin's name before a dot.
  return purpose === 'publish' || !(TRIABLE.has(code) || code.includes('.'));
};

/**
 * Whether a checked diagram may be stored. A draft may hold steps that cannot be published here; for a trial it has to
 * run, and no more.
 *
 * @throws LibroFirmaError `engine.diagram-invalid` with all problems in `details.problems`
 */
export const refuseBroken = ({ problems }: Checked, purpose: Purpose): void => {
  const errors = problems.filter((one) => hinders(one, purpose));
  const [first] = errors;
  if (first === undefined) return;
  const at = first.elementName ?? first.elementId;
  const more =
    [undefined, '', ' C’è un altro problema.'][errors.length] ?? ` Ci sono altri ${errors.length - 1} problemi.`;
  const [it, en] =
    purpose === 'trial'
      ? ['Il diagramma non si può ancora provare.', 'The diagram cannot be tried yet.']
      : ['Il diagramma non si può pubblicare.', 'The diagram cannot be deployed.'];
  throw new LibroFirmaError(
    'invalid',
    'engine.diagram-invalid',
    {
      it: `${it} ${at === undefined ? '' : `«${at}»: `}${first.text.it}${more}`,
      en: `${en} ${at === undefined ? '' : `"${at}": `}${first.text.en ?? first.text.it}`,
    },
    { ...(first.elementId === undefined ? {} : { where: first.elementId }), details: { problems: asJson(errors) } },
  );
};

const asJson = (problems: readonly DefinitionProblem[]): Json => JSON.parse(JSON.stringify(problems)) as Json;
