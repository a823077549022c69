import { navigate, say, SearchField, Select, useEffect, useState, type JSX, type Option } from '@libro-firma/desk/kit';
import type { RouteState } from '../api/route-answers.js';
import { routeStates } from '../words.js';

const states: readonly RouteState[] = ['published', 'draft', 'retired'];
/** Asked of the server only when typing has rested. */
const restMs = 250;

export interface RouteFilter {
  readonly sector: string;
  readonly state: RouteState | '';
  readonly typed: string;
  /** For the server, with its question mark. */
  readonly search: string;
  readonly active: boolean;
  readonly set: (change: { readonly sector?: string; readonly state?: RouteState | ''; readonly q?: string }) => void;
  readonly type: (text: string) => void;
  readonly clear: () => void;
}

const asQuery = (values: Readonly<Record<string, string>>): string => {
  const text = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString();
  return text === '' ? '' : `?${text}`;
};

/** What is looked for stands in the address, so that a list can be shared and come back to. */
export const useRouteFilter = (query: URLSearchParams): RouteFilter => {
  const sector = query.get('sector') ?? '';
  const given = query.get('state') ?? '';
  const state = states.find((one) => one === given) ?? '';
  const q = query.get('q') ?? '';
  const [typed, setTyped] = useState(q);
  const go = (next: { sector: string; state: string; q: string }): void =>
    navigate(`/modeler${asQuery(next)}`, { replace: true });
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === q) return;
    const timer = setTimeout(() => go({ sector, state, q: wanted }), restMs);
    return () => clearTimeout(timer);
  }, [typed, q, sector, state]);
  return {
    sector,
    state,
    typed,
    search: asQuery({ sector, state, q }),
    active: sector !== '' || state !== '' || q !== '',
    set: (change) => go({ sector, state, q, ...change }),
    type: setTyped,
    clear: () => {
      setTyped('');
      go({ sector: '', state: '', q: '' });
    },
  };
};

export const RouteFilters = ({
  filter,
  sectors,
}: {
  readonly filter: RouteFilter;
  readonly sectors: readonly Option[];
}): JSX.Element => (
  <div class="lf-filters">
    <SearchField
      label={say('Cerca fra gli iter', 'Search the routes')}
      hideLabel
      placeholder={say('Cerca per nome', 'Search by name')}
      value={filter.typed}
      onChange={filter.type}
    />
    <Select
      label={say('Settore', 'Sector')}
      hideLabel
      placeholder={say('Ogni settore', 'Every sector')}
      value={filter.sector}
      onChange={(sector) => filter.set({ sector })}
      options={[{ value: '*', label: say('Validi per tutti i settori', 'Of all sectors') }, ...sectors]}
    />
    <div class="lf-pills" role="group" aria-label={say('Quali iter', 'Which routes')}>
      {(['', ...states] as const).map((state) => (
        <button
          key={state}
          type="button"
          class="lf-pill"
          aria-pressed={filter.state === state}
          onClick={() => filter.set({ state })}
        >
          {state === '' ? say('Tutti', 'All') : routeStates[state].label}
        </button>
      ))}
    </div>
  </div>
);
