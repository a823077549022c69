import type { Translate } from '../canvas/services.js';

/** Words for what the plugins of the house take, where their schemas have no title. */
const KNOWN = ['bundle', 'book', 'recipients', 'registration', 'subject', 'body', 'date'];

export const inputWord = (name: string, translate: Translate): string =>
  KNOWN.includes(name) ? translate(`input:${name}`) : name;
