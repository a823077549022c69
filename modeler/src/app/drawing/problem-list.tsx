import { Icon, localized, plural, say, useEffect, useId, useRef, useState, type JSX } from '@libro-firma/desk/kit';
import type { EditorProblem } from '../../editor/contract.js';
import { fieldOfProblem } from './problem-field.js';

export interface ProblemListProps {
  readonly problems: readonly EditorProblem[];
  /** Leads to the element; without it the list is for reading. */
  readonly onShow?: ((elementId: string, field?: string) => void) | undefined;
}

/** What must be mended before publishing, then what only deserves a look. */
export const ProblemList = ({ problems, onShow }: ProblemListProps): JSX.Element => (
  <ul class="lfm-problems">
    {[...problems]
      .sort((left, right) => Number(left.severity === 'warning') - Number(right.severity === 'warning'))
      .map((problem, place) => (
        <Problem key={`${problem.code} ${problem.elementId ?? ''} ${place}`} problem={problem} onShow={onShow} />
      ))}
  </ul>
);

const Problem = ({
  problem,
  onShow,
}: {
  readonly problem: EditorProblem;
  readonly onShow: ProblemListProps['onShow'];
}): JSX.Element => {
  const { elementId, elementName, severity } = problem;
  const where = elementName ?? elementId;
  return (
    <li class={`lfm-problem lfm-problem-${severity}`}>
      <Icon
        name={severity === 'error' ? 'it-error' : 'it-warning-circle'}
        size="sm"
        label={severity === 'error' ? say('Errore', 'Error') : say('Avviso', 'Warning')}
      />
      <div>
        {where === undefined ? null : elementId === undefined || onShow === undefined ? (
          <strong>{where}</strong>
        ) : (
          <button type="button" class="lfm-problem-where" onClick={() => onShow(elementId, fieldOfProblem(problem))}>
            {where}
          </button>
        )}
        <p>{localized(problem.text)}</p>
        {problem.doNow === undefined ? null : <p class="lf-muted">{localized(problem.doNow)}</p>}
      </div>
    </li>
  );
};

const count = (problems: readonly EditorProblem[], severity: EditorProblem['severity']): number =>
  problems.filter((problem) => problem.severity === severity).length;

export const problemsText = (problems: readonly EditorProblem[]): string => {
  const errors = count(problems, 'error');
  const warnings = count(problems, 'warning');
  const parts = [
    ...(errors === 0 ? [] : [plural(errors, say('errore', 'error'), say('errori', 'errors'))]),
    ...(warnings === 0 ? [] : [plural(warnings, say('avviso', 'warning'), say('avvisi', 'warnings'))]),
  ];
  return parts.length === 0 ? say('Nessun problema', 'No problem') : parts.join(', ');
};

/** Below the canvas: how many, and on demand which. */
export const ProblemStrip = (props: ProblemListProps): JSX.Element => {
  const { problems } = props;
  const [open, setOpen] = useState(false);
  const id = useId();
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    if (open) strip.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const icon =
    count(problems, 'error') > 0 ? 'it-error' : problems.length > 0 ? 'it-warning-circle' : 'it-check-circle';
  const worst = count(problems, 'error') > 0 ? 'error' : problems.length > 0 ? 'warning' : 'none';
  return (
    <section
      ref={strip}
      class={`lfm-problem-strip lfm-worst-${worst}${open && problems.length > 0 ? ' lfm-problems-open' : ''}`}
      aria-label={say('Problemi del disegno', 'Problems of the drawing')}
    >
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        disabled={problems.length === 0}
        onClick={() => setOpen(!open)}
      >
        <Icon name={icon} />
        <span role="status">{problemsText(problems)}</span>
        {problems.length === 0 ? null : <Icon name={open ? 'it-collapse' : 'it-expand'} class="lfm-strip-arrow" />}
      </button>
      <div id={id} hidden={!open || problems.length === 0} class="lfm-problem-scroll">
        <ProblemList {...props} />
      </div>
    </section>
  );
};
