import { Alert, Card, formatDateTime, localized, plural, say, Select, useState, type JSX } from '@libro-firma/desk/kit';
import { OutcomeForm } from '@libro-firma/desk/shell';
import type { Catalogue } from '../../editor/contract.js';
import type { TrialAnswer, TrialTask } from '../api/trial-answers.js';
import { trialsApi } from '../api/routes-api.js';
import { groupsText } from '../parts/group-words.js';
import { withoutDuties } from './trial-fields.js';

export interface TrialTaskProps {
  readonly trial: TrialAnswer;
  readonly task: TrialTask;
  readonly catalogue: Catalogue;
  readonly onTrial: (trial: TrialAnswer) => void;
  /** Read the trial again. */
  readonly onChanged: () => void;
}

const Who = ({
  task,
  catalogue,
  as,
  onChange,
}: {
  readonly task: TrialTask;
  readonly catalogue: Catalogue;
  readonly as: string;
  readonly onChange: (as: string) => void;
}): JSX.Element => {
  const offered = groupsText(task.candidates, catalogue);
  const others = task.holdersTotal - task.holders.length;
  if (task.holders.length === 0)
    return (
      <Alert kind="warning">
        {say(
          `Oggi nessuno è ${offered === '' ? 'indicato per questo passo' : offered}: in una pratica vera resterebbe ferma qui. Per provare, rispondi tu.`,
          `Today nobody is ${offered === '' ? 'named for this step' : offered}: a real case would stop here. To try it, you answer.`,
        )}
      </Alert>
    );
  return (
    <Select
      label={say('Fai la parte di', 'You play')}
      help={[
        offered,
        ...(others > 0
          ? [plural(others, say('altra persona', 'more person'), say('altre persone', 'more people'))]
          : []),
      ]
        .filter((part) => part !== '')
        .join('; ')}
      options={task.holders.map(({ id, name }) => ({ value: id, label: name }))}
      value={as}
      onChange={onChange}
    />
  );
};

/** By the time of the trial, which the desk's own words do not know. */
const termText = (dueAt: number, now: number): string =>
  dueAt < now
    ? say(`Scaduta il ${formatDateTime(dueAt)}`, `Overdue since ${formatDateTime(dueAt)}`)
    : say(`Scade il ${formatDateTime(dueAt)}`, `Due on ${formatDateTime(dueAt)}`);

/** An open task of the trial: whose part to play, its form, and the ways in which it can end. */
export const TrialTaskCard = ({ trial, task, catalogue, onTrial, onChanged }: TrialTaskProps): JSX.Element => {
  const [as, setAs] = useState(task.assignee?.id ?? task.holders[0]?.id ?? '');
  return (
    <div class="lfm-trial-task" data-task={task.id} tabIndex={-1}>
      <Card title={task.name}>
        {task.processName === trial.instances[0]?.processName ? null : (
          <p class="lf-muted">{say(`In «${task.processName}»`, `In “${task.processName}”`)}</p>
        )}
        {task.dueAt === undefined ? null : <p class="lf-muted">{termText(task.dueAt, trial.now)}</p>}
        <Who task={task} catalogue={catalogue} as={as} onChange={setAs} />
        <OutcomeForm
          fields={withoutDuties(task.form?.fields ?? [], catalogue)}
          outcomes={task.outcomes.map((outcome) => ({ ...outcome, label: localized(outcome.label) }))}
          input={task.input}
          caseId={trial.caseId}
          person={as === '' ? undefined : as}
          idPrefix={`prova-${task.id.replaceAll(/[^\w-]/g, '_')}`}
          casual
          complete={async (completion, key) =>
            onTrial(
              await trialsApi.complete(trial.caseId, task.id, { ...(as === '' ? {} : { as }), ...completion }, key),
            )
          }
          onDone={() => undefined}
          onChanged={onChanged}
        />
      </Card>
    </div>
  );
};
