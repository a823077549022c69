import {
  Button,
  Dialog,
  ErrorAlert,
  useId,
  type Action,
  type ComponentChildren,
  type JSX,
} from '@libro-firma/desk/kit';

export interface ChangeDialogProps {
  readonly title: string;
  readonly submitLabel: string;
  readonly danger?: boolean;
  readonly action: Pick<Action<[], unknown>, 'busy' | 'error'>;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A form in a dialog: its fields, what went wrong, and the two buttons. */
export const ChangeDialog = ({
  title,
  submitLabel,
  danger = false,
  action,
  onSubmit,
  onClose,
  children,
}: ChangeDialogProps): JSX.Element => {
  const form = useId();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      closable={!action.busy}
      actions={
        <>
          <Button variant="outline-primary" onClick={onClose} disabled={action.busy}>
            Chiudi
          </Button>
          <Button type="submit" form={form} variant={danger ? 'danger' : 'primary'} busy={action.busy}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form
        id={form}
        class="lf-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {action.error === undefined ? null : <ErrorAlert error={action.error} />}
        {children}
      </form>
    </Dialog>
  );
};

/** The message of a field that must be filled, once the form was sent. */
export const missing = (sent: boolean, value: string): string | undefined =>
  sent && value.trim() === '' ? 'Campo obbligatorio.' : undefined;
