import type { JSX } from 'preact';
import { Card } from '../../kit/components/layout.js';
import type { CasePanel, Task } from '../../kit/contract.js';
import { ErrorBoundary } from '../../shell/frame/error-boundary.js';

export interface CasePanelsProps {
  readonly panels: readonly CasePanel[];
  readonly caseId: string;
  readonly task?: Task | undefined;
  /** Grows when the panels should read again. */
  readonly refresh: number;
}

/** What plugins show beside a task or a case: the documents with their preview, the registration, the mails. */
export const CasePanels = ({ panels, caseId, task, refresh }: CasePanelsProps): JSX.Element => (
  <>
    {panels.map((panel) => (
      <Card key={panel.id} title={panel.title} class="lf-case-panel">
        <ErrorBoundary what={`Il pannello «${panel.title}»`}>
          <panel.component caseId={caseId} refresh={refresh} {...(task === undefined ? {} : { task })} />
        </ErrorBoundary>
      </Card>
    ))}
  </>
);
