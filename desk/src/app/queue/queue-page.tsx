import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useSession } from '../../kit/api/session.js';
import { ErrorAlert } from '../../kit/components/alert.js';
import { Button } from '../../kit/components/button.js';
import { Checkbox } from '../../kit/components/choice-field.js';
import { EmptyState, PageHeader, Pagination } from '../../kit/components/layout.js';
import { Skeleton } from '../../kit/components/waiting.js';
import type { Task } from '../../kit/contract.js';
import { dueKind } from '../../kit/text/due.js';
import { plural } from '../../kit/text/format.js';
import { useModules } from '../../shell/plugins/modules.js';
import { BatchBar, takes } from './batch-bar.js';
import { groupByDue, matchesFilter, type QueueFilter, type TaskGroup } from './groups.js';
import { QueueFilters } from './queue-filters.js';
import { TaskRow } from './task-row.js';
import { useQueue, type Queue } from './use-queue.js';

const useDebounced = (value: string, ms: number): string => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
};

const summary = (tasks: readonly Task[], hasMore: boolean): string => {
  const overdue = tasks.filter((task) => dueKind(task.dueAt) === 'overdue').length;
  const today = tasks.filter((task) => dueKind(task.dueAt) === 'today').length;
  const parts = [
    `${hasMore ? 'Più di ' : ''}${plural(tasks.length, 'attività da svolgere', 'attività da svolgere')}`,
    ...(overdue > 0 ? [plural(overdue, 'scaduta', 'scadute')] : []),
    ...(today > 0 ? [`${plural(today, 'scade', 'scadono')} oggi`] : []),
  ];
  return `${parts.join(', ')}.`;
};

const useTicks = (items: readonly Task[] | undefined) => {
  const [ticks, setTicks] = useState<ReadonlySet<string>>(new Set());
  const ticked = (items ?? []).filter((task) => ticks.has(task.id));
  return {
    ticked,
    has: (id: string): boolean => ticks.has(id),
    set: (ids: readonly string[], on: boolean): void =>
      setTicks((before) => new Set([...[...before].filter((id) => !ids.includes(id)), ...(on ? ids : [])])),
    clear: (): void => setTicks(new Set()),
  };
};

interface ListProps {
  readonly queue: Queue;
  readonly shown: readonly Task[];
  readonly ticks: ReturnType<typeof useTicks>;
  readonly me: string;
}

const List = ({ queue, shown, ticks, me }: ListProps): JSX.Element => {
  const { batchActions } = useModules();
  const actionsFor = (task: Task) => batchActions.filter((action) => takes(action, task));
  /** What stands in the way of all actions that take it. */
  const obstacle = (task: Task): string | undefined => {
    const reasons = actionsFor(task).map((action) => action.ready?.(task));
    return reasons.includes(undefined) ? undefined : reasons[0];
  };
  const tickable = shown.some((task) => actionsFor(task).length > 0);
  const groupBox = (group: TaskGroup): JSX.Element | null => {
    const free = group.tasks.filter((task) => actionsFor(task).length > 0 && obstacle(task) === undefined);
    if (free.length < 2) return null;
    const on = free.filter((task) => ticks.has(task.id)).length;
    return (
      <div class="lf-task-tick">
        <Checkbox
          label={`Seleziona tutte: ${group.title.toLowerCase()}`}
          hideLabel
          checked={on === free.length}
          indeterminate={on > 0 && on < free.length}
          onChange={(checked) =>
            ticks.set(
              free.map((task) => task.id),
              checked,
            )
          }
        />
      </div>
    );
  };
  return (
    <>
      {groupByDue(shown).map((group) => (
        <section
          key={group.kind}
          class={`lf-queue-group lf-queue-${group.kind}`}
          aria-labelledby={`gruppo-${group.kind}`}
        >
          <div class="lf-queue-head">
            {groupBox(group)}
            <h2 id={`gruppo-${group.kind}`}>
              {group.title} <span class="lf-muted">({group.tasks.length})</span>
            </h2>
          </div>
          <ul class={tickable ? 'lf-tasks' : 'lf-tasks lf-tasks-plain'}>
            {group.tasks.map((task) => (
              <TaskRow
                key={task.id}
                task={task}
                me={me}
                fresh={queue.fresh.has(task.id)}
                tickable={actionsFor(task).length > 0}
                obstacle={obstacle(task)}
                ticked={ticks.has(task.id)}
                onTick={(on) => ticks.set([task.id], on)}
              />
            ))}
          </ul>
        </section>
      ))}
      <Pagination hasMore={queue.hasMore} busy={queue.loading} onMore={queue.loadMore} label="Mostra altre attività" />
    </>
  );
};

/** "La mia scrivania": what I have to do, nearest deadline first. */
export const QueuePage = (): JSX.Element => {
  const { actor } = useSession();
  const { batchActions } = useModules();
  const [typed, setTyped] = useState('');
  const [filter, setFilter] = useState<QueueFilter>('all');
  const [step, setStep] = useState('');
  const search = useDebounced(typed.trim(), 250);
  const queue = useQueue(search);
  const { items } = queue;
  const ticks = useTicks(items);
  const shown = (items ?? []).filter(
    (task) => matchesFilter(task, filter, actor.id) && (step === '' || task.name === step),
  );
  const narrowed = search !== '' || filter !== 'all' || step !== '';
  return (
    <>
      <PageHeader
        title="La mia scrivania"
        actions={
          <Button href="/nuova" icon="it-plus">
            Nuova richiesta
          </Button>
        }
      >
        {items === undefined || items.length === 0 || search !== '' ? null : summary(items, queue.hasMore)}
      </PageHeader>
      {queue.error === undefined ? null : (
        <ErrorAlert error={queue.error} title="Le attività non si sono aggiornate" onRetry={queue.reload} />
      )}
      {items === undefined ? (
        queue.error === undefined ? (
          <Skeleton lines={6} />
        ) : null
      ) : items.length === 0 && !narrowed ? (
        <EmptyState
          icon="it-check-circle"
          title="Non hai attività da svolgere"
          actions={
            <Button href="/richieste" variant="outline-primary">
              Segui le tue richieste
            </Button>
          }
        >
          Quando qualcosa aspetta te, appare qui da solo: non serve ricaricare la pagina.
        </EmptyState>
      ) : (
        <>
          <QueueFilters
            tasks={items}
            hasMore={queue.hasMore}
            me={actor.id}
            search={typed}
            onSearch={setTyped}
            filter={filter}
            onFilter={setFilter}
            step={step}
            onStep={setStep}
          />
          {shown.length === 0 ? (
            <EmptyState
              icon="it-search"
              title="Nessuna attività corrisponde"
              actions={
                <Button
                  variant="outline-primary"
                  onClick={() => {
                    setTyped('');
                    setFilter('all');
                    setStep('');
                  }}
                >
                  Mostra tutte
                </Button>
              }
            />
          ) : (
            <List queue={queue} shown={shown} ticks={ticks} me={actor.id} />
          )}
        </>
      )}
      <BatchBar
        actions={batchActions}
        ticked={ticks.ticked.filter((task) => shown.includes(task))}
        onClear={ticks.clear}
        onDone={() => {
          ticks.clear();
          queue.reload();
        }}
      />
    </>
  );
};
