import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useApi } from '../../kit/api/use-api.js';
import { filterOptions } from '../../kit/components/combobox.js';
import { EmptyState, PageHeader } from '../../kit/components/layout.js';
import { Load } from '../../kit/components/load.js';
import { Icon } from '../../kit/components/icon.js';
import { SearchField } from '../../kit/components/text-field.js';
import { Link } from '../../kit/route/link.js';
import type { StartableProcess } from '../server/answers.js';

/** More than these are worth a search field. */
const manyProcesses = 8;

const List = ({ processes }: { readonly processes: readonly StartableProcess[] }): JSX.Element => {
  const [text, setText] = useState('');
  if (processes.length === 0) {
    return (
      <EmptyState icon="it-files" title="Non ci sono iter che puoi avviare">
        Gli iter dipendono dal tuo ruolo e dal tuo ufficio di oggi. Se ne manca uno, chiedi a chi li disegna.
      </EmptyState>
    );
  }
  const shown = filterOptions(
    processes.map((one) => ({ value: one.processId, label: one.name, detail: one.description })),
    text,
  ).map((option) => option.value);
  return (
    <>
      {processes.length > manyProcesses ? (
        <div class="lf-filters">
          <SearchField label="Cerca un iter" hideLabel placeholder="Cerca un iter" value={text} onChange={setText} />
        </div>
      ) : null}
      <ul class="lf-choices">
        {processes
          .filter((one) => shown.includes(one.processId))
          .map((one) => (
            <li key={one.processId}>
              <Link href={`/nuova/${one.processId}`} class="lf-choice">
                <Icon name="it-file" size="md" />
                <span class="lf-choice-text">
                  <strong>{one.name}</strong>
                  {one.description === undefined ? null : <span>{one.description}</span>}
                </span>
                <Icon name="it-chevron-right" />
              </Link>
            </li>
          ))}
      </ul>
      {shown.length === 0 ? <EmptyState icon="it-search" title="Nessun iter corrisponde" /> : null}
    </>
  );
};

/** "Nuova richiesta": which route to start. */
export const ChoosePage = (): JSX.Element => {
  const processes = useApi<{ readonly items: readonly StartableProcess[] }>('/processes');
  return (
    <>
      <PageHeader title="Nuova richiesta">Scegli l’iter da avviare.</PageHeader>
      <Load from={processes}>{({ items }) => <List processes={items} />}</Load>
    </>
  );
};
