import type { JSX } from 'preact';
import { Select } from '../../kit/components/choice-field.js';
import { SearchField } from '../../kit/components/text-field.js';
import type { Task } from '../../kit/contract.js';
import { soonEnds } from '../../kit/text/due.js';
import { matchesFilter, type QueueFilter } from './groups.js';

const filters = (): readonly (readonly [filter: QueueFilter, label: string, meaning?: string])[] => [
  ['all', 'Tutte'],
  ['due', `In scadenza entro ${soonEnds()}`, 'Già scadute, o che scadono entro il prossimo giorno lavorativo'],
  ['claimed', 'Prese in carico'],
  ['substitute', 'Per conto di altri'],
];

export interface QueueFiltersProps {
  readonly tasks: readonly Task[];
  readonly hasMore: boolean;
  readonly me: string;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly filter: QueueFilter;
  readonly onFilter: (filter: QueueFilter) => void;
  readonly step: string;
  readonly onStep: (name: string) => void;
}

/** Search (on the server), kinds of nearness and right, and the step to be done. */
export const QueueFilters = (props: QueueFiltersProps): JSX.Element => {
  const steps = [...new Set(props.tasks.map((task) => task.name))].sort((left, right) =>
    left.localeCompare(right, 'it'),
  );
  return (
    <div class="lf-filters">
      <SearchField
        label="Cerca fra le mie attività"
        hideLabel
        placeholder="Cerca per oggetto o attività"
        value={props.search}
        onChange={props.onSearch}
      />
      {steps.length > 1 ? (
        <Select
          label="Attività da svolgere"
          hideLabel
          placeholder="Tutti i passi"
          value={props.step}
          onChange={props.onStep}
          options={steps.map((name) => ({ value: name, label: name }))}
        />
      ) : null}
      <div class="lf-pills" role="group" aria-label="Quali attività">
        {filters().map(([filter, label, meaning]) => {
          const count = props.tasks.filter((task) => matchesFilter(task, filter, props.me)).length;
          if (filter !== 'all' && count === 0 && props.filter !== filter) return null;
          return (
            <button
              key={filter}
              type="button"
              class="lf-pill"
              title={meaning}
              aria-pressed={props.filter === filter}
              onClick={() => props.onFilter(filter)}
            >
              {label}{' '}
              <span class="lf-pill-count">
                {count}
                {props.hasMore ? '+' : ''}
              </span>
            </button>
          );
        })}
      </div>
    </div>
  );
};
