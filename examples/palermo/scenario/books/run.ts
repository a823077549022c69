import type { JsonObject } from '@libro-firma/engine/plugin';
import type { Complete, Scenario, Sign, Start, Step } from '../scenario.js';
import type { Member, Team } from './team.js';

/** One act of a signature book, from the request of its drafter to its delivery. */
export interface BookRun {
  /** Id of the signature book. */
  readonly book: string;
  /** What it is about, in Italian. */
  readonly act: string;
  /** The office that asks, where it is not that of the book. */
  readonly asks?: string;
  play(team: Team): Scenario;
}

interface Outline {
  readonly processId: string;
  readonly book: string;
  readonly office: string;
  readonly title: string;
  readonly classification: string;
  /** Of the start form, beside office, book and classification. */
  readonly values: JsonObject;
  /** Main document and attachments; `null` where the route composes it. */
  readonly main?: string | null;
  readonly confidential?: boolean;
  readonly steps: readonly Step[];
  readonly end: Scenario['end'];
}

/** A scenario that a drafter of the team starts. */
export const scenarioOf = (team: Team, outline: Outline): Scenario => {
  const { processId, book, office, title, classification, values, confidential, steps, end } = outline;
  const main = outline.main === undefined ? 'nota-chiusura-strada' : outline.main;
  const start: Start = {
    who: team.drafter.username,
    title,
    ...(confidential === undefined ? {} : { confidential }),
    ...(main === null ? {} : { bundle: { main } }),
    values: { office, book, classification, ...values },
  };
  return { name: `${processId} in ${book}`, processId, start, steps, end };
};

/** Somebody completes a task that has no outcomes. */
export const does = ({ username }: Member, task: string, values: JsonObject = {}): Complete => ({
  who: username,
  task,
  values,
});

/** Somebody decides in favour. */
export const approves = (who: Member, task: string, values: JsonObject = {}): Complete => ({
  ...does(who, task, values),
  outcome: 'approved',
});

export const signs = ({ username }: Member, task: string): Sign => ({ who: username, sign: task });

/** The second signer of the book signs. */
export const signsSecond = ({ second }: Team): Sign => {
  if (second === undefined) throw new RangeError('The book has no second signer');
  return signs(second, 'firma_secondo');
};

/** The clerk puts the act on the notice board and, when its fifteen days are over, writes down their end. */
export const board = (clerk: Member): readonly Step[] => [
  does(clerk, 'affissione'),
  { wait: 'P16D' },
  does(clerk, 'fine_pubblicazione'),
];

export const citizen = {
  kind: 'person',
  givenName: 'Rosalia',
  familyName: 'Santoro',
  email: 'rosalia.santoro@posta.example',
} as const;

export const company = {
  kind: 'company',
  name: 'Conca d’Oro Costruzioni S.r.l.',
  email: 'gare@concadorocostruzioni.example',
} as const;

export const administration = {
  kind: 'administration',
  name: 'Regione Siciliana - Assessorato Infrastrutture',
  email: 'infrastrutture@regione.sicilia.example',
} as const;
