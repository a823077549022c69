import { oneLine, render, type TemplateValues } from './template.js';
import {
  CONFIDENTIAL_SUBJECT,
  CONFIDENTIAL_SUBJECT_REGISTERED,
  CONFIDENTIAL_TITLE,
  DEFAULT_BODY,
  DEFAULT_SUBJECT,
  WITHOUT_LEGAL_VALUE,
  type Audience,
} from './words.js';

export interface TextSource {
  readonly audience: Audience;
  /** Templates of the step; the audience's own where they are missing. */
  readonly subject: string | undefined;
  readonly body: string | undefined;
  readonly confidential: boolean;
  /** A trial case, or demo keys. */
  readonly withoutLegalValue: boolean;
  /** What the case is called: the subject of the act. */
  readonly title: string;
  readonly requesterName: string;
  readonly organisationName: string;
  readonly link: string;
  /** One line an attachment. */
  readonly attachments: readonly string[];
  readonly registration: { readonly label: string; readonly registerName: string; readonly date: string } | undefined;
}

export interface Texts {
  readonly subject: string;
  readonly body: string;
  /** Placeholders that the case has no value for. */
  readonly missing: readonly string[];
}

/** Subject and body for one recipient. In a confidential case the subject says nothing of the act. */
export const textsFor = (source: TextSource, recipientName: string): Texts => {
  // Only those whom the act is for read of it in the mail; the others read it in the case, if they may see it.
  const hidden = source.confidential && source.audience !== 'recipients';
  const values: TemplateValues = {
    numero: source.registration?.label,
    data: source.registration?.date,
    registro: source.registration?.registerName,
    oggetto: hidden ? CONFIDENTIAL_TITLE : source.title,
    destinatario: recipientName,
    richiedente: source.requesterName,
    allegati: source.attachments.length === 0 ? 'nessuno' : source.attachments.map((line) => `- ${line}`).join('\n'),
    ente: source.organisationName,
    collegamento: source.link,
  };
  const neutral = source.registration === undefined ? CONFIDENTIAL_SUBJECT : CONFIDENTIAL_SUBJECT_REGISTERED;
  const subject = render(source.confidential ? neutral : (source.subject ?? DEFAULT_SUBJECT[source.audience]), values);
  const body = render((hidden ? undefined : source.body) ?? DEFAULT_BODY[source.audience], values);
  const mark = source.withoutLegalValue;
  return {
    subject: oneLine(mark ? `${WITHOUT_LEGAL_VALUE} - ${subject.text}` : subject.text),
    body: mark ? `${WITHOUT_LEGAL_VALUE}\n\n${body.text}\n\n${WITHOUT_LEGAL_VALUE}\n` : `${body.text}\n`,
    missing: [...new Set([...subject.missing, ...body.missing])],
  };
};

/** Where whoever may see the case reads of it. */
export const linkTo = (publicUrl: string, caseId: string): string =>
  `${publicUrl}/pratiche/${encodeURIComponent(caseId)}`;

/** 31/12/2026, in the zone. */
export const dateIn = (timeZone: string, instant: number): string =>
  new Intl.DateTimeFormat('it-IT', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone }).format(instant);

/** 1,2 MB. */
export const sizeInWords = (bytes: number): string => {
  if (bytes < 1_000) return `${bytes} byte`;
  const [unit, value] = bytes < 1_000_000 ? ['kB', bytes / 1_000] : ['MB', bytes / 1_000_000];
  return `${new Intl.NumberFormat('it-IT', { maximumFractionDigits: 1 }).format(value)} ${unit}`;
};
