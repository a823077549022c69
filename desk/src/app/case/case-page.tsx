import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useSession } from '../../kit/api/session.js';
import { useApi } from '../../kit/api/use-api.js';
import { Alert } from '../../kit/components/alert.js';
import { Button } from '../../kit/components/button.js';
import { Due } from '../../kit/components/due.js';
import { Card, DefinitionList, PageHeader } from '../../kit/components/layout.js';
import { Load } from '../../kit/components/load.js';
import { useLive } from '../../kit/live/use-live.js';
import { Link } from '../../kit/route/link.js';
import { formatDate, formatDateTime } from '../../kit/text/format.js';
import { DiagramButton } from '../diagram/diagram-button.js';
import type { CaseAnswer, CaseDetail } from '../server/answers.js';
import { CaseBadges } from './case-badges.js';
import { History } from './history.js';
import { Recall } from './recall.js';
import { RequestData } from './request-data.js';
import { Retries } from './retries.js';
import { WorkLayout } from './work-layout.js';
import { holderText, sinceText, whereText } from './where-text.js';

const Steps = ({ about }: { readonly about: CaseAnswer }): JSX.Element => (
  <ul class="lf-steps">
    {about.steps.map((step) => (
      <li key={step.taskId}>
        <p class="lf-step-name">
          <Link href={`/attivita/${step.taskId}`}>{step.name}</Link>
        </p>
        <p class="lf-muted">
          {holderText(step)}
          {holderText(step) === '' ? '' : ', '}
          {sinceText(step.since)}
        </p>
        {step.dueAt === undefined ? null : <Due at={step.dueAt} />}
      </li>
    ))}
  </ul>
);

const MACHINES_MS = 10_000;

/** A case: where it stands, what belongs to it, what happened. */
export const CasePage = ({ params }: { readonly params: Readonly<Record<string, string>> }): JSX.Element => {
  const id = params['id'] ?? '';
  const { actor } = useSession();
  const loaded = useApi<CaseDetail>(`/cases/${encodeURIComponent(id)}`);
  const [refresh, setRefresh] = useState(0);
  const again = (): void => {
    loaded.reload();
    setRefresh((value) => value + 1);
  };
  useLive(`case:${id}`, again);
  // A failed attempt changes nothing that a live event tells of: it is asked for while only the system is at work.
  const { data, reload } = loaded;
  const machines = data?.state === 'running' && (data.steps.length === 0 || data.retries.length > 0);
  useEffect(() => {
    if (!machines) return undefined;
    const timer = setInterval(reload, MACHINES_MS);
    return () => clearInterval(timer);
  }, [machines, reload]);
  return (
    <Load from={loaded} lines={8} back={<Button href="/">Torna alla scrivania</Button>}>
      {(about) => {
        const stopped = about.incidents > 0 && about.state === 'running';
        return (
          <>
            <PageHeader
              title={about.title}
              back={
                about.requester.id === actor.id
                  ? { href: '/richieste', label: 'Le mie richieste' }
                  : { href: '/', label: 'La mia scrivania' }
              }
              badges={
                <CaseBadges
                  mode={about.mode}
                  confidential={about.confidential}
                  state={about.state}
                  recalled={about.recalled}
                />
              }
            >
              {about.processName}
            </PageHeader>
            <WorkLayout
              caseId={about.id}
              refresh={refresh}
              work={
                <Card title="Dove si trova" class="lf-todo-card">
                  {stopped ? (
                    <Alert kind="warning">
                      La pratica è ferma per un problema tecnico: chi amministra il sistema la trova fra le anomalie.
                    </Alert>
                  ) : null}
                  <Retries retries={about.retries} />
                  {about.steps.length > 0 ? <Steps about={about} /> : stopped ? null : <p>{whereText(about)}.</p>}
                  <div class="lf-actions">
                    <DiagramButton caseId={about.id} />
                    {about.recallable ? <Recall caseId={about.id} title={about.title} onDone={again} /> : null}
                  </div>
                </Card>
              }
              aside={
                <>
                  <RequestData caseId={about.id} refresh={refresh} />
                  <Card title="Di cosa si tratta">
                    <DefinitionList
                      items={[
                        { term: 'Chiesta da', value: about.requester.name },
                        { term: 'Inviata', value: formatDateTime(about.startedAt) },
                        about.endedAt === undefined
                          ? undefined
                          : { term: 'Conclusa', value: formatDate(about.endedAt) },
                        { term: 'Iter', value: `${about.processName}, versione ${about.processVersion}` },
                      ]}
                    />
                  </Card>
                  <Card title="Storia">
                    <History caseId={about.id} refresh={refresh} />
                  </Card>
                </>
              }
            />
          </>
        );
      }}
    </Load>
  );
};
