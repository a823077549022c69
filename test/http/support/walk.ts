import type { TableEntry } from '@libro-firma/server';
import { calls, type Call } from './calls.js';
import type { Name, Persona } from './people.js';
import { leaksIn, secretsOf, type Subject } from './subjects.js';
import type { Town } from './town.js';
import type { Ask, Reply, Visitor } from './visitor.js';
import { mayEnter, mayHave, refusalOf, whoMay, type Rule } from './who-may.js';

/** One thing that is asked of one route. */
export interface Question {
  readonly entry: TableEntry;
  readonly rule: Rule;
  readonly note: Subject | undefined;
  readonly call: Call;
  /** The first one of its route: asked with wrong content too. */
  readonly first: boolean;
}

/** What is wrong, one sentence each. */
export type Problems = readonly string[];

export const isWrite = ({ route }: TableEntry): boolean => route.method !== 'GET';

const REFUSALS: Readonly<Record<number, string>> = {
  401: 'server.unauthenticated',
  403: 'server.forbidden',
  404: 'server.not-found',
};

export const questionsOn = (town: Town, entry: TableEntry, notes: readonly Subject[]): readonly Question[] => {
  const rule = whoMay[entry.route.name];
  const { about, plain } = calls[entry.route.name] ?? {};
  if (rule === undefined) return [];
  const found = [
    ...(plain?.(town) ?? []).map((call) => ({ note: undefined, call })),
    ...notes.flatMap((note) => {
      const call = about?.(note, town);
      return call === undefined ? [] : [{ note, call }];
    }),
  ];
  return found.map((question, index) => ({ entry, rule, ...question, first: index === 0 }));
};

const pathOf = ({ path }: TableEntry, { params = {}, query = {} }: Call): string => {
  const filled = path.replace(/:([A-Za-z]+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''));
  return `${filled}?${new URLSearchParams(query).toString()}`;
};

export const ask = (visitor: Visitor, { entry, call }: Question, more: Ask = {}): Promise<Reply> =>
  visitor.ask(entry.route.method, pathOf(entry, call), { ...call, ...more });

/** The same with content that no schema takes: whoever hears of that was let in. */
export const askWrongly = (visitor: Visitor, { entry, call }: Question): Promise<Reply> =>
  visitor.ask(entry.route.method, pathOf(entry, { ...call, query: { ...call.query, nessuno: '1' } }), {
    ...(entry.route.body?.kind === 'json' ? { body: { nessuno: 1 } } : {}),
  });

export const told = ({ entry, note }: Question, who: string, { status, code }: Reply): string =>
  `${who}: ${entry.route.name}${note === undefined ? '' : ` (${note.name})`} gave ${status} ${code}`;

export const leaks = (town: Town, { entry }: Question, who: Name | 'nobody', { text }: Reply): Problems =>
  leaksIn(text, who, secretsOf(town.subjects)).map((name) => `${who} reads of the ${name} in ${entry.route.name}`);

/** Refused, and with the same words when the content is wrong: nothing of it was looked at before. */
export const isRefused = async (
  town: Town,
  visitor: Visitor,
  question: Question,
  who: Name | 'nobody',
  status: number,
): Promise<Problems> => {
  const reply = await ask(visitor, question);
  const problems = [...leaks(town, question, who, reply)];
  if (reply.status !== status || reply.code !== REFUSALS[status]) problems.push(told(question, who, reply));
  const wrong = question.first ? await askWrongly(visitor, question) : reply;
  if (wrong.text !== reply.text) problems.push(`${told(question, who, wrong)}: content was looked at before access`);
  return problems;
};

/** Let in: wrong content is told. What only reads is asked for in earnest too. */
const isLetIn = async (town: Town, visitor: Visitor, question: Question, who: Persona): Promise<Problems> => {
  const problems: string[] = [];
  const inVain = !mayHave(question.rule, who, question.note);
  const write = isWrite(question.entry);
  if (question.first || (write && !inVain)) {
    const wrong = await askWrongly(visitor, question);
    if (wrong.status !== 400 && wrong.status !== 415) problems.push(told(question, who.name, wrong));
  }
  if (write && !inVain) return problems;
  const reply = await ask(visitor, question);
  const fits = inVain ? reply.code === question.rule.refusedWith : reply.status < 300;
  if (!fits) problems.push(told(question, who.name, reply));
  return [...problems, ...leaks(town, question, who.name, reply)];
};

/** Asks as one persona; what is answered has to be what the table says. */
export const askAs = async (town: Town, who: Persona, question: Question): Promise<Problems> => {
  const visitor = await town.cast(who.name);
  return mayEnter(question.rule, who, question.note)
    ? isLetIn(town, visitor, question, who)
    : isRefused(town, visitor, question, who.name, refusalOf(question.rule, who, question.note));
};

const AT_ONCE = 4;

/** A few at the same time. @returns what they found, in order */
export const lookAt = async <T>(all: readonly T[], look: (one: T) => Promise<Problems>): Promise<Problems> => {
  const found: string[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE)
    found.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map(look))).flat());
  return found;
};
