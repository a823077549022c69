/** @jsxImportSource @bpmn-io/properties-panel/preact */
import { inputSchemas } from '../../canvas/step-inputs.js';
import type { JsonSchema } from '../../contract.js';
import { inputsOf, outputsOf } from '../../model/extension.js';
import { SourceField } from '../formula-field.js';
import { entry, group, type MakeGroup } from '../group.js';
import { inputWord } from '../input-word.js';
import { useForm, type EntryProps } from '../services.js';

const Input = (props: EntryProps & { readonly name: string; readonly schema: JsonSchema; required: boolean }) => {
  const { id, element, name, schema, required } = props;
  const services = useForm();
  const { edits, translate } = services;
  const inputs = inputsOf(element.businessObject);
  const source = inputs.find(({ target }) => target === name)?.source ?? '';
  const write = (text: string | undefined): void => {
    const others = inputs.filter(({ target }) => target !== name);
    const next = text === undefined ? others : [...others, { source: text, target: name }];
    edits.mappings(element, next, outputsOf(element.businessObject));
  };
  const english = services.language === 'en' ? (schema['x-en'] as { title?: string } | undefined)?.title : undefined;
  const label = english ?? (schema['title'] as string | undefined) ?? inputWord(name, translate);
  return (
    <SourceField
      {...{ id, label, required, element }}
      variables={services.variables(element)}
      none={translate('nothing')}
      value={source}
      onCommit={write}
    />
  );
};

/** What a step takes from the case. It is filled in by itself where the names agree. */
export const inputsGroup: MakeGroup = (element, services) => {
  const step = services.steps.of(element);
  if (step === undefined) return undefined;
  const required = (step.input?.['required'] ?? []) as readonly string[];
  return group(
    'inputs',
    services.translate('What it takes from the case'),
    Object.entries(inputSchemas(step)).map(([name, schema]) =>
      entry(`input-${name}`, Input, { name, schema, required: required.includes(name) }),
    ),
    false,
  );
};
