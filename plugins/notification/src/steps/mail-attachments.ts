import type { Localized, Tx } from '@libro-firma/engine/plugin';
import type { Documents } from '@libro-firma/plugin-documents/ports';
import type { DerivedFile, Protocol } from '@libro-firma/plugin-protocol/ports';
import { planOf, versionOf, type AttachmentPlan, type StoredFile, type VersionReference } from '../mail/contents.js';
import { Unusable, type MailJob } from './mail-job.js';
import type { Attachable, MailConfig } from './mail-manifest.js';

/** What is attached where the drawing chooses nothing. */
export const DEFAULT_ATTACHED: Readonly<Record<MailConfig['to'], readonly Attachable[]>> = {
  recipients: ['signedDocument', 'attachments', 'segnatura', 'courtesyCopy'],
  requester: [],
  groups: [],
};

/** What is attached, as far as one reading transaction can tell. */
export type Part =
  | { readonly kind: 'version'; readonly plan: AttachmentPlan }
  | { readonly kind: 'file'; readonly file: DerivedFile }
  | { readonly kind: 'courtesyCopy'; readonly registrationId: string };

/** The same with every byte in the store. */
export type StoredPart =
  | { readonly kind: 'version'; readonly plan: AttachmentPlan }
  | { readonly kind: 'stored'; readonly stored: StoredFile };

type Words = Required<Localized>;

const THE_ACT = { it: 'l’atto firmato', en: 'the signed act' };
const ITS_ATTACHMENTS = { it: 'gli allegati dell’atto', en: 'the attachments of the act' };
const AN_ATTACHMENT = { it: 'un allegato dell’atto', en: 'an attachment of the act' };
const THE_SEGNATURA = { it: 'la segnatura di protocollo', en: 'the segnatura' };
const THE_COPY = { it: 'la copia di cortesia', en: 'the courtesy copy' };

const lacks = (job: MailJob, input: string, what: Words): Unusable =>
  new Unusable('notification.input-missing', {
    it: `Il passo «${job.elementName}» allega ${what.it}, ma il suo ingresso «${input}» manca: completa la mappatura degli ingressi nel diagramma.`,
    en: `The step "${job.elementName}" attaches ${what.en}, but its input "${input}" is missing: complete what the step is given in the diagram.`,
  });

const missing = (what: Words): Unusable =>
  new Unusable('notification.attachment-missing', {
    it: `Non c’è, fra i documenti della pratica, ${what.it} da allegare alla mail.`,
    en: `The documents of the case do not include ${what.en}, which the mail attaches.`,
  });

/** @throws Unusable when the diagram or the case lacks what the configuration attaches. */
export const partsOf = async (
  tx: Tx,
  job: MailJob,
  { documents, protocol }: { readonly documents: Documents; readonly protocol: Protocol },
): Promise<readonly Part[]> => {
  const { bundle, registration } = job.input;
  const version = async (reference: VersionReference, what: Words): Promise<Part> => {
    const found = await versionOf(tx, documents, job.caseId, reference);
    if (found === undefined) throw missing(what);
    return { kind: 'version', plan: planOf(found) };
  };
  const parts: Part[] = [];
  // People of a group may have no role on a confidential case, whatever the route says: they get no files of it.
  const attached =
    job.confidential && job.config.to === 'groups' ? [] : (job.config.attach ?? DEFAULT_ATTACHED[job.config.to]);
  for (const attachable of attached) {
    switch (attachable) {
      case 'signedDocument':
        if (bundle === undefined) throw lacks(job, 'bundle', THE_ACT);
        parts.push(await version(bundle.main, THE_ACT));
        break;
      case 'attachments':
        if (bundle === undefined) throw lacks(job, 'bundle', ITS_ATTACHMENTS);
        for (const attachment of bundle.attachments) parts.push(await version(attachment, AN_ATTACHMENT));
        break;
      case 'segnatura': {
        if (registration === undefined) throw lacks(job, 'registration', THE_SEGNATURA);
        const file = await protocol.segnatura(tx, registration.id);
        // Without a seal a trial has no segnatura; a live act always has one.
        if (file === undefined && job.mode === 'live') throw missing(THE_SEGNATURA);
        if (file !== undefined) parts.push({ kind: 'file', file: { ...file, name: 'segnatura.xml' } });
        break;
      }
      case 'courtesyCopy':
        if (registration === undefined) throw lacks(job, 'registration', THE_COPY);
        parts.push({ kind: 'courtesyCopy', registrationId: registration.id });
        break;
    }
  }
  return parts;
};

/** Makes what has to be made and puts its bytes into the store. Outside any transaction. */
export const storeParts = async (
  job: MailJob,
  parts: readonly Part[],
  { documents, protocol }: { readonly documents: Documents; readonly protocol: Protocol },
): Promise<readonly StoredPart[]> => {
  const stored: StoredPart[] = [];
  for (const part of parts) {
    if (part.kind === 'version') {
      stored.push(part);
      continue;
    }
    const file = part.kind === 'file' ? part.file : await protocol.courtesyCopy(job.tenant, part.registrationId);
    stored.push({ kind: 'stored', stored: { file, blob: await documents.store(job.tenant, file.bytes) } });
  }
  return stored;
};

/** Name and size of a part, for the text of the mail. */
export const fileOf = (part: StoredPart): { readonly name: string; readonly size: number } =>
  part.kind === 'version'
    ? { name: part.plan.name, size: part.plan.size }
    : { name: part.stored.file.name, size: part.stored.blob.size };
