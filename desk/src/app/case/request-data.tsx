import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useApi } from '../../kit/api/use-api.js';
import { Card, DefinitionList } from '../../kit/components/layout.js';
import { Load } from '../../kit/components/load.js';
import type { FormField } from '../../kit/contract.js';
import { fieldSummary } from '../../kit/form/registry.js';
import { isShown, valueText } from '../../kit/form/values.js';
import type { RequestAnswer } from '../server/answers.js';

type Choices = NonNullable<FormField['choices']>;

/** The words of a choice from a live list. */
const Listed = ({ field, name, value }: { field: FormField; name: string; value: unknown }): JSX.Element => {
  const { data } = useApi<Choices | { readonly items: Choices }>(`/lists/${encodeURIComponent(name)}`);
  return <>{valueText(field, value, data === undefined || !('items' in data) ? data : data.items)}</>;
};

const Value = ({ field, value }: { readonly field: FormField; readonly value: unknown }): JSX.Element => {
  const Summary = fieldSummary(field.kind);
  if (Summary !== undefined && Summary !== 'elsewhere') return <Summary field={field} value={value} />;
  if (field.choicesFrom !== undefined) return <Listed field={field} name={field.choicesFrom} value={value} />;
  return <span class="lf-request-value">{valueText(field, value)}</span>;
};

/** Fields with something in them that no panel and no form of the page shows already. */
const told = ({ form: { fields }, values }: RequestAnswer, without: ReadonlySet<string>): readonly FormField[] =>
  fields.filter(
    (field) =>
      !without.has(field.key) &&
      fieldSummary(field.kind) !== 'elsewhere' &&
      values[field.key] !== undefined &&
      values[field.key] !== false &&
      values[field.key] !== '' &&
      isShown(field, fields, values),
  );

const none: ReadonlySet<string> = new Set();

/** What was asked for, to be read: who signs a letter has to know where it goes, and how. */
export const RequestData = ({
  caseId,
  refresh,
  without = none,
}: {
  readonly caseId: string;
  /** Grows when it should be read again. */
  readonly refresh: number;
  /** Keys of fields that stand in a form beside. */
  readonly without?: ReadonlySet<string>;
}): JSX.Element | null => {
  const loaded = useApi<RequestAnswer>(`/cases/${encodeURIComponent(caseId)}/request`);
  const { reload, data } = loaded;
  useEffect(() => {
    if (refresh > 0) reload();
  }, [refresh, reload]);
  if (data !== undefined && told(data, without).length === 0) return null;
  return (
    <Card title="Dati della richiesta" class="lf-request-data">
      <Load from={loaded} lines={3}>
        {(request) => (
          <DefinitionList
            items={told(request, without).map((field) => ({
              term: field.label,
              value: field.kind === 'boolean' ? 'Sì' : <Value field={field} value={request.values[field.key]} />,
            }))}
          />
        )}
      </Load>
    </Card>
  );
};
