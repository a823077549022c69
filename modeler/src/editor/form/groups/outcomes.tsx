/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import { keyFor, type Outcome } from '../../model/form.js';
import { formOf } from '../../model/produced.js';
import { CheckField } from '../choices.js';
import { TextField } from '../field.js';
import { entry, group, type MakeGroup } from '../group.js';
import { Rows } from '../rows.js';
import { useForm, type EntryProps } from '../services.js';

const Outcomes = ({ id, element }: EntryProps): JSX.Element => {
  const { edits, mode, translate } = useForm();
  const form = formOf(element.businessObject) ?? { fields: [] };
  const outcomes = form.outcomes ?? [];
  return (
    <div data-entry-id={id}>
      <Rows
        id={id}
        rows={outcomes}
        called={translate('Button')}
        add={translate('Add a button')}
        make={(): Outcome =>
          outcomes.length === 0
            ? { value: 'approved', label: translate('Approve') }
            : {
                value: keyFor(
                  'rejected',
                  outcomes.map(({ value }) => value),
                ),
                label: translate('Send back'),
                rejects: true,
              }
        }
        ordered
        onChange={(next) => edits.form(element, { ...form, outcomes: next })}
      >
        {(outcome, set, at) => (
          <>
            <TextField
              id={`${id}-${at}-label`}
              label={translate('What the button says')}
              value={outcome.label}
              onCommit={(label) => set({ ...outcome, label })}
            />
            {mode.expert ? (
              <TextField
                id={`${id}-${at}-value`}
                label={translate('Value of the outcome')}
                code
                value={outcome.value}
                onCommit={(value) => set({ ...outcome, value })}
              />
            ) : null}
            <CheckField
              id={`${id}-${at}-rejects`}
              label={translate('Sends back, with a reason')}
              value={outcome.rejects === true}
              onChange={(rejects) => {
                const { rejects: _, ...plain } = outcome;
                set(rejects ? { ...plain, rejects } : plain);
              }}
            />
          </>
        )}
      </Rows>
    </div>
  );
};

/** How a person's task can end: one button each. */
export const outcomesGroup: MakeGroup = (element, { steps, translate }) =>
  element.businessObject.$type === 'bpmn:UserTask' && steps.of(element) === undefined
    ? group('outcomes', translate('How it ends'), [entry('outcomes', Outcomes)])
    : undefined;
