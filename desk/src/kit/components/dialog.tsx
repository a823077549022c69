import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from './button.js';
import { Icon } from './icon.js';
import { say } from '../text/language.js';

export interface DialogProps {
  readonly title: string;
  readonly children?: ComponentChildren;
  /** Buttons at the foot, the main one last. */
  readonly actions?: ComponentChildren;
  /** Esc, the cross, the back-drop. */
  readonly onClose: () => void;
  readonly size?: 'sm' | 'md' | 'lg' | 'full' | undefined;
  /** `false` while something runs that must not be left. */
  readonly closable?: boolean | undefined;
}

/**
 * A native modal `<dialog>`: the browser keeps the focus inside, makes the rest inert, and gives the focus back where it
 * was. Shown as long as it is rendered. The element with `autofocus` gets the focus, else the title.
 */
export const Dialog = ({
  title,
  children,
  actions,
  onClose,
  size = 'md',
  closable = true,
}: DialogProps): JSX.Element => {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const gone = useRef(false);
  const id = useId();
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    const opener = document.activeElement;
    if (!dialog.open) dialog.showModal();
    if (dialog.querySelector('[autofocus]') === null) heading.current?.focus();
    return () => {
      gone.current = true;
      dialog.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class={`lf-dialog lf-dialog-${size}`}
      aria-labelledby={id}
      onCancel={(event) => {
        if (event.target !== ref.current) return;
        event.preventDefault();
        if (closable) onClose();
      }}
      onClose={() => {
        // Browsers close a dialog at the second Esc whatever the page says.
        if (gone.current) return;
        if (closable) onClose();
        else ref.current?.showModal();
      }}
      onMouseDown={(event) => {
        if (event.target === ref.current && closable) onClose();
      }}
    >
      <div class="lf-dialog-frame">
        <header class="lf-dialog-head">
          <h2 id={id} ref={heading} tabIndex={-1}>
            {title}
          </h2>
          {closable ? (
            <button type="button" class="lf-icon-button" onClick={onClose}>
              <Icon name="it-close" label={say('Chiudi', 'Close')} />
            </button>
          ) : null}
        </header>
        <div class="lf-dialog-body">{children}</div>
        {actions === undefined ? null : <footer class="lf-dialog-foot">{actions}</footer>}
      </div>
    </dialog>
  );
};

export interface ConfirmDialogProps {
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly confirmLabel?: string | undefined;
  readonly cancelLabel?: string | undefined;
  readonly danger?: boolean | undefined;
  readonly busy?: boolean | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export const ConfirmDialog = ({
  title,
  children,
  confirmLabel = say('Conferma', 'Confirm'),
  cancelLabel = say('Annulla', 'Cancel'),
  danger = false,
  busy = false,
  onConfirm,
  onClose,
}: ConfirmDialogProps): JSX.Element => (
  <Dialog
    title={title}
    size="sm"
    onClose={onClose}
    closable={!busy}
    actions={
      <>
        <Button variant="outline-primary" onClick={onClose} disabled={busy}>
          {cancelLabel}
        </Button>
        <Button variant={danger ? 'danger' : 'primary'} onClick={onConfirm} busy={busy}>
          {confirmLabel}
        </Button>
      </>
    }
  >
    {children}
  </Dialog>
);
