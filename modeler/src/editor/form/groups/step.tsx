/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import { useState } from '@bpmn-io/properties-panel/preact/hooks';
import { headersOf } from '../../model/extension.js';
import { isFeel } from '../../model/feel-text.js';
import type { Variable } from '../../model/schema-variables.js';
import { headerOf, stepFields, valueOf, type StepField } from '../../model/step-form.js';
import { SelectField } from '../choices.js';
import type { DiagramElement } from '../../canvas/services.js';
import { SourceField } from '../formula-field.js';
import { entry, group, type FormGroup, type MakeGroup } from '../group.js';
import { useForm, type EntryProps, type FormServices } from '../services.js';
import { ValueControl } from '../value-control.js';

/** Variables that can stand where a text, number or list is wanted. */
const standsFor = (field: StepField) => {
  const several = ['groups', 'texts', 'rows', 'choices', 'json'].includes(field.control.kind);
  return (variable: Variable): boolean =>
    several ? variable.type === 'list' || variable.type === 'object' : variable.type !== 'object';
};

const FromCase = (props: EntryProps & { field: StepField; header: string; write: (v: string | undefined) => void }) => {
  const { id, element, field, header, write } = props;
  const services = useForm();
  return (
    <SourceField
      {...{ id, element, label: field.label, help: field.help, required: field.required }}
      value={header}
      variables={services.variablesInside(element)}
      fits={standsFor(field)}
      onCommit={write}
    />
  );
};

/** A setting that may be taken from the case says first where it comes from. */
const Either = (props: EntryProps & { field: StepField; header: string | undefined; write: (v?: string) => void }) => {
  const { id, element, field, header, write } = props;
  const { translate } = useForm();
  const [chosen, choose] = useState<'fixed' | 'case' | undefined>(undefined);
  const expression = header !== undefined && isFeel(header);
  // Emptied to be written anew, it is still taken from the case.
  if (expression && chosen !== 'case') choose('case');
  const how = header === undefined ? (chosen ?? 'fixed') : expression ? 'case' : 'fixed';
  return (
    <div class="lf-either">
      {how === 'case' ? (
        <FromCase {...{ id, element, field, write }} header={header ?? '='} />
      ) : (
        <ValueControl
          {...{ id, element, field }}
          value={valueOf(header, field)}
          onChange={(value) => write(headerOf(value))}
        />
      )}
      <SelectField
        id={`${id}-from`}
        label={translate('{field}: where it comes from', { field: field.label })}
        bare
        value={how}
        choices={[
          { value: 'fixed', label: translate('written here') },
          { value: 'case', label: translate('taken from the case') },
        ]}
        onChange={(next) => {
          choose(next as 'fixed' | 'case');
          if (header !== undefined) write(undefined);
        }}
      />
    </div>
  );
};

const Setting = ({ id, element, field }: EntryProps & { readonly field: StepField }): JSX.Element | null => {
  const { edits } = useForm();
  const headers = headersOf(element.businessObject);
  const { showWhen } = field;
  if (showWhen !== undefined && headers.get(showWhen.field) !== String(showWhen.is)) return null;
  const header = headers.get(field.key);
  const write = (value?: string): void => edits.headers(element, new Map([...headers, [field.key, value]]));
  if (field.feel === 'required') return <FromCase {...{ id, element, field, write }} header={header ?? '='} />;
  if (field.feel === 'optional') return <Either {...{ id, element, field, header, write }} />;
  return (
    <ValueControl
      {...{ id, element, field }}
      value={valueOf(header, field)}
      onChange={(value) => write(headerOf(value))}
    />
  );
};

/** The drawing keeps the version that it was drawn with; whoever looks at it is offered the newer one. */
const Newer = ({ element }: EntryProps): JSX.Element | null => {
  const { steps, translate } = useForm();
  const newer = steps.newer(element);
  if (newer === undefined) return null;
  return (
    <div class="lf-newer-step">
      <p>
        <strong>{translate('There is a newer version of this step')}</strong>
        {translate('What is filled in stays as far as the new version knows it.')}
      </p>
      <button type="button" class="lf-row-add" data-newer-step onClick={() => steps.apply(element, newer)}>
        {translate('Take the newer version')}
      </button>
    </div>
  );
};

const sorted = (fields: readonly StepField[]): readonly StepField[] => [
  ...fields.filter(({ required }) => required),
  ...fields.filter(({ required }) => !required),
];

const settings = (fields: readonly StepField[]) =>
  sorted(fields).map((field) => entry(`config-${field.key}`, Setting, { field }));

/** The settings of a plugin step, made from its manifest. Those that must be said stand first. */
export const stepGroup: MakeGroup = (element, services) => {
  const step = services.steps.of(element);
  if (step === undefined) return undefined;
  const fields = stepFields(step, services.language).filter(({ section }) => section === undefined);
  return group('step', services.say(step.label), [
    ...(services.steps.newer(element) === undefined ? [] : [entry('newer', Newer)]),
    ...settings(fields),
  ]);
};

/** What few need of a step, folded under the words that its manifest gives. */
export const sectionGroups = (element: DiagramElement, services: FormServices): readonly FormGroup[] => {
  const step = services.steps.of(element);
  const fields = step === undefined ? [] : stepFields(step, services.language);
  const names = new Set(fields.flatMap(({ section }) => section ?? []));
  return [...names].flatMap(
    (name, at) => group(`section-${at}`, name, settings(fields.filter(({ section }) => section === name)), false) ?? [],
  );
};
