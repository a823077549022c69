import type { ComponentChildren, JSX, RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
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

/** Whether what stands on the right is taller than the first panel on the left; looked at whenever one of them grows. */
const useTaller = (right: RefObject<HTMLElement>, left: RefObject<HTMLElement>, there: boolean): boolean => {
  const [taller, setTaller] = useState(false);
  useLayoutEffect(() => {
    const [one, other] = [right.current, left.current];
    if (one === null || other === null) return undefined;
    const observer = new ResizeObserver(() => setTaller(one.offsetHeight > other.offsetHeight));
    observer.observe(one);
    observer.observe(other);
    return () => observer.disconnect();
  }, [right, left, there]);
  return taller;
};

/**
 * The page of a task or a case. On phones one below the other, in the order of work: the first panel (the documents),
 * what to do, the other panels, the rest. On wide screens the panels stand left, everything else right; of a long form
 * the rest stands left, too. Where the right side is the taller one the panels go on beside it, so that none waits below
 * a gap.
 */
export const WorkLayout = ({ work, aside, long = false, ...about }: WorkLayoutProps): JSX.Element => {
  const { casePanels } = useModules();
  const [first, ...others] = casePanels;
  const todo = useRef<HTMLDivElement>(null);
  const main = useRef<HTMLDivElement>(null);
  const tall = useTaller(todo, main, first !== undefined);
  return (
    <div
      class={`lf-work${first === undefined ? ' lf-work-plain' : long ? ' lf-work-long' : tall ? ' lf-work-tall' : ''}`}
    >
      {first === undefined ? null : (
        <div ref={main} class="lf-work-main">
          <CasePanels panels={[first]} {...about} />
        </div>
      )}
      <div ref={todo} class="lf-work-todo">
        {work}
      </div>
      {others.length === 0 ? null : (
        <div class="lf-work-more">
          <CasePanels panels={others} {...about} />
        </div>
      )}
      <div class="lf-work-aside">{aside}</div>
    </div>
  );
};
