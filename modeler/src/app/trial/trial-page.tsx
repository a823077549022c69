import { ErrorAlert, EmptyState, say, Skeleton, TrialBadge, useRef, type JSX } from '@libro-firma/desk/kit';
import type { PageProps } from '@libro-firma/desk/shell';
import type { Catalogue } from '../../editor/contract.js';
import type { RouteAnswer } from '../api/route-answers.js';
import type { TrialAnswer } from '../api/trial-answers.js';
import { useCatalogue } from '../api/catalogue.js';
import { CaseDiagram } from '../parts/case-diagram.js';
import { RouteFrame } from '../route/route-frame.js';
import { TrialClock } from './trial-clock.js';
import { TrialEnd } from './trial-end.js';
import { TrialIncidents } from './trial-incidents.js';
import { TrialPlayed } from './trial-played.js';
import { TrialTaskCard } from './trial-task.js';
import { TrialTraces } from './trial-traces.js';
import { TrialWaiting } from './trial-waiting.js';
import { useTrial } from './use-trial.js';

interface PlayProps {
  readonly route: RouteAnswer;
  readonly trial: TrialAnswer;
  readonly catalogue: Catalogue;
  readonly onTrial: (trial: TrialAnswer) => void;
  readonly onChanged: () => void;
  readonly onKept: () => void;
}

const Play = ({ route, trial, catalogue, onTrial, onChanged, onKept }: PlayProps): JSX.Element => {
  const todo = useRef<HTMLDivElement>(null);
  const showTask = (elementId: string | undefined): void => {
    const task = trial.tasks.find((one) => one.elementId === elementId);
    if (task === undefined) return;
    const card = todo.current?.querySelector<HTMLElement>(`[data-task="${CSS.escape(task.id)}"]`);
    card?.scrollIntoView({ block: 'nearest' });
    card?.focus();
  };
  return (
    <div class="lfm-play">
      <div class="lfm-play-main">
        <CaseDiagram instances={trial.instances} catalogue={catalogue} onSelect={(element) => showTask(element?.id)} />
      </div>
      <div class="lfm-play-aside" ref={todo}>
        <TrialClock trial={trial} onTrial={onTrial} />
        <TrialIncidents route={route} trial={trial} onChanged={onChanged} />
        {trial.tasks.map((task) => (
          <TrialTaskCard key={task.id} {...{ trial, task, catalogue, onTrial, onChanged }} />
        ))}
        <TrialWaiting trial={trial} onTrial={onTrial} />
        {trial.busy ? (
          <p class="lfm-busy" role="status">
            {say('Un passo automatico sta lavorando…', 'A machine step is at work…')}
          </p>
        ) : null}
        <TrialEnd route={route} trial={trial} onKept={onKept} />
      </div>
      <div class="lfm-play-more">
        <TrialTraces traces={trial.traces} />
        <TrialPlayed trial={trial} />
      </div>
    </div>
  );
};

const Trial = ({
  route,
  caseId,
  onKept,
}: {
  readonly route: RouteAnswer;
  readonly caseId: string;
  readonly onKept: () => void;
}): JSX.Element => {
  const { trial, error, reload, show } = useTrial(caseId);
  const { catalogue, error: catalogueError, retry } = useCatalogue();
  if (error?.status === 404)
    return (
      <EmptyState icon="it-search" title={say('Questa prova non c’è più', 'This trial is gone')}>
        {error.message}
      </EmptyState>
    );
  if (error !== undefined && trial === undefined) return <ErrorAlert error={error} onRetry={reload} />;
  if (catalogueError !== undefined) return <ErrorAlert error={catalogueError} onRetry={retry} />;
  if (trial === undefined || catalogue === undefined) return <Skeleton lines={8} />;
  return (
    <>
      <p class="lfm-trial-line">
        <TrialBadge /> <strong>{trial.title}</strong>
        {trial.as === null ? null : (
          <span class="lf-muted">{say(`, richiesta da ${trial.as.name}`, `, requested by ${trial.as.name}`)}</span>
        )}
      </p>
      <Play route={route} trial={trial} catalogue={catalogue} onTrial={show} onChanged={reload} onKept={onKept} />
    </>
  );
};

/** One trial: the path on the drawing, each person's tasks, time, and what came of it. */
export const TrialPage = ({ params }: PageProps): JSX.Element => (
  <RouteFrame id={params['id'] ?? ''} page={say('prova', 'trial')}>
    {(route, reload) => <Trial key={params['caseId']} route={route} caseId={params['caseId'] ?? ''} onKept={reload} />}
  </RouteFrame>
);
