import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { say } from '../text/language.js';

/** Something is being waited for. With `label` it is told to screen readers. */
export const Spinner = ({ small = false, label }: { small?: boolean; label?: string | undefined }): JSX.Element => (
  <span class={`lf-spinner${small ? ' lf-spinner-small' : ''}`} role={label === undefined ? undefined : 'status'}>
    {label === undefined ? null : <span class="visually-hidden">{label}</span>}
  </span>
);

/** Grey lines in the place of what is coming; appears after 150 ms, so that quick answers do not flicker. */
export const Skeleton = ({
  lines = 3,
  label = say('Caricamento in corso', 'Loading'),
}: {
  lines?: number;
  label?: string;
}): JSX.Element => {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="lf-skeleton" role="status" aria-busy="true">
      <span class="visually-hidden">{label}</span>
      {shown ? Array.from({ length: lines }, (_, line) => <span key={line} class="lf-skeleton-line" />) : null}
    </div>
  );
};

export interface ProgressBarProps {
  /** 0 to 1; `undefined` while it is not known. */
  readonly value: number | undefined;
  readonly label: string;
  /** Beside the bar: `12 di 40`. */
  readonly text?: string | undefined;
}

export const ProgressBar = ({ value, label, text }: ProgressBarProps): JSX.Element => (
  <div class="lf-progress">
    <div class="lf-progress-words">
      <span>{label}</span>
      <span>{text ?? (value === undefined ? '' : `${Math.round(value * 100)}%`)}</span>
    </div>
    <progress max={1} {...(value === undefined ? {} : { value })} aria-label={label} />
  </div>
);
