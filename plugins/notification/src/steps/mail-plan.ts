import type { Directory, EngineApi, Tx } from '@libro-firma/engine/plugin';
import type { Documents } from '@libro-firma/plugin-documents/ports';
import type { Protocol } from '@libro-firma/plugin-protocol/ports';
import { messageIdOf } from '../mail/compose.js';
import { dateIn, linkTo, sizeInWords, textsFor, type TextSource } from '../mail/texts.js';
import type { NewMessage } from '../outbox/message-row.js';
import type { NotificationSettings } from '../settings.js';
import { fileOf, partsOf, type Part, type StoredPart } from './mail-attachments.js';
import { audienceOf, type AudienceFound } from './mail-audience.js';
import { Unusable, type MailJob } from './mail-job.js';

export interface PlanParts {
  readonly engine: EngineApi;
  readonly directory: Directory;
  readonly documents: Documents;
  readonly protocol: Protocol;
  readonly settings: NotificationSettings;
  /** Sender's address; the settings' or the demo's. */
  readonly from: string;
  readonly demo: boolean;
  readonly publicUrl: string;
}

/** What one reading transaction tells of a job. */
export interface Gathered {
  readonly title: string;
  readonly requesterName: string;
  readonly audience: AudienceFound;
  readonly parts: readonly Part[];
  /** A trial case, demo keys, or a registration that was sealed with them. */
  readonly withoutLegalValue: boolean;
}

/** @throws Unusable; LibroFirmaError for a recipient that cannot be one. */
export const gather = async (tx: Tx, job: MailJob, parts: PlanParts): Promise<Gathered> => {
  const about = await parts.engine.case(tx, job.caseId);
  if (about === undefined)
    throw new Unusable('notification.case-missing', {
      it: 'La pratica non c’è più.',
      en: 'The case is gone.',
    });
  const { registration } = job.input;
  const registered = registration === undefined ? undefined : await parts.protocol.registration(tx, registration.id);
  if (registration !== undefined && registered?.caseId !== job.caseId) {
    throw new Unusable('notification.registration-missing', {
      it: `La registrazione di protocollo «${registration.label}» non è di questa pratica.`,
      en: `The registration "${registration.label}" does not belong to this case.`,
    });
  }
  const audience = await audienceOf(tx, job, about.startedBy, parts.directory);
  const { maxRecipients } = parts.settings;
  if (audience.addressees.length > maxRecipients) {
    throw new Unusable('notification.recipients-too-many', {
      it: `I destinatari sono ${audience.addressees.length}, più dei ${maxRecipients} ammessi: dividi l’invio o cambia l’impostazione maxRecipients.`,
      en: `There are ${audience.addressees.length} recipients, more than the ${maxRecipients} that are allowed: send in parts or change the setting maxRecipients.`,
    });
  }
  const [requester] = await parts.directory.describe(tx, [about.startedBy]);
  return {
    title: about.title,
    requesterName: requester?.name ?? '',
    audience,
    parts: await partsOf(tx, job, parts),
    withoutLegalValue: job.mode === 'trial' || parts.demo || registered?.demo === true || registered?.trial === true,
  };
};

export interface MailPlan {
  readonly messages: readonly NewMessage[];
  /** What people without an address read in the desk instead. */
  readonly noticeText: string;
}

/** Subject, body and Message-ID of each mail. @throws Unusable when a text names what the case does not have. */
export const writeMails = (
  job: MailJob,
  gathered: Gathered,
  attachments: readonly StoredPart[],
  parts: PlanParts,
): MailPlan => {
  const { settings } = parts;
  const { registration } = job.input;
  const source: TextSource = {
    audience: job.config.to,
    subject: job.config.subject,
    body: job.config.body,
    confidential: job.confidential,
    withoutLegalValue: gathered.withoutLegalValue,
    title: gathered.title,
    requesterName: gathered.requesterName,
    organisationName: settings.organisationName,
    link: linkTo(parts.publicUrl, job.caseId),
    attachments: attachments.map(fileOf).map(({ name, size }) => `${name} (${sizeInWords(size)})`),
    registration: registration && {
      label: registration.label,
      registerName: registration.registerName,
      date: dateIn(settings.timeZone, registration.date),
    },
  };
  const { missing, body: noticeText } = textsFor(source, '');
  if (missing.length > 0) {
    const named = missing.map((name) => `{{${name}}}`).join(', ');
    throw new Unusable('notification.placeholder-empty', {
      it: `Il testo della mail usa ${named}, ma la pratica non ha ancora una registrazione di protocollo: dai al passo l’ingresso «registration» o togli i segnaposto.`,
      en: `The text of the mail uses ${named}, and the case has no registration yet: give the step the input "registration" or take the placeholders out.`,
    });
  }
  const messages = gathered.audience.addressees.map((to): NewMessage => {
    const { subject, body } = textsFor(source, to.name);
    return {
      messageId: messageIdOf(`${job.tenant}\n${job.idempotencyKey}`, to.address, parts.from),
      from: { name: settings.fromName, address: parts.from },
      replyTo: settings.replyTo,
      to,
      subject,
      body,
    };
  });
  return { messages, noticeText };
};
