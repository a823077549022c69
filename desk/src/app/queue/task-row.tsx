import type { JSX } from 'preact';
import { Checkbox } from '../../kit/components/choice-field.js';
import { Due } from '../../kit/components/due.js';
import { Badge, TrialBadge } from '../../kit/components/layout.js';
import type { Task } from '../../kit/contract.js';
import { Link } from '../../kit/route/link.js';
import { formatRelativeDay } from '../../kit/text/format.js';

export interface TaskRowProps {
  readonly task: Task;
  readonly me: string;
  readonly fresh: boolean;
  readonly ticked: boolean;
  /** No action on many tasks takes this one: there is no box. */
  readonly tickable: boolean;
  /** Why it cannot be ticked now. */
  readonly obstacle: string | undefined;
  readonly onTick: (ticked: boolean) => void;
}

export const TaskRow = (props: TaskRowProps): JSX.Element => {
  const { task } = props;
  const route = task.caseProcessName ?? task.processName;
  const note = `ostacolo-${task.id}`;
  return (
    <li class={`lf-task${props.ticked ? ' lf-task-ticked' : ''}${props.fresh ? ' lf-task-fresh' : ''}`}>
      <div class="lf-task-tick">
        {props.tickable ? (
          <Checkbox
            label={`Seleziona «${task.caseTitle}», ${task.name}`}
            hideLabel
            checked={props.ticked}
            disabled={props.obstacle !== undefined}
            onChange={props.onTick}
          />
        ) : null}
      </div>
      <div class="lf-task-main">
        <Link href={`/attivita/${task.id}`} class="lf-task-title">
          {task.caseTitle}
        </Link>
        <p class="lf-task-step">
          <strong>{task.name}</strong>
          {route === task.name ? null : <span> · {route}</span>}
          <span> · arrivata {formatRelativeDay(task.createdAt)}</span>
        </p>
        <div class="lf-badges">
          {props.fresh ? <Badge kind="info">Nuova</Badge> : null}
          {task.mode === 'trial' ? <TrialBadge /> : null}
          {task.confidential ? (
            <Badge kind="warning" icon="it-lock">
              Riservata
            </Badge>
          ) : null}
          {task.onBehalfOf === undefined ? null : <Badge icon="it-user">Per conto di {task.onBehalfOf.name}</Badge>}
          {task.assignee === undefined ? null : (
            <Badge icon="it-check">
              {task.assignee.id === props.me ? 'Presa in carico da te' : `Presa in carico da ${task.assignee.name}`}
            </Badge>
          )}
        </div>
        {props.obstacle === undefined ? null : (
          <p id={note} class="lf-task-obstacle">
            {props.obstacle}
          </p>
        )}
      </div>
      <div class="lf-task-due">{task.dueAt === undefined ? null : <Due at={task.dueAt} />}</div>
    </li>
  );
};
