import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { onLocation } from '../route/history.js';
import { Icon } from './icon.js';

export interface HeaderPopoverProps {
  readonly icon: string;
  /** What the button opens, with the count in words where there is one: "Avvisi, 3 da leggere". */
  readonly label: string;
  /** On the icon; nothing when 0. */
  readonly count?: number | undefined;
  readonly title: string;
  /** Beside the icon, where there is room for it. */
  readonly text?: string | undefined;
  /** Made when it is opened. `close` gives the focus back to the button. */
  readonly children: (close: () => void) => ComponentChildren;
  readonly onOpen?: (() => void) | undefined;
}

/** A button in the top bar that opens a panel below it: closes by Esc, by a click elsewhere, and on leaving the page. */
export const HeaderPopover = (props: HeaderPopoverProps): JSX.Element => {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  useEffect(() => onLocation(() => setOpen(false)), []);
  useEffect(() => {
    if (!open) return;
    panel.current?.focus();
    const outside = (event: Event): void => {
      if (event.target instanceof Node && place.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);
  const { count = 0 } = props;
  return (
    <div
      ref={place}
      class="lf-popover-place"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={button}
        type="button"
        class="lf-header-button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          if (!open) props.onOpen?.();
          setOpen(!open);
        }}
      >
        <Icon name={props.icon} label={props.label} />
        {props.text === undefined ? null : (
          <span class="lf-header-text" aria-hidden="true">
            {props.text}
          </span>
        )}
        {count > 0 ? (
          <span class="lf-count" aria-hidden="true">
            {count > 99 ? '99+' : count}
          </span>
        ) : null}
      </button>
      <div id={id} ref={panel} class="lf-popover" role="region" aria-label={props.title} tabIndex={-1} hidden={!open}>
        {open ? props.children(close) : null}
      </div>
    </div>
  );
};
