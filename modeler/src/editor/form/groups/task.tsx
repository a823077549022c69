/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import { extension } from '../../model/extension.js';
import { text } from '../../model/moddle.js';
import { parseRules, printRules } from '../../model/rule.js';
import { parseDueDate, printDueDate } from '../../model/term.js';
import { SelectField } from '../choices.js';
import { FormulaField, useFormula } from '../formula-field.js';
import { entry, group, type MakeGroup } from '../group.js';
import { RulesField } from '../rules-field.js';
import { useForm, type EntryProps } from '../services.js';
import { TermField } from '../term-field.js';

const Who = ({ id, element }: EntryProps): JSX.Element => {
  const services = useForm();
  const { edits, translate } = services;
  const assignment = extension(element.businessObject, 'AssignmentDefinition');
  const groups = text(assignment, 'candidateGroups') ?? '';
  const rules = parseRules(groups);
  const write = (candidateGroups: string | undefined): void =>
    edits.attributes(element, 'AssignmentDefinition', {
      assignee: text(assignment, 'assignee'),
      candidateUsers: text(assignment, 'candidateUsers'),
      candidateGroups,
    });
  const only = rules === undefined;
  const formula = useFormula(only);
  if (only || formula.shown) {
    return (
      <FormulaField
        {...{ id, element, formula, only }}
        label={translate('Who does it')}
        value={groups}
        variables={services.variables(element)}
        onCommit={write}
      />
    );
  }
  return (
    <div class="lf-field" data-entry-id={id}>
      <RulesField id={id} element={element} value={rules} onChange={(next) => write(printRules(next))} />
    </div>
  );
};

const Due = ({ id, element }: EntryProps): JSX.Element => {
  const services = useForm();
  const { edits, translate } = services;
  const schedule = extension(element.businessObject, 'TaskSchedule');
  const due = text(schedule, 'dueDate') ?? '';
  const term = due === '' ? undefined : parseDueDate(due);
  const write = (dueDate: string | undefined): void =>
    edits.attributes(element, 'TaskSchedule', { followUpDate: text(schedule, 'followUpDate'), dueDate });
  const only = due !== '' && term === undefined;
  const formula = useFormula(only);
  if (formula.shown) {
    return (
      <FormulaField
        {...{ id, element, formula, only }}
        label={translate('To be done by')}
        value={due}
        variables={services.variables(element)}
        onCommit={write}
      />
    );
  }
  return (
    <TermField
      id={id}
      label={translate('To be done by')}
      element={element}
      kinds={['after', 'afterVariable', 'date', 'fixed']}
      none={translate('no deadline')}
      value={term}
      onChange={(next) => write(next === undefined ? undefined : printDueDate(next))}
    />
  );
};

export const whoGroup: MakeGroup = (element, { translate }) =>
  element.businessObject.$type === 'bpmn:UserTask'
    ? group('who', translate('Who does it'), [entry('who', Who)])
    : undefined;

export const dueGroup: MakeGroup = (element, { translate }) =>
  element.businessObject.$type === 'bpmn:UserTask'
    ? group('due', translate('Deadline'), [entry('due', Due)])
    : undefined;

/** A task that does nothing yet: which step it is. */
const Becomes = ({ id, element }: EntryProps): JSX.Element => {
  const { shapes, translate } = useForm();
  const offered = shapes.all.filter(({ step, type }) => step !== undefined && type === element.businessObject.$type);
  return (
    <SelectField
      id={id}
      label={translate('What it does')}
      value=""
      choices={offered.map((shape) => ({ value: shape.id, label: shapes.label(shape) }))}
      onChange={(chosen) => {
        const shape = offered.find((one) => one.id === chosen);
        if (shape !== undefined) shapes.replace(element, shape);
      }}
    />
  );
};

export const becomesGroup: MakeGroup = (element, { steps, translate }) => {
  const idle = ['bpmn:ServiceTask', 'bpmn:SendTask'].includes(element.businessObject.$type);
  if (!idle || steps.of(element) !== undefined) return undefined;
  return group('becomes', translate('What it does'), [entry('becomes', Becomes)]);
};
