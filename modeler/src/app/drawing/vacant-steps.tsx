import { Alert, Checkbox, say, type JSX } from '@libro-firma/desk/kit';
import type { EditorProblem } from '../../editor/contract.js';
import { ProblemList } from './problem-list.js';

export interface VacantStepsProps {
  /** Steps that nobody may do today. */
  readonly problems: readonly EditorProblem[];
  readonly onShow: (elementId: string, field?: string) => void;
  readonly accepted: boolean;
  readonly onAccept: (accepted: boolean) => void;
  /** Publication was asked for, and this is not accepted yet. */
  readonly missing: boolean;
}

/** A route may be published before somebody is appointed, but nobody shall find out from a case that stands still. */
export const VacantSteps = ({ problems, onShow, accepted, onAccept, missing }: VacantStepsProps): JSX.Element => (
  <Alert
    kind="warning"
    title={say('Oggi nessuno può svolgere una parte di questo iter', 'Today nobody can do a part of this route')}
  >
    <ProblemList problems={problems} onShow={onShow} />
    <Checkbox
      label={say(
        'Pubblica lo stesso: le pratiche aspetteranno lì finché qualcuno non sarà nominato',
        'Publish all the same: cases will wait there until somebody is appointed',
      )}
      checked={accepted}
      onChange={onAccept}
      error={
        missing
          ? say(
              'Conferma che va bene così, oppure torna al disegno e scegli un altro ruolo.',
              'Confirm that this is meant, or go back to the drawing and choose another role.',
            )
          : undefined
      }
    />
  </Alert>
);
