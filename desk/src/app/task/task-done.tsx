import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Alert } from '../../kit/components/alert.js';
import { Button } from '../../kit/components/button.js';
import { Due } from '../../kit/components/due.js';
import { Card, PageHeader } from '../../kit/components/layout.js';
import type { Task } from '../../kit/contract.js';
import { Link } from '../../kit/route/link.js';

const nextButton = 'prossima';

/**
 * After a task: what was done, and the way on. The next task is named and not opened: its document would count as seen
 * by somebody who only finished another one (CAD art. 20; a signature needs that its version was opened).
 */
export const TaskDone = ({
  task,
  next,
  message,
}: {
  readonly task: Task;
  readonly next: Task;
  readonly message: string;
}): JSX.Element => {
  useEffect(() => {
    window.scrollTo(0, 0);
    document.getElementById(nextButton)?.focus();
  }, []);
  return (
    <>
      <PageHeader title={task.caseTitle} back={{ href: '/', label: 'La mia scrivania' }}>
        <span class="lf-task-name">{task.name}</span>
      </PageHeader>
      <div class="lf-narrow-page">
        <Alert kind="success" title={`${message}.`} live>
          <p>
            <Link href={`/pratiche/${task.caseId}`}>Segui la pratica</Link>
          </p>
        </Alert>
        <Card title="La prossima attività">
          <p>
            <strong>{next.caseTitle}</strong>
            <br />
            <span class="lf-muted">{next.name}</span>
          </p>
          {next.dueAt === undefined ? null : <Due at={next.dueAt} />}
          <div class="lf-actions">
            <Button href="/" variant="outline-primary">
              Torna alla scrivania
            </Button>
            <Button
              href={`/attivita/${next.id}`}
              icon="it-arrow-right"
              id={nextButton}
              label={`Apri la prossima: «${next.caseTitle}»`}
            >
              Apri la prossima
            </Button>
          </div>
        </Card>
      </div>
    </>
  );
};
