/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import { extension } from '../../model/extension.js';
import { keyFor, parseForm, type Field, type Form } from '../../model/form.js';
import { text } from '../../model/moddle.js';
import { TextField } from '../field.js';
import { entry, group, type MakeGroup } from '../group.js';
import { Rows } from '../rows.js';
import { useForm, type EntryProps } from '../services.js';
import { FieldRow } from './field-row.js';

const EMPTY: Form = { fields: [] };

const taken = ({ fields }: Form): readonly string[] => fields.map(({ key }) => key);

const bodyOf = ({ element }: EntryProps): string =>
  text(extension(element.businessObject, 'UserTaskForm'), 'body') ?? '';

const Fields = ({ id, element }: EntryProps): JSX.Element => {
  const { edits, translate } = useForm();
  const body = bodyOf({ id, element });
  const form = body === '' ? EMPTY : parseForm(body);
  if (form === undefined) return <p class="lf-field-error">{translate('The form cannot be read: see its JSON')}</p>;
  return (
    <div data-entry-id={id}>
      <Rows
        id={id}
        rows={form.fields}
        called={translate('Field')}
        add={translate('Add a field')}
        make={(): Field => {
          const label = translate('New field');
          return { key: keyFor(label, taken(form)), label, kind: 'text' };
        }}
        ordered
        onChange={(fields) => edits.form(element, { ...form, fields })}
      >
        {(field, set, at) => (
          <FieldRow
            id={`${id}-${at}`}
            field={field}
            others={form.fields.filter((_, place) => place !== at)}
            set={set}
          />
        )}
      </Rows>
    </div>
  );
};

const Json = ({ id, element }: EntryProps): JSX.Element => {
  const { edits, translate } = useForm();
  return (
    <TextField
      id={id}
      label={translate('The form as JSON')}
      long
      code
      value={bodyOf({ id, element })}
      refuse={(body) =>
        body.trim() === '' || parseForm(body) !== undefined ? undefined : translate('This is not a form')
      }
      onCommit={(body) => edits.formText(element, body)}
    />
  );
};

/** What somebody fills in: when they start a case, or in a task that is no plugin step. */
export const fieldsGroup: MakeGroup = (element, { steps, mode, translate }) => {
  const { $type, $parent } = element.businessObject;
  const begins = $type === 'bpmn:StartEvent' && $parent?.$type === 'bpmn:Process';
  if (!begins && ($type !== 'bpmn:UserTask' || steps.of(element) !== undefined)) return undefined;
  return group('form', begins ? translate('What the request asks for') : translate('What is filled in'), [
    entry('form', Fields),
    ...(mode.expert ? [entry('form-json', Json)] : []),
  ]);
};
