import type { JSX } from 'preact';
import { say } from '../text/language.js';

/**
 * What is wrong with the length of a text. Nothing is ever cut while somebody types or pastes: what is too much stays
 * to be seen and shortened.
 */
export const lengthProblem = (length: number, most: number | undefined): string | undefined => {
  if (most === undefined || length <= most) return undefined;
  return say(
    `Ha ${length} caratteri, al massimo sono ${most}: ${length - most === 1 ? 'togline 1' : `togline ${length - most}`}.`,
    `It has ${length} characters, ${most} at most: take ${length - most} away.`,
  );
};

/** How many characters are left, as soon as they are few. */
export const CharactersLeft = ({
  length,
  most,
}: {
  readonly length: number;
  readonly most: number | undefined;
}): JSX.Element | null => {
  const left = most === undefined ? undefined : most - length;
  if (most === undefined || left === undefined || left < 0 || left >= Math.min(100, most / 5)) return null;
  return (
    <p class="lf-field-help" aria-live="polite">
      {left === 1
        ? say('Resta 1 carattere', '1 character left')
        : say(`Restano ${left} caratteri`, `${left} characters left`)}
    </p>
  );
};
