import type { JSX } from 'preact';
import { Icon } from '../components/icon.js';
import { createStore, useStore } from './store.js';
import { say } from '../text/language.js';

export type ToastKind = 'success' | 'info' | 'warning' | 'error';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: ToastKind;
}

const toasts = createStore<readonly Toast[]>([]);
const polite = createStore('');
const assertive = createStore('');
let last = 0;

const dismiss = (id: number): void => toasts.set(toasts.get().filter((toast) => toast.id !== id));

/** Says something to screen readers only. `assertive` interrupts: for what stops the reader's work. */
export const announce = (text: string, urgency: 'polite' | 'assertive' = 'polite'): void => {
  const region = urgency === 'assertive' ? assertive : polite;
  // The same sentence twice is read twice only if the region's text changed in between.
  region.set('');
  setTimeout(() => region.set(text), 50);
};

/**
 * A short notice in the corner, read out politely. Errors stay until they are closed; the others go after 7 seconds.
 * Never the only place where an error of a form is told.
 */
export const toast = (text: string, kind: ToastKind = 'success'): void => {
  const id = ++last;
  toasts.set([...toasts.get().slice(-3), { id, text, kind }]);
  announce(text, kind === 'error' ? 'assertive' : 'polite');
  if (kind !== 'error') setTimeout(() => dismiss(id), 7_000);
};

const icons: Readonly<Record<ToastKind, string>> = {
  success: 'it-check-circle',
  info: 'it-info-circle',
  warning: 'it-warning-circle',
  error: 'it-error',
};

/** The corner and the live regions; once, in the shell. */
export const Toasts = (): JSX.Element => {
  const shown = useStore(toasts);
  return (
    <>
      <div class="visually-hidden" aria-live="polite" role="status">
        {useStore(polite)}
      </div>
      <div class="visually-hidden" aria-live="assertive" role="alert">
        {useStore(assertive)}
      </div>
      <section class="lf-toasts" aria-label={say('Messaggi', 'Messages')}>
        {shown.map((one) => (
          <div key={one.id} class={`lf-toast lf-toast-${one.kind}`}>
            <Icon name={icons[one.kind]} />
            <p>{one.text}</p>
            <button type="button" class="lf-icon-button" onClick={() => dismiss(one.id)}>
              <Icon name="it-close" label={say('Chiudi l’avviso', 'Close the notice')} />
            </button>
          </div>
        ))}
      </section>
    </>
  );
};
