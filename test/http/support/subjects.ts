import { simplePdf } from '../../../plugins/documents/test/support/pdf-builder.js';
import type { Name } from './people.js';
import { until } from '../../support/until.js';
import type { Municipality } from './municipality.js';
import { complete, ended, mainOf, sign, startNote, taskAt, upload, type Document } from './requests.js';
import type { Visitor } from './visitor.js';

/** What walks through the doors are about: one note each, as far as it has come. */
export interface Subject {
  readonly name: string;
  readonly kind: 'ordinary' | 'confidential' | 'trial';
  readonly caseId: string;
  /** The task that is open. */
  readonly taskId?: string;
  /** Who may work on it today. */
  readonly workers: readonly Name[];
  /** The requester, and everybody whom a step was offered to. */
  readonly onIt: readonly Name[];
  readonly document: Document;
  readonly registrationId?: string;
  /** A mail of the note: in the outbox, and as the recipient's server got it. */
  readonly messageId?: string;
  readonly receivedId?: string;
  /** Words that nobody else may ever read: subject, names of files, digests. Empty for an ordinary note. */
  readonly secrets: readonly string[];
}

/** One word for each that stands in everything of it that is secret, and nowhere else. */
export const SECRETS = {
  'open confidential note': 'Zafferana',
  'sent confidential note': 'Randazzo',
  'open trial note': 'Linguaglossa',
  'sent trial note': 'Maletto',
  'unused upload': 'Pedara',
  'confidential incident': 'Nicolosi',
} as const;

interface Making {
  readonly name: string;
  readonly kind: Subject['kind'];
}

const wordOf = ({ name }: Making): string | undefined =>
  name in SECRETS ? SECRETS[name as keyof typeof SECRETS] : undefined;

const marked = (making: Making, text: string): string => `${text} ${wordOf(making) ?? 'via Oreto'}`;

/** A page that says what it is: each note has other bytes, so that its digest tells of it alone. */
const pageFor = ({ name }: Making, what: string): Buffer =>
  simplePdf('', '', { 4: { dict: '', data: `BT /F1 12 Tf 72 700 Td (${what}: ${name}) Tj ET` } });

/** Who plays: signed in by their names, in one administration. */
export type Cast = (name: Name) => Promise<Visitor>;

export const castOf =
  (town: Municipality, usernames: (name: Name) => string): Cast =>
  (name) =>
    town.as(usernames(name));

const RECIPIENT = 'rosa.bianchi@posta.example';

const begin = async (cast: Cast, making: Making): Promise<string> => {
  const { kind } = making;
  const recipients = [{ kind: 'person', name: marked(making, 'Rosa Bianchi'), email: RECIPIENT }];
  const by = await cast(kind === 'trial' ? 'analyst' : 'requester');
  return startNote(by, {
    title: marked(making, 'Comunicazione sul cantiere'),
    confidential: kind === 'confidential',
    mode: kind === 'trial' ? 'trial' : 'live',
    main: { name: `${marked(making, 'nota')}.pdf`, bytes: pageFor(making, 'Nota') },
    attachment: { name: `${marked(making, 'allegato')}.pdf`, bytes: pageFor(making, 'Allegato') },
    values: {
      office: 'gare',
      book: 'lf-gare',
      classification: 'VI.5',
      transmissionMode: 'email',
      initialsWanted: true,
      recipients,
    },
  });
};

const actors = (kind: Subject['kind']): Record<'check' | 'initials' | 'first' | 'second', Name> =>
  kind === 'trial'
    ? { check: 'analyst', initials: 'analyst', first: 'analyst', second: 'analyst' }
    : { check: 'registry', initials: 'procedure manager', first: 'director', second: 'second signer' };

const subject = async (
  cast: Cast,
  making: Making,
  caseId: string,
  more: Pick<Subject, 'workers' | 'onIt'> & Partial<Subject>,
): Promise<Subject> => {
  const reader = await cast(making.kind === 'trial' ? 'analyst' : 'requester');
  const document = await mainOf(reader, caseId);
  const word = wordOf(making);
  const secrets = word === undefined ? [] : [word, document.head.digest];
  return { name: making.name, kind: making.kind, caseId, document, secrets, ...more };
};

