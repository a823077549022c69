import {
  ConfirmDialog,
  ErrorAlert,
  say,
  TextArea,
  toast,
  useAction,
  useState,
  type ApiError,
  type JSX,
} from '@libro-firma/desk/kit';
import type { RouteAnswer } from '../api/route-answers.js';
import { routesApi } from '../api/routes-api.js';

const longestReason = 2000;

interface Caller {
  readonly id?: string;
  readonly name?: string;
}

const callersOf = (error: ApiError): readonly string[] => {
  if (error.code !== 'routes.called') return [];
  const { callers } = error.details as { readonly callers?: readonly (Caller | string)[] };
  return (callers ?? []).map((caller) => (typeof caller === 'string' ? caller : (caller.name ?? caller.id ?? '')));
};

export interface RetireDialogProps {
  readonly route: RouteAnswer;
  readonly onRetired: () => void;
  readonly onClose: () => void;
}

/** Asks why, and says which routes still need this one. */
export const RetireDialog = ({ route, onRetired, onClose }: RetireDialogProps): JSX.Element => {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const retire = useAction(async (key: string) => {
    await routesApi.retire(route.id, reason.trim(), key);
    toast(say(`«${route.name}» è ritirato.`, `“${route.name}” is retired.`));
    onRetired();
  });
  const callers = retire.error === undefined ? [] : callersOf(retire.error);
  return (
    <ConfirmDialog
      title={say(`Ritirare «${route.name}»?`, `Retire “${route.name}”?`)}
      confirmLabel={say('Ritira', 'Retire')}
      danger
      busy={retire.busy}
      onClose={onClose}
      onConfirm={() => {
        if (reason.trim() === '') setMissing(true);
        else void retire.run();
      }}
    >
      {retire.error === undefined ? null : <ErrorAlert error={retire.error} />}
      {callers.length === 0 ? null : (
        <ul>
          {callers.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
      <TextArea
        label={say('Motivo', 'Reason')}
        required
        rows={3}
        maxLength={longestReason}
        value={reason}
        onChange={setReason}
        autofocus
        error={
          missing && reason.trim() === ''
            ? say('Scrivi il motivo: resta nella storia dell’iter.', 'Write the reason: it stays with the route.')
            : undefined
        }
      />
    </ConfirmDialog>
  );
};
