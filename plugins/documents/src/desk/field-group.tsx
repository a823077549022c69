import { FieldNotes, say, type ComponentChildren, type FormField, type JSX } from '@libro-firma/desk/kit';

/** A field of several controls: a group with the field's label, help and error. */
export const FieldGroup = ({
  field,
  id,
  error,
  children,
}: {
  readonly field: FormField;
  readonly id: string;
  readonly error: string | undefined;
  readonly children: ComponentChildren;
}): JSX.Element => {
  const notes = [field.help === undefined ? '' : `${id}-help`, error === undefined ? '' : `${id}-error`];
  const described = notes.filter((note) => note !== '').join(' ');
  return (
    <fieldset
      class={`lf-field lf-documents${error === undefined ? '' : ' lf-field-wrong'}`}
      aria-describedby={described === '' ? undefined : described}
    >
      <legend class="lf-label">
        {field.label}
        {field.required === true ? (
          <span class="lf-required" aria-hidden="true" title={say('Obbligatorio', 'Required')}>
            {' *'}
          </span>
        ) : null}
      </legend>
      {children}
      <FieldNotes id={id} help={field.help} error={error} />
    </fieldset>
  );
};
