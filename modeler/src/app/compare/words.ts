import { localized, say } from '@libro-firma/desk/kit';
import type { Catalogue } from '../../editor/contract.js';
import { parseCondition, type ConditionRow } from '../../editor/model/condition.js';
import type { Duration } from '../../editor/model/duration.js';
import { parseRules, type Chosen, type Rule } from '../../editor/model/rule.js';
import { parseDueDate, parseTimer, type Term, type TimerKind } from '../../editor/model/term.js';

/** Settings of a drawing as sentences; what only FEEL can say stays as it is written. */

type Words = Pick<Catalogue, 'roles' | 'positions'>;

const labelOf = (list: Words['roles'], value: string): string => {
  const found = list.find((one) => one.value === value);
  return found === undefined ? value : localized(found.label);
};

const chosenText = (chosen: Chosen): string =>
  'fixed' in chosen ? `«${chosen.fixed}»` : say(`di ${chosen.variable}`, `of ${chosen.variable}`);

const ruleText = (rule: Rule, words: Words): string => {
  switch (rule.kind) {
    case 'requester':
      return say('chi ha fatto la richiesta', 'whoever made the request');
    case 'person':
      return say(`la persona ${chosenText(rule.person)}`, `the person ${chosenText(rule.person)}`);
    case 'book': {
      const position = labelOf(words.positions, rule.position);
      return say(
        `${position} del libro firma ${chosenText(rule.book)}`,
        `${position} of the book ${chosenText(rule.book)}`,
      );
    }
    case 'role': {
      const role = labelOf(words.roles, rule.role);
      return 'fixed' in rule.office && rule.office.fixed === '*'
        ? say(`${role} di qualunque ufficio`, `${role} of any office`)
        : say(`${role} dell’ufficio ${chosenText(rule.office)}`, `${role} of the office ${chosenText(rule.office)}`);
    }
  }
};

/** Who may do something, from group keys. */
export const rulesText = (text: string, words: Words): string =>
  parseRules(text)
    ?.map((rule) => ruleText(rule, words))
    .join(', ') ?? text;

const comparisons: Readonly<Record<string, string>> = {
  '=': say('è', 'is'),
  '!=': say('non è', 'is not'),
  '<': say('è minore di', 'is less than'),
  '<=': say('è al massimo', 'is at most'),
  '>': say('è maggiore di', 'is more than'),
  '>=': say('è almeno', 'is at least'),
};

const valueText = (value: string | number | boolean): string => {
  if (typeof value === 'boolean') return value ? say('sì', 'yes') : 'no';
  return typeof value === 'string' ? `«${value}»` : String(value);
};

const rowText = (row: ConditionRow): string => {
  switch (row.kind) {
    case 'presence':
      return row.is === 'empty'
        ? say(`${row.path} è vuoto`, `${row.path} is empty`)
        : say(`${row.path} c’è`, `${row.path} is there`);
    case 'date':
      return `${row.path} ${comparisons[row.is] ?? row.is} ${row.date}`;
    case 'value':
      return `${row.path} ${comparisons[row.is] ?? row.is} ${valueText(row.value)}`;
  }
};

export const conditionText = (text: string): string => {
  const condition = parseCondition(text);
  return condition === undefined
    ? text
    : condition.rows.map(rowText).join(condition.join === 'and' ? say(' e ', ' and ') : say(' oppure ', ' or '));
};

const units: Readonly<Record<Duration['unit'], readonly [string, string]>> = {
  minutes: [say('minuto', 'minute'), say('minuti', 'minutes')],
  hours: [say('ora', 'hour'), say('ore', 'hours')],
  days: [say('giorno', 'day'), say('giorni', 'days')],
  weeks: [say('settimana', 'week'), say('settimane', 'weeks')],
  months: [say('mese', 'month'), say('mesi', 'months')],
  years: [say('anno', 'year'), say('anni', 'years')],
};

const durationText = ({ amount, unit }: Duration): string => `${amount} ${units[unit][amount === 1 ? 0 : 1]}`;

const termText = (term: Term): string => {
  switch (term.kind) {
    case 'after':
      return say(`dopo ${durationText(term.duration)}`, `after ${durationText(term.duration)}`);
    case 'afterVariable':
      return say(`dopo il tempo in ${term.path}`, `after the time in ${term.path}`);
    case 'date':
      if (term.minus !== undefined)
        return say(
          `${durationText(term.minus)} prima di ${term.path}`,
          `${durationText(term.minus)} before ${term.path}`,
        );
      return term.plus === undefined
        ? say(`alla data ${term.path}`, `on the date ${term.path}`)
        : say(`${durationText(term.plus)} dopo ${term.path}`, `${durationText(term.plus)} after ${term.path}`);
    case 'fixed':
      return say(`il ${term.date}`, `on ${term.date}`);
    case 'every':
      return term.times === undefined
        ? say(`ogni ${durationText(term.duration)}`, `every ${durationText(term.duration)}`)
        : say(
            `ogni ${durationText(term.duration)}, ${term.times} volte`,
            `every ${durationText(term.duration)}, ${term.times} times`,
          );
  }
};

export const dueText = (text: string): string => {
  const term = parseDueDate(text);
  return term === undefined ? text : termText(term);
};

export const timerText = (kind: TimerKind, text: string): string => {
  const term = parseTimer({ kind, text });
  return term === undefined ? text : termText(term);
};
