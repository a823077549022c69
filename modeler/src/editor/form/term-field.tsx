/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import type { DiagramElement } from '../canvas/services.js';
import { UNITS, type Duration } from '../model/duration.js';
import type { Variable } from '../model/schema-variables.js';
import type { Term } from '../model/term.js';
import { SelectField } from './choices.js';
import { TextField } from './field.js';
import { useForm } from './services.js';
import { VariableField } from './variables.js';

const KINDS: Readonly<Record<Term['kind'], string>> = {
  after: 'After some time',
  afterVariable: 'After a time that the case says',
  date: 'On a date of the case',
  fixed: 'On a day of the calendar',
  every: 'Again and again',
};

const UNIT_WORDS: Readonly<Record<Duration['unit'], string>> = {
  minutes: 'minutes',
  hours: 'hours',
  days: 'days',
  weeks: 'weeks',
  months: 'months',
  years: 'years',
};

interface DurationProps {
  readonly id: string;
  readonly value: Duration;
  readonly onChange: (value: Duration) => void;
}

const DurationFields = ({ id, value, onChange }: DurationProps): JSX.Element => {
  const { translate } = useForm();
  return (
    <div class="lf-field-pair">
      <TextField
        id={`${id}-amount`}
        label={translate('How many')}
        bare
        type="number"
        min={1}
        max={999}
        value={String(value.amount)}
        refuse={(text) => (/^[1-9]\d{0,2}$/.test(text) ? undefined : translate('A whole number from 1 to 999'))}
        onCommit={(text) => onChange({ ...value, amount: Number(text) })}
      />
      <SelectField
        id={`${id}-unit`}
        label={translate('Unit')}
        bare
        value={value.unit}
        choices={UNITS.map((unit) => ({ value: unit, label: translate(UNIT_WORDS[unit]) }))}
        onChange={(unit) => onChange({ ...value, unit: unit as Duration['unit'] })}
      />
    </div>
  );
};

const isDate = (variable: Variable): boolean => variable.type === 'date';
const isDuration = (variable: Variable): boolean => variable.type === 'text' || variable.type === 'unknown';

/** When something is due or fires, in office words. */
export const TermField = (props: {
  readonly id: string;
  readonly label: string;
  readonly element: DiagramElement;
  readonly kinds: readonly Term['kind'][];
  readonly none?: string;
  readonly value: Term | undefined;
  readonly onChange: (term: Term | undefined) => void;
}): JSX.Element => {
  const { id, label, element, kinds, none, value, onChange } = props;
  const services = useForm();
  const { translate } = services;
  const variables = services.variables(element);
  const days: Duration = { amount: 3, unit: 'days' };
  const fresh = (kind: Term['kind']): Term => {
    switch (kind) {
      case 'after':
        return { kind, duration: days };
      case 'every':
        return { kind, duration: { amount: 1, unit: 'days' } };
      case 'afterVariable':
        return { kind, path: '' };
      case 'date':
        return { kind, path: variables.find(isDate)?.path ?? '' };
      case 'fixed':
        return { kind, date: '' };
    }
  };
  return (
    <>
      <SelectField
        id={id}
        label={label}
        none={none}
        value={value?.kind ?? ''}
        choices={kinds.map((kind) => ({ value: kind, label: translate(KINDS[kind]) }))}
        onChange={(kind) => onChange(kind === '' ? undefined : fresh(kind as Term['kind']))}
      />
      {value?.kind === 'after' || value?.kind === 'every' ? (
        <DurationFields id={id} value={value.duration} onChange={(duration) => onChange({ ...value, duration })} />
      ) : null}
      {value?.kind === 'afterVariable' || value?.kind === 'date' ? (
        <VariableField
          id={`${id}-path`}
          label={translate(value.kind === 'date' ? 'Which date' : 'Which time')}
          value={value.path}
          variables={variables}
          fits={value.kind === 'date' ? isDate : isDuration}
          onChange={(path) => onChange({ ...value, path })}
        />
      ) : null}
      {value?.kind === 'fixed' ? (
        <TextField
          id={`${id}-date`}
          label={translate('Day')}
          type="date"
          value={value.date.slice(0, 10)}
          onCommit={(date) => onChange({ kind: 'fixed', date })}
        />
      ) : null}
    </>
  );
};
