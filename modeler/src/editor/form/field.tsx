/** @jsxImportSource @bpmn-io/properties-panel/preact */
import { useShowEntryEvent } from '@bpmn-io/properties-panel';
import type { ComponentChildren, JSX, Ref } from '@bpmn-io/properties-panel/preact';
import { useEffect, useRef, useState } from '@bpmn-io/properties-panel/preact/hooks';
import { useForm } from './services.js';

export interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly required?: boolean | undefined;
  /** For fields in a row: the label is heard, not seen. */
  readonly bare?: boolean | undefined;
}

/** The field that `reveal` opens, by its id. */
export const useShown = <E extends HTMLElement>(id: string): Ref<E> => useShowEntryEvent(id) as unknown as Ref<E>;

export const Field = (props: FieldProps & { readonly children: ComponentChildren }): JSX.Element => {
  const { id, label, help, required = false, bare = false, children } = props;
  const { translate } = useForm();
  return (
    <div class={`lf-field${bare ? ' lf-field-bare' : ''}`} data-entry-id={id}>
      <label for={id} class={bare ? 'lf-editor-hidden' : undefined}>
        {label}
        {required && !bare ? (
          <span class="lf-field-required" title={translate('required')}>
            {' *'}
          </span>
        ) : null}
      </label>
      {children}
      {help === undefined || bare ? null : (
        <p class="lf-field-help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
};

const REST_MS = 350;

export interface TextProps extends FieldProps {
  readonly value: string;
  readonly onCommit: (value: string) => void;
  readonly long?: boolean;
  readonly type?: 'text' | 'number' | 'date' | 'datetime-local';
  readonly maxLength?: number | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly placeholder?: string | undefined;
  readonly code?: boolean;
  /** What is wrong with what is typed; it is not written then. */
  readonly refuse?: (value: string) => string | undefined;
}

/** A text that becomes part of the drawing when typing rests, when the field is left, or when the drawing is read. */
export const TextField = (props: TextProps): JSX.Element => {
  const { id, value, long = false, type = 'text', maxLength, min, max, placeholder, help, required } = props;
  const { pending } = useForm();
  const shown = useShown<never>(id);
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const latest = useRef({
    draft: undefined as string | undefined,
    value,
    commit: props.onCommit,
    refuse: props.refuse,
  });
  latest.current.value = value;
  latest.current.commit = props.onCommit;
  latest.current.refuse = props.refuse;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const write = useRef((): void => {
    clearTimeout(timer.current);
    const now = latest.current;
    if (now.draft === undefined || now.refuse?.(now.draft) !== undefined) return;
    const typed = now.draft;
    now.draft = undefined;
    setDraft(undefined);
    if (typed !== now.value) now.commit(typed);
  });
  useEffect(() => {
    const drop = pending.add(() => write.current());
    return () => {
      write.current();
      drop();
    };
  }, [pending]);
  const onInput = (event: { readonly currentTarget: { readonly value: string } }): void => {
    latest.current.draft = event.currentTarget.value;
    setDraft(event.currentTarget.value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => write.current(), REST_MS);
  };
  const error = draft === undefined ? undefined : props.refuse?.(draft);
  useEffect(
    () => (error === undefined ? undefined : pending.refuse({ id, label: props.label, why: error })),
    [pending, id, error],
  );
  const common = {
    id,
    class: `lf-input${props.code === true ? ' lf-input-code' : ''}`,
    value: draft ?? value,
    maxLength,
    placeholder,
    'aria-required': required === true,
    'aria-invalid': error !== undefined,
    'aria-describedby': help === undefined ? undefined : `${id}-help`,
    onInput,
    onBlur: () => write.current(),
  };
  return (
    <Field {...props}>
      {long ? (
        <textarea {...common} ref={shown as never} rows={3} />
      ) : (
        <input
          {...common}
          ref={shown as never}
          type={type}
          min={min}
          max={max}
          onKeyDown={(event) => {
            if (event.key === 'Enter') write.current();
          }}
        />
      )}
      {error === undefined ? null : (
        <p class="lf-field-error" role="alert">
          {error}
        </p>
      )}
    </Field>
  );
};
