import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useApi } from '../../kit/api/use-api.js';
import { Alert } from '../../kit/components/alert.js';
import { Button } from '../../kit/components/button.js';
import { Due } from '../../kit/components/due.js';
import { Card, DefinitionList, PageHeader } from '../../kit/components/layout.js';
import { Load } from '../../kit/components/load.js';
import type { Task } from '../../kit/contract.js';
import { toast } from '../../kit/feedback/toast.js';
import { useLive } from '../../kit/live/use-live.js';
import { location, navigate } from '../../kit/route/history.js';
import { Link } from '../../kit/route/link.js';
import { formatDate, formatDateTime } from '../../kit/text/format.js';
import { CaseBadges, hasBadges } from '../case/case-badges.js';
import { History } from '../case/history.js';
import { RequestData } from '../case/request-data.js';
import { WorkLayout } from '../case/work-layout.js';
import { DiagramButton } from '../diagram/diagram-button.js';
import { useModules } from '../../shell/plugins/modules.js';
import type { CaseAnswer } from '../server/answers.js';
import { ErrorBoundary } from '../../shell/frame/error-boundary.js';
import { JumpToWork } from './jump-to-work.js';
import { nextAfter } from './next-task.js';
import { TaskDone } from './task-done.js';
import { TaskForm } from './task-form.js';
import { TaskHolder } from './task-holder.js';

const About = ({ task, about }: { readonly task: Task; readonly about: CaseAnswer | undefined }): JSX.Element => (
  <DefinitionList
    items={[
      { term: 'Iter', value: about?.processName ?? task.processName },
      about === undefined
        ? undefined
        : { term: 'Chiesta da', value: `${about.requester.name}, ${formatDate(about.startedAt)}` },
      { term: 'Arrivata', value: formatDateTime(task.createdAt) },
      task.dueAt === undefined || task.state !== 'open'
        ? undefined
        : { term: 'Scadenza', value: <Due at={task.dueAt} /> },
      { term: 'Spetta a', value: task.candidates.map((candidate) => candidate.label).join('; ') },
      task.assignee === undefined ? undefined : { term: 'Presa in carico da', value: task.assignee.name },
    ]}
  />
);

interface WorkProps {
  readonly task: Task;
  readonly onDone: (message?: string) => void;
  readonly onChanged: () => void;
}

const Work = ({ task, onDone, onChanged }: WorkProps): JSX.Element => {
  const { taskPanels } = useModules();
  if (task.state !== 'open') {
    return (
      <Alert kind="info" title={task.state === 'completed' ? 'Attività già completata' : 'Attività annullata'}>
        <p>
          {task.completedBy === undefined || task.endedAt === undefined
            ? 'Non c’è più nulla da fare qui: la pratica è andata avanti.'
            : `L’ha completata ${task.completedBy.name} il ${formatDateTime(task.endedAt)}.`}
        </p>
        <Button href="/" size="xs" variant="outline-primary">
          Torna alla scrivania
        </Button>
      </Alert>
    );
  }
  if (!task.mayWork) {
    return (
      <Alert>
        {task.assignee === undefined
          ? 'Puoi seguire questa attività, ma non spetta a te svolgerla.'
          : `L’ha presa in carico ${task.assignee.name}: puoi seguirla, ma non completarla.`}
      </Alert>
    );
  }
  const Panel = task.type === undefined ? undefined : taskPanels.get(task.type)?.component;
  return (
    <>
      <TaskHolder task={task} onChanged={onChanged} />
      {Panel === undefined ? (
        <TaskForm task={task} onDone={onDone} onChanged={onChanged} />
      ) : (
        <ErrorBoundary what={`Il pannello di «${task.name}»`}>
          <Panel task={task} onDone={onDone} onChanged={onChanged} />
        </ErrorBoundary>
      )}
    </>
  );
};

/** What the task's own form shows. */
const fieldsOf = (task: Task): ReadonlySet<string> =>
  new Set(task.state === 'open' && task.mayWork ? task.form?.fields.map(({ key }) => key) : []);

const workId = 'da-fare';

interface Done {
  readonly task: Task;
  readonly next: Task;
  readonly message: string;
}

/** A task: what it is about, its documents, what to do, and how the case came here. */
export const TaskPage = ({ params }: { readonly params: Readonly<Record<string, string>> }): JSX.Element => {
  const id = params['id'] ?? '';
  const loaded = useApi<Task>(`/tasks/${encodeURIComponent(id)}`);
  const about = useApi<CaseAnswer>(
    loaded.data === undefined ? null : `/cases/${encodeURIComponent(loaded.data.caseId)}`,
  );
  const [refresh, setRefresh] = useState(0);
  const again = (): void => {
    loaded.reload();
    setRefresh((value) => value + 1);
  };
  useLive(loaded.data === undefined ? null : `case:${loaded.data.caseId}`, again);
  const [done, setDone] = useState<Done | undefined>(undefined);
  const finish = async (task: Task, message = 'Attività completata'): Promise<void> => {
    const here = location().path;
    const next = await nextAfter(task);
    if (location().path === here && next !== undefined) return setDone({ task, next, message });
    toast(`${message}.`);
    if (location().path === here) navigate('/', { force: true });
  };
  if (done?.task.id === id) return <TaskDone {...done} />;
  return (
    <Load from={loaded} lines={8} back={<Button href="/">Torna alla scrivania</Button>}>
      {(task) => (
        <>
          <PageHeader
            title={task.caseTitle}
            back={{ href: '/', label: 'La mia scrivania' }}
            badges={
              hasBadges(task.mode, task.confidential) ? (
                <CaseBadges mode={task.mode} confidential={task.confidential} />
              ) : undefined
            }
          >
            <span class="lf-task-name">{task.name}</span>
          </PageHeader>
          {task.state === 'open' && task.mayWork ? <JumpToWork key={task.id} to={workId} /> : null}
          <WorkLayout
            long={fieldsOf(task).size > 3}
            caseId={task.caseId}
            task={task}
            refresh={refresh}
            work={
              <>
                <RequestData caseId={task.caseId} refresh={refresh} without={fieldsOf(task)} />
                <Card id={workId} title="Cosa devi fare" class="lf-todo-card">
                  <Work task={task} onChanged={again} onDone={(message) => void finish(task, message)} />
                </Card>
              </>
            }
            aside={
              <>
                <Card title="Di cosa si tratta">
                  <About task={task} about={about.data} />
                  <div class="lf-actions">
                    <DiagramButton caseId={task.caseId} />
                    <Link href={`/pratiche/${task.caseId}`}>Apri la pratica</Link>
                  </div>
                </Card>
                <Card title="Storia">
                  <History caseId={task.caseId} refresh={refresh} />
                </Card>
              </>
            }
          />
        </>
      )}
    </Load>
  );
};
