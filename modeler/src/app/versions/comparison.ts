import { useEffect, useState } from '@libro-firma/desk/kit';
import type { Catalogue } from '../../editor/contract.js';
import { routesApi } from '../api/routes-api.js';
import type { ElementChange } from '../compare/compare.js';

/** In the place of a version's number: the draft. */
export const draftChoice = 'bozza';

export interface Comparison {
  readonly before: string;
  readonly after: string;
  readonly changes: readonly ElementChange[];
}

const drawing = async (routeId: string, choice: string, signal: AbortSignal): Promise<string> => {
  const { xml } =
    choice === draftChoice ? await routesApi.draft(routeId) : await routesApi.version(routeId, Number(choice), signal);
  return xml;
};

export interface ComparisonState {
  readonly comparison: Comparison | undefined;
  readonly error: unknown;
}

/** Reads two drawings and finds what differs. */
export const useComparison = (
  routeId: string,
  from: string,
  to: string,
  catalogue: Catalogue | undefined,
): ComparisonState => {
  const [state, setState] = useState<ComparisonState>({ comparison: undefined, error: undefined });
  useEffect(() => {
    if (catalogue === undefined) return;
    const stop = new AbortController();
    setState({ comparison: undefined, error: undefined });
    const work = async (): Promise<Comparison> => {
      const [before, after, { compareDrawings }] = await Promise.all([
        drawing(routeId, from, stop.signal),
        drawing(routeId, to, stop.signal),
        import('../compare/compare.js'),
      ]);
      return { before, after, changes: await compareDrawings(before, after, catalogue) };
    };
    work().then(
      (comparison) => !stop.signal.aborted && setState({ comparison, error: undefined }),
      (error: unknown) => !stop.signal.aborted && setState({ comparison: undefined, error }),
    );
    return () => stop.abort();
  }, [routeId, from, to, catalogue]);
  return state;
};