/** At the protocol clerk: nobody has worked on it. */
export const newNote = async (cast: Cast, making: Making): Promise<Subject> => {
  const caseId = await begin(cast, making);
  const { id: taskId } = await taskAt(await cast('requester'), caseId, 'controllo');
  return subject(cast, making, caseId, { taskId, workers: ['registry'], onIt: ['requester', 'registry'] });
};

/** Checked and initialled; the director's signature is open. */
export const openNote = async (cast: Cast, making: Making): Promise<Subject> => {
  const caseId = await begin(cast, making);
  const { check, initials, first } = actors(making.kind);
  await complete(await cast(check), caseId, 'controllo', { outcome: 'approved' });
  await complete(await cast(initials), caseId, 'sigla', { outcome: 'approved' });
  const { id: taskId } = await taskAt(await cast(first), caseId, 'firma');
  const onIt: readonly Name[] =
    making.kind === 'trial' ? ['analyst'] : ['requester', 'registry', 'procedure manager', 'director'];
  return subject(cast, making, caseId, { taskId, workers: [first], onIt });
};

/** Signed twice, numbered and sent. */
export const sentNote = async (cast: Cast, making: Making): Promise<Subject> => {
  const { caseId, onIt } = await openNote(cast, making);
  const { first, second } = actors(making.kind);
  await sign(await cast(first), caseId, 'firma');
  await sign(await cast(second), caseId, 'firma_secondo');
  const reader = await cast(making.kind === 'trial' ? 'analyst' : 'requester');
  await ended(reader, caseId);
  const registrations = await reader.want<{ items: { id: string }[] }>('GET', `protocol/cases/${caseId}/registrations`);
  const mails = await reader.want<{ items: { id: string; to: { address: string } }[] }>(
    'GET',
    `notification/cases/${caseId}/messages`,
  );
  const messageId = mails.items.find(({ to }) => to.address === RECIPIENT)?.id ?? '';
  const sent = await reader.want<{ messageId: string }>('GET', `notification/messages/${messageId}`);
  const receivedId = making.kind === 'trial' ? undefined : await receivedAs(reader, sent.messageId);
  return subject(cast, making, caseId, {
    workers: [],
    onIt: making.kind === 'trial' ? onIt : [...onIt, 'second signer'],
    registrationId: registrations.items[0]?.id ?? '',
    messageId,
    ...(receivedId === undefined ? {} : { receivedId }),
  });
};

/** The mail in the demo's mail box. */
const receivedAs = (reader: Visitor, messageId: string): Promise<string> =>
  until(`the mail ${messageId}`, async () => {
    const { items } = await reader.want<{ items: { id: string; messageId: string }[] }>(
      'GET',
      'notification/demo/mails?limit=100',
    );
    return items.find((mail) => mail.messageId === messageId)?.id;
  });

/** Whatever of it may be read by some only. */
export interface Secret {
  readonly name: string;
  readonly knownTo: readonly Name[];
  readonly words: readonly string[];
}

export const secretsOf = (subjects: readonly Subject[]): readonly Secret[] => [
  ...subjects.map(({ name, onIt, secrets }) => ({ name, knownTo: onIt, words: secrets })),
  { name: 'unused upload', knownTo: ['requester'], words: [SECRETS['unused upload']] },
  { name: 'confidential incident', knownTo: ['requester'], words: [SECRETS['confidential incident']] },
];

/** Names of those secrets that a text tells, and that the reader may not know. */
export const leaksIn = (text: string, reader: Name | 'nobody', secrets: readonly Secret[]): readonly string[] => {
  const lower = text.toLowerCase();
  return secrets
    .filter(({ knownTo }) => reader === 'nobody' || !knownTo.includes(reader))
    .filter(({ words }) => words.some((word) => lower.includes(word.toLowerCase())))
    .map(({ name }) => name);
};

/** A file that its owner has not used yet. */
export const unusedUpload = async (by: Visitor): Promise<string> =>
  upload(by, `bozza ${SECRETS['unused upload']}.pdf`, simplePdf());
