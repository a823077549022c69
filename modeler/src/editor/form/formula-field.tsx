/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import { useState } from '@bpmn-io/properties-panel/preact/hooks';
import { feelBody, PATH } from '../model/feel-text.js';
import { useForm } from './services.js';
import { FeelField, VariableField, type FeelProps, type VariableProps } from './variables.js';

export interface Formula {
  /** The field shows the formula itself. */
  readonly shown: boolean;
  readonly begin: () => void;
  readonly end: () => void;
}

/**
 * Whether a field shows a formula: where nothing else says it, and where it was asked for. It stays one while it is
 * written, also where the field could show it otherwise meanwhile.
 *
 * @param only the value can be shown as a formula only
 */
export const useFormula = (only: boolean): Formula => {
  const [asked, ask] = useState(false);
  if (only && !asked) ask(true);
  return { shown: only || asked, begin: () => ask(true), end: () => ask(false) };
};

export const FormulaButton = ({ id, formula }: { readonly id: string; readonly formula: Formula }): JSX.Element => {
  const { translate } = useForm();
  return (
    <button type="button" class="lf-row-add" data-formula={id} onClick={formula.begin}>
      {translate('Write a formula (FEEL)')}
    </button>
  );
};

/** A formula, with the way back to a field of choices; what those cannot say is given up then. */
export const FormulaField = (
  props: Omit<FeelProps, 'onCommit'> & {
    readonly formula: Formula;
    /** The value can be shown as a formula only. */
    readonly only: boolean;
    readonly onCommit: (value: string | undefined) => void;
  },
): JSX.Element => {
  const { formula, only, onCommit, ...rest } = props;
  const { translate } = useForm();
  return (
    <div class="lf-formula">
      <FeelField {...rest} onCommit={(value) => onCommit(feelBody(value) === '' ? undefined : value)} />
      <button
        type="button"
        class="lf-row-add"
        data-no-formula={rest.id}
        onClick={() => {
          formula.end();
          if (only) onCommit(undefined);
        }}
      >
        {translate('Without a formula')}
      </button>
    </div>
  );
};

/** Something of the case: a variable, or for who writes FEEL whatever can be made of them. */
export const SourceField = (
  props: Omit<VariableProps, 'onChange' | 'value'> &
    Pick<FeelProps, 'element'> & {
      /** With its `=`; empty for nothing. */
      readonly value: string;
      readonly onCommit: (value: string | undefined) => void;
    },
): JSX.Element => {
  const { element, value, onCommit, ...rest } = props;
  const { mode } = useForm();
  const body = feelBody(value);
  const only = body !== '' && !PATH.test(body);
  const formula = useFormula(only);
  if (mode.expert) {
    return (
      <FeelField
        {...{ ...rest, element, value }}
        onCommit={(text) => onCommit(feelBody(text) === '' ? undefined : text)}
      />
    );
  }
  if (formula.shown) return <FormulaField {...{ ...rest, element, value, formula, only, onCommit }} />;
  return (
    <>
      <VariableField {...rest} value={body} onChange={(path) => onCommit(path === '' ? undefined : `=${path}`)} />
      <FormulaButton id={rest.id} formula={formula} />
    </>
  );
};
