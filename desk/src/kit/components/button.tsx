import type { ComponentChildren, JSX, Ref } from 'preact';
import { Link } from '../route/link.js';
import { Icon } from './icon.js';
import { Spinner } from './waiting.js';

export type ButtonVariant =
  'primary' | 'secondary' | 'success' | 'danger' | 'outline-primary' | 'outline-secondary' | 'outline-danger' | 'link';

export interface ButtonProps {
  readonly children?: ComponentChildren;
  readonly variant?: ButtonVariant | undefined;
  readonly size?: 'xs' | 'sm' | 'lg' | undefined;
  readonly icon?: string | undefined;
  readonly type?: 'button' | 'submit' | undefined;
  readonly disabled?: boolean | undefined;
  /** Shows a spinner and takes no second click. */
  readonly busy?: boolean | undefined;
  /** Over the whole width of its place on phones. */
  readonly wide?: boolean | undefined;
  /** A page of the desk: the button is a link then. */
  readonly href?: string | undefined;
  /** For buttons with an icon only. */
  readonly label?: string | undefined;
  readonly class?: string | undefined;
  readonly onClick?: ((event: MouseEvent) => void) | undefined;
  readonly buttonRef?: Ref<HTMLButtonElement> | undefined;
  readonly id?: string | undefined;
  readonly form?: string | undefined;
  readonly 'aria-expanded'?: boolean | undefined;
  readonly 'aria-controls'?: string | undefined;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-pressed'?: boolean | undefined;
}

/** A button, or with `href` a link that looks like one. A busy one stays focusable, so the focus is not lost. */
export const Button = ({
  children,
  variant = 'primary',
  size,
  icon,
  type = 'button',
  busy = false,
  wide = false,
  href,
  label,
  class: extra,
  onClick,
  buttonRef,
  disabled,
  ...rest
}: ButtonProps): JSX.Element => {
  const looks = [
    'btn',
    `btn-${variant}`,
    size === undefined ? '' : `btn-${size}`,
    'lf-button',
    wide ? 'lf-button-wide' : '',
    extra ?? '',
  ];
  const className = looks.filter((part) => part !== '').join(' ');
  const content = (
    <>
      {busy ? <Spinner small /> : icon === undefined ? null : <Icon name={icon} />}
      {children === undefined ? null : <span>{children}</span>}
    </>
  );
  if (href !== undefined && disabled !== true) {
    return (
      <Link href={href} class={className} aria-label={label} id={rest.id}>
        {content}
      </Link>
    );
  }
  return (
    <button
      {...rest}
      ref={buttonRef ?? null}
      type={type}
      class={className}
      disabled={disabled}
      aria-disabled={busy ? 'true' : undefined}
      aria-busy={busy ? 'true' : undefined}
      aria-label={label}
      onClick={(event) => {
        if (busy) return event.preventDefault();
        onClick?.(event);
      }}
    >
      {content}
    </button>
  );
};
