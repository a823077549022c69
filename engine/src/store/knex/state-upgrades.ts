import { type STATE_FORMAT } from '../../core/state.js';
import { LibroFirmaError } from '../../plugin/errors.js';

/** What a release before this one has written: JSON of any shape. */
export type Line = readonly unknown[];

/** Brings what was written in one format to the next; pure, and never changed once released. */
export interface Upgrade {
  readonly instance: (line: Line) => Line;
  readonly scope: (line: Line) => Line;
}

type Before<Format extends number, All extends readonly unknown[] = readonly [unknown]> = All['length'] extends Format
  ? All
  : Before<Format, readonly [...All, unknown]>;
type Upgrades =
  Before<typeof STATE_FORMAT> extends readonly [unknown, ...infer Rest]
    ? { readonly [K in keyof Rest]: Upgrade }
    : never;

/** One for each format before {@link STATE_FORMAT}, which cannot be raised without: it would not compile. */
const upgrades: Upgrades = [];

/**
 * A line as this release writes it. Rows keep the format in which they were last written, so old ones may turn up
 * years later.
 *
 * @throws LibroFirmaError `store.newer-state`
 */
export const upgraded = (
  what: keyof Upgrade,
  format: number,
  line: Line,
  steps: readonly Upgrade[] = upgrades,
): Line => {
  if (format > steps.length + 1 || format < 1) {
    throw new LibroFirmaError('conflict', 'store.newer-state', {
      it: `Una pratica è stata salvata da una versione più recente (formato ${format}). Usa quella versione.`,
      en: `A case was saved by a later release (format ${format}, known up to ${steps.length + 1}). Use that release.`,
    });
  }
  return steps.slice(format - 1).reduce((older, step) => step[what](older), line);
};
