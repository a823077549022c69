/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import { entry, group, type MakeGroup } from '../group.js';
import { useForm, type EntryProps } from '../services.js';

const List = ({ element }: EntryProps): JSX.Element => {
  const services = useForm();
  return (
    <ul class="lf-problems">
      {services.problemsOf(element).map((problem, at) => (
        <li key={at} class={`lf-problem-${problem.severity}`}>
          {services.say(problem.text)}
          {problem.doNow === undefined ? null : <span>{services.say(problem.doNow)}</span>}
        </li>
      ))}
    </ul>
  );
};

/** What is said against the element, above everything that could mend it. */
export const problemsGroup: MakeGroup = (element, services) =>
  services.problemsOf(element).length === 0
    ? undefined
    : group('problems', services.translate('To be mended'), [entry('problems', List)]);
