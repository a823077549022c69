import { Card, EmptyState, ErrorAlert, plural, say, Skeleton, useMemo, type JSX } from '@libro-firma/desk/kit';
import type { PageProps } from '@libro-firma/desk/shell';
import type { Catalogue } from '../../editor/contract.js';
import { useCatalogue } from '../api/catalogue.js';
import type { ChangeKind, ElementChange } from '../compare/compare.js';
import { Diagram, type Marks } from '../parts/diagram.js';
import { RouteFrame } from '../route/route-frame.js';
import { versionName } from '../words.js';
import { ChangeList } from './change-list.js';
import { draftChoice, useComparison, type Comparison } from './comparison.js';

const choiceName = (choice: string): string =>
  choice === draftChoice ? say('Bozza', 'Draft') : versionName(Number(choice));

const idsOf = (changes: readonly ElementChange[], kind: ChangeKind): readonly string[] =>
  changes.filter((change) => change.kind === kind).map(({ elementId }) => elementId);

const Legend = (): JSX.Element => (
  <ul class="lf-diagram-legend">
    <li class="lfm-legend-added">{say('aggiunto', 'added')}</li>
    <li class="lfm-legend-removed">{say('tolto', 'removed')}</li>
    <li class="lfm-legend-changed">{say('cambiato', 'changed')}</li>
    <li class="lfm-legend-moved">{say('spostato', 'moved')}</li>
  </ul>
);

interface SideProps {
  readonly title: string;
  readonly xml: string;
  readonly catalogue: Catalogue;
  readonly marks: Marks;
  readonly focus: readonly string[];
}

const Side = ({ title, xml, catalogue, marks, focus }: SideProps): JSX.Element => (
  <section class="lfm-side">
    <h2>{title}</h2>
    <Diagram xml={xml} catalogue={catalogue} label={title} marks={marks} focus={focus} />
  </section>
);

const Sides = ({
  comparison,
  from,
  to,
  catalogue,
}: {
  readonly comparison: Comparison;
  readonly from: string;
  readonly to: string;
  readonly catalogue: Catalogue;
}): JSX.Element => {
  const { before, after, changes } = comparison;
  const marks = useMemo(() => {
    const both = { 'lf-changed': idsOf(changes, 'changed'), 'lf-moved': idsOf(changes, 'moved') };
    return {
      before: { ...both, 'lf-removed': idsOf(changes, 'removed') },
      after: { ...both, 'lf-added': idsOf(changes, 'added') },
    };
  }, [changes]);
  const changed = changes.map(({ elementId }) => elementId);
  if (changes.length === 0)
    return (
      <EmptyState icon="it-check-circle" title={say('Nessuna differenza', 'No difference')}>
        {say('I due disegni dicono la stessa cosa.', 'Both drawings say the same.')}
      </EmptyState>
    );
  return (
    <>
      <Legend />
      <div class="lfm-sides">
        <Side title={choiceName(from)} xml={before} catalogue={catalogue} marks={marks.before} focus={changed} />
        <Side title={choiceName(to)} xml={after} catalogue={catalogue} marks={marks.after} focus={changed} />
      </div>
      <Card title={plural(changes.length, say('differenza', 'difference'), say('differenze', 'differences'))}>
        <ChangeList changes={changes} />
      </Card>
    </>
  );
};

/** Two drawings of a route side by side, what differs in colours and in words. */
export const ComparePage = ({ params, query }: PageProps): JSX.Element => {
  const id = params['id'] ?? '';
  const from = query.get('da') ?? '';
  const to = query.get('a') ?? '';
  const { catalogue, error: catalogueError, retry } = useCatalogue();
  const { comparison, error } = useComparison(id, from, to, catalogue);
  return (
    <RouteFrame
      id={id}
      page={say(`${choiceName(from)} e ${choiceName(to)}`, `${choiceName(from)} and ${choiceName(to)}`)}
    >
      {() =>
        catalogueError !== undefined ? (
          <ErrorAlert error={catalogueError} onRetry={retry} />
        ) : error !== undefined ? (
          <ErrorAlert error={error} />
        ) : comparison === undefined || catalogue === undefined ? (
          <Skeleton lines={6} />
        ) : (
          <Sides comparison={comparison} from={from} to={to} catalogue={catalogue} />
        )
      }
    </RouteFrame>
  );
};
