import type { Tx } from '@libro-firma/engine/plugin';
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

const lacks = (job: MailJob, input: string, what: string): Unusable =>
  new Unusable(
    'notification.input-missing',
    `Il passo «${job.elementName}» allega ${what}, ma il suo ingresso «${input}» manca: completa la mappatura degli ingressi nel diagramma.`,
  );

const missing = (what: string): Unusable =>
  new Unusable(
    'notification.attachment-missing',
    `Non c’è, fra i documenti della pratica, ${what} da allegare alla mail.`,
  );

/** @throws Unusable when the diagram or the case lacks what the configuration attaches. */
export const partsOf = async (
  tx: Tx,
  job: MailJob,
  { documents, protocol }: { readonly documents: Documents; readonly protocol: Protocol },
): Promise<readonly Part[]> => {
  const { bundle, registration } = job.input;
  const version = async (reference: VersionReference, what: string): Promise<Part> => {
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
        if (bundle === undefined) throw lacks(job, 'bundle', 'l’atto firmato');
        parts.push(await version(bundle.main, 'l’atto firmato'));
        break;
      case 'attachments':
        if (bundle === undefined) throw lacks(job, 'bundle', 'gli allegati dell’atto');
        for (const attachment of bundle.attachments) parts.push(await version(attachment, 'un allegato dell’atto'));
        break;
      case 'segnatura': {
        if (registration === undefined) throw lacks(job, 'registration', 'la segnatura di protocollo');
        const file = await protocol.segnatura(tx, registration.id);
        // Without a seal a trial has no segnatura; a live act always has one.
        if (file === undefined && job.mode === 'live') throw missing('la segnatura');
        if (file !== undefined) parts.push({ kind: 'file', file: { ...file, name: 'segnatura.xml' } });
        break;
      }
      case 'courtesyCopy':
        if (registration === undefined) throw lacks(job, 'registration', 'la copia di cortesia');
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
