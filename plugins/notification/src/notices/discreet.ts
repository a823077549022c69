import type { Json, JsonObject } from '@libro-firma/engine/plugin';

/** What stands for the subject of a confidential act wherever a notice would name it. */
const SUBJECT = 'atto riservato';
const REASON = 'il motivo è nella pratica';

const said = (value: Json | undefined): readonly string[] =>
  typeof value === 'string' && value.trim() !== '' ? [value, value.trim()] : [];

/**
 * A route's own words about a confidential act, for those who may see it: a notice stands on a screen that others see too,
 * so neither the subject is in it nor what was written about it.
 */
export const discreet = (text: string, title: string, variables: JsonObject): string => {
  const hidden = [
    ...[...said(title), ...said(variables['subject'])].map((words) => [words, SUBJECT] as const),
    ...said(variables['reason']).map((words) => [words, REASON] as const),
  ].sort(([one], [other]) => other.length - one.length);
  return hidden.reduce((left, [words, instead]) => left.replaceAll(words, instead), text);
};
