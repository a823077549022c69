import {
  Badge,
  Button,
  Card,
  ErrorAlert,
  formatDateTime,
  Link,
  Pagination,
  plural,
  say,
  type JSX,
} from '@libro-firma/desk/kit';
import type { SelectedElement } from '../../editor/contract.js';
import type { WatchedCase } from '../api/watch-answers.js';
import { useElementNames } from '../parts/element-names.js';
import { routeHref, versionName } from '../words.js';
import type { Watched } from './use-watch.js';

/** The steps on which it stands, by their names; what has none is shown on the drawing only. */
const placesOf = (at: readonly string[], names: ReadonlyMap<string, string>): string =>
  [...new Set(at.flatMap((id) => names.get(id) ?? []))].join(', ');

interface RowProps {
  readonly routeId: string;
  readonly running: WatchedCase;
  readonly places: string;
}

const Row = ({ routeId, running, places }: RowProps): JSX.Element => (
  <li class="lf-task">
    <div class="lf-task-main">
      <Link href={routeHref(routeId, 'osserva', running.id)} class="lf-task-title">
        {running.title}
      </Link>
      {places === '' ? null : (
        <p class="lf-task-step">
          {say('Adesso:', 'Now:')} <strong>{places}</strong>
        </p>
      )}
      <p class="lf-muted">
        {say(
          `Chiesta da ${running.startedBy.name}, ${formatDateTime(running.startedAt)}`,
          `Requested by ${running.startedBy.name}, ${formatDateTime(running.startedAt)}`,
        )}
      </p>
      <div class="lf-badges">
        <Badge>{versionName(running.version)}</Badge>
        {running.confidential ? (
          <Badge kind="warning" icon="it-lock">
            {say('Riservata', 'Confidential')}
          </Badge>
        ) : null}
        {running.incidents === 0 ? null : (
          <Badge kind="danger" icon="it-warning">
            {plural(running.incidents, say('problema', 'problem'), say('problemi', 'problems'))}
          </Badge>
        )}
      </div>
    </div>
  </li>
);

export interface CaseListProps {
  readonly routeId: string;
  readonly watched: Watched;
  /** Only cases that stand on this element. */
  readonly at: SelectedElement | undefined;
  readonly onEverywhere: () => void;
}

/** The running cases, all or those on the chosen element. */
export const CaseList = ({ routeId, watched, at, onEverywhere }: CaseListProps): JSX.Element => {
  const { cases, more } = watched;
  const names = useElementNames(watched.data?.definitionId ?? '');
  const shown = at === undefined ? cases : cases.filter((one) => one.at.includes(at.id));
  return (
    <Card
      title={
        at === undefined
          ? say('Pratiche in corso', 'Running cases')
          : say(`Pratiche su «${at.name === '' ? at.id : at.name}»`, `Cases at “${at.name === '' ? at.id : at.name}”`)
      }
      actions={
        at === undefined ? null : (
          <Button size="xs" variant="outline-primary" onClick={onEverywhere}>
            {say('Mostra tutte', 'Show all')}
          </Button>
        )
      }
    >
      {shown.length === 0 ? (
        <p class="lf-muted">
          {at === undefined
            ? say('Nessuna pratica in corso su questa versione.', 'No case runs on this version.')
            : say('Fra quelle mostrate, nessuna è qui.', 'Of those shown, none is here.')}
        </p>
      ) : (
        <ul class="lf-tasks lf-tasks-plain lfm-inner">
          {shown.map((running) => (
            <Row key={running.id} routeId={routeId} running={running} places={placesOf(running.at, names)} />
          ))}
        </ul>
      )}
      {more.error === undefined ? null : <ErrorAlert error={more.error} />}
      <Pagination
        hasMore={more.hasMore}
        busy={more.loading}
        onMore={more.loadMore}
        label={say('Mostra altre pratiche', 'Show more cases')}
      />
    </Card>
  );
};
