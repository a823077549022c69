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
  /** What it is about, its history. */
  readonly aside: ComponentChildren;
}

/**
 * The page of a task or a case. On phones one below the other, in the order of work: the first panel (the documents),
 * what to do, the other panels, the rest. On wide screens the panels stand left, everything else right.
 */
export const WorkLayout = ({ work, aside, ...about }: WorkLayoutProps): JSX.Element => {
  const { casePanels } = useModules();
  const [first, ...others] = casePanels;
  return (
    <div class={`lf-work${first === undefined ? ' lf-work-plain' : ''}`}>
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
