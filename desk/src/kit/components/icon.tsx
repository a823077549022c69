import type { JSX } from 'preact';
import sprites from 'bootstrap-italia/dist/svg/sprites.svg';

/** Address of the icons' sprite, for drawings that are not Preact's: `<use href="${iconSprite}#it-pen">`. */
export const iconSprite: string = sprites;

export interface IconProps {
  /** A name of the bootstrap-italia set: `it-pencil`. */
  readonly name: string;
  readonly size?: 'xs' | 'sm' | 'md' | 'lg' | 'xl' | undefined;
  /** Read out in place of the picture; without it the icon is decoration. */
  readonly label?: string | undefined;
  readonly class?: string | undefined;
}

export const Icon = ({ name, size = 'sm', label, class: extra }: IconProps): JSX.Element => (
  <svg
    class={`icon lf-icon-${size}${extra === undefined ? '' : ` ${extra}`}`}
    {...(label === undefined ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': label })}
    focusable="false"
  >
    <use href={`${iconSprite}#${name}`} />
  </svg>
);
