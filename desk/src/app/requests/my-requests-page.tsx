import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { usePages } from '../../kit/api/use-api.js';
import { ErrorAlert } from '../../kit/components/alert.js';
import { Button } from '../../kit/components/button.js';
import { Due } from '../../kit/components/due.js';
import { EmptyState, PageHeader, Pagination } from '../../kit/components/layout.js';
import { SearchField } from '../../kit/components/text-field.js';
import { Skeleton } from '../../kit/components/waiting.js';
import { useLive } from '../../kit/live/use-live.js';
import { Link } from '../../kit/route/link.js';
import { formatDate } from '../../kit/text/format.js';
import { CaseBadges } from '../case/case-badges.js';
import { Recall } from '../case/recall.js';
import { whereText } from '../case/where-text.js';
import type { CaseAnswer } from '../server/answers.js';

type Which = 'running' | 'ended' | 'all';

const kinds: readonly (readonly [Which, string])[] = [
  ['running', 'In corso'],
  ['ended', 'Concluse'],
  ['all', 'Tutte'],
];

const Row = ({ about, onChanged }: { readonly about: CaseAnswer; readonly onChanged: () => void }): JSX.Element => {
  const due = about.steps.map((step) => step.dueAt).find((at) => at !== undefined);
  return (
    <li class="lf-task lf-request">
      <div class="lf-task-main">
        <Link href={`/pratiche/${about.id}`} class="lf-task-title">
          {about.title}
        </Link>
        <p class="lf-request-where">{whereText(about)}</p>
        <p class="lf-task-step">
          {about.processName} · inviata il {formatDate(about.startedAt)}
        </p>
        <div class="lf-badges">
          <CaseBadges
            mode={about.mode}
            confidential={about.confidential}
            state={about.state}
            recalled={about.recalled}
          />
          {due === undefined ? null : <Due at={due} />}
        </div>
      </div>
      {about.recallable ? (
        <div class="lf-task-due">
          <Recall caseId={about.id} title={about.title} onDone={onChanged} />
        </div>
      ) : null}
    </li>
  );
};

/** "Le mie richieste": what I asked for, and where each stands, in words. */
export const MyRequestsPage = (): JSX.Element => {
  const [which, setWhich] = useState<Which>('running');
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  const query = new URLSearchParams({
    mine: 'true',
    ...(which === 'all' ? {} : { state: which }),
    ...(search === '' ? {} : { q: search }),
  });
  const pages = usePages<CaseAnswer>(`/cases?${query.toString()}`);
  const { items, error, loading, hasMore, loadMore, reload } = pages;
  useLive('case.*', reload);
  useLive('task.*', reload);
  return (
    <>
      <PageHeader
        title="Le mie richieste"
        actions={
          <Button href="/nuova" icon="it-plus">
            Nuova richiesta
          </Button>
        }
      />
      <div class="lf-filters">
        <SearchField
          label="Cerca fra le mie richieste"
          hideLabel
          placeholder="Cerca per oggetto"
          value={typed}
          onChange={setTyped}
        />
        <div class="lf-pills" role="group" aria-label="Quali richieste">
          {kinds.map(([kind, label]) => (
            <button
              key={kind}
              type="button"
              class="lf-pill"
              aria-pressed={which === kind}
              onClick={() => setWhich(kind)}
            >
              {label}
            </button>
          ))}
        </div>
      </div>
      {error === undefined ? null : <ErrorAlert error={error} onRetry={reload} />}
      {items === undefined ? (
        error === undefined ? (
          <Skeleton lines={5} />
        ) : null
      ) : items.length === 0 ? (
        <EmptyState
          icon="it-files"
          title={
            search === ''
              ? which === 'ended'
                ? 'Nessuna richiesta conclusa'
                : 'Nessuna richiesta in corso'
              : 'Nessuna richiesta corrisponde'
          }
        >
          {search === ''
            ? 'Qui segui quello che hai inviato: dove si trova, da quando, e chi lo ha in mano.'
            : undefined}
        </EmptyState>
      ) : (
        <ul class="lf-tasks">
          {items.map((about) => (
            <Row key={about.id} about={about} onChanged={reload} />
          ))}
        </ul>
      )}
      <Pagination hasMore={hasMore} busy={loading} onMore={loadMore} label="Mostra altre richieste" />
    </>
  );
};
