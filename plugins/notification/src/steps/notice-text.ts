import type { CaseView, Directory, EngineApi, Tx } from '@libro-firma/engine/plugin';
import type { Protocol } from '@libro-firma/plugin-protocol/ports';
import { namesNumber, render, type TemplateValues } from '../mail/template.js';
import { dateIn, linkTo } from '../mail/texts.js';
import { CONFIDENTIAL_TITLE } from '../mail/words.js';
import { discreet, OTHER } from '../notices/discreet.js';
import type { NotificationSettings } from '../settings.js';
import type { NoticeJob } from './notice.js';

export interface NoticeTextParts {
  readonly engine: EngineApi;
  readonly directory: Directory;
  readonly protocol: Protocol;
  readonly settings: Pick<NotificationSettings, 'organisationName' | 'timeZone'>;
  readonly publicUrl: string;
}

/** What a person's notice says. */
export type NoticeText = (reader: string) => string;

/** What stands in a placeholder that the case has no value for: the placeholder. No notice is worth stopping a case for. */
const itself = (name: string): string => `{{${name}}}`;

/** The texts of one notice, by the name of whoever reads it. */
export const noticeText = async (
  tx: Tx,
  job: NoticeJob,
  about: CaseView,
  parts: NoticeTextParts,
): Promise<NoticeText> => {
  const { text: given } = job.config;
  const whole = typeof given === 'string' ? given.trim() : JSON.stringify(given);
  // Before anything is put in: what is put in is chosen here, and says of a confidential act no more than a number.
  const written = job.confidential
    ? discreet(whole, about.title, [
        await parts.engine.variables(tx, job.caseId),
        await parts.engine.variables(tx, job.instanceId),
        job.input,
      ])
    : whole;
  const registration = namesNumber(written) ? (await parts.protocol.registrationsOf(tx, job.caseId)).at(-1) : undefined;
  const [requester] = await parts.directory.describe(tx, [about.startedBy]);
  const values: Omit<TemplateValues, 'destinatario'> = {
    numero: registration?.label ?? itself('numero'),
    data: registration === undefined ? itself('data') : dateIn(parts.settings.timeZone, registration.at),
    registro: registration?.register.name ?? itself('registro'),
    oggetto: job.confidential ? CONFIDENTIAL_TITLE : about.title,
    richiedente: job.confidential ? OTHER : (requester?.name ?? ''),
    allegati: 'nessuno',
    ente: parts.settings.organisationName,
    collegamento: linkTo(parts.publicUrl, job.caseId),
  };
  return (reader) => render(written, { ...values, destinatario: reader }).text;
};
