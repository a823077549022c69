import type { ComponentChildren, JSX } from 'preact';
import type { Task } from '../../kit/contract.js';
import { useModules } from '../../shell/plugins/modules.js';
import { CasePanels } from './case-panels.js';

export interface WorkLayoutProps {
  readonly caseId: string;
  readonly task?: Task | undefined;
  /** Grows when the panels should read again. */
  readonly refresh: number;
  /** What is to be done, or where the case stands. */
  readonly work: ComponentChildren;
  /** The work is a form, longer than the documents beside it: it has the right side for itself. */
  readonly long?: boolean;
  /** What it is about, its history. */
  readonly aside: ComponentChildren;
}

/**
 * The page of a task or a case. On phones one below the other, in the order of work: the first panel (the documents),
 * what to do, the other panels, the rest. On wide screens the panels stand left, everything else right; of a long form the rest stands left, too.
 */
export const WorkLayout = ({ work, aside, long = false, ...about }: WorkLayoutProps): JSX.Element => {
  const { casePanels } = useModules();
  const [first, ...others] = casePanels;
  return (
    <div class={`lf-work${first === undefined ? ' lf-work-plain' : long ? ' lf-work-long' : ''}`}>
      {first === undefined ? null : (
        <div class="lf-work-main">
          <CasePanels panels={[first]} {...about} />
        </div>
      )}
      <div class="lf-work-todo">{work}</div>
      {others.length === 0 ? null : (
        <div class="lf-work-more">
          <CasePanels panels={others} {...about} />
        </div>
      )}
      <div class="lf-work-aside">{aside}</div>
    </div>
  );
};
