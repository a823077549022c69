import type { StepHandler, StepResult } from '@libro-firma/engine/plugin';
import { createCourier } from '../../src/mail/courier.js';
import { createSmtpClient } from '../../src/mail/smtp.js';
import { messagesOfCase } from '../../src/outbox/journal.js';
import type { MessageRow } from '../../src/outbox/message-row.js';
import { endpointOf, NotificationSettings } from '../../src/settings.js';
import type { MailJob } from '../../src/steps/mail-job.js';
import type { MailConfig, MailInput } from '../../src/steps/mail-manifest.js';
import { createMailStep, type MailOutput } from '../../src/steps/mail.js';
import { CASE, TENANT, type BundleInput, type World } from './world.js';

export type MailStep = StepHandler<MailConfig, MailInput, MailOutput>;

export const settingsOf = (port: number | undefined, more: object = {}): NotificationSettings =>
  NotificationSettings.parse({
    ...(port === undefined ? {} : { smtpHost: '127.0.0.1', smtpPort: port, smtpSecurity: 'none' }),
    from: 'protocollo@comune.example.it',
    fromName: 'Comune di Esempio',
    organisationName: 'Comune di Esempio',
    connectionTimeoutMs: 2_000,
    answerTimeoutMs: 30_000,
    ...more,
  });

/** The step as the module makes it, over the world's database; a new one is what a restarted server has. */
export const mailStepOf = (
  world: World,
  port: number | undefined,
  options: { readonly settings?: object; readonly demo?: boolean; readonly db?: World['db'] } = {},
): MailStep => {
  const settings = settingsOf(port, options.settings);
  const endpoint = endpointOf(settings);
  const { engine, live, log, directory, documents, protocol, notices, clock } = world;
  const db = options.db ?? world.db;
  const courier =
    endpoint &&
    createCourier({
      ...{ db, live, log },
      smtp: createSmtpClient(endpoint, settings),
      parallel: settings.maxConnections,
      maxMessageBytes: settings.maxMessageBytes,
    });
  return createMailStep({
    ...{ db, engine, live, directory, documents, protocol, notices, settings },
    demo: options.demo ?? false,
    publicUrl: 'https://libro.example.it',
    from: settings.from ?? '',
    courier: async () => courier,
    now: () => clock.now(),
  });
};

export const RECIPIENTS = [
  { name: 'Anna Neri', email: 'anna@example.it' },
  { name: 'Ditta Bruni S.r.l.', email: 'bruni@example.it' },
];

export const REGISTRATION = {
  id: 'r-1',
  register: 'areg',
  registerName: 'Registro ufficiale',
  year: 2026,
  number: 123,
  label: '0000123/2026',
  date: Date.parse('2026-03-03T08:00:00Z'),
  trial: false,
};

export const mailJob = (change: {
  readonly config?: Partial<MailConfig>;
  readonly input?: { bundle?: BundleInput; registration?: object; recipients?: typeof RECIPIENTS };
  readonly job?: Partial<MailJob>;
}): MailJob =>
  ({
    tenant: TENANT,
    id: `${CASE}.9`,
    type: 'notification.mail:1',
    instanceId: CASE,
    caseId: CASE,
    elementId: 'Send_1',
    elementName: 'Invio ai destinatari',
    mode: 'live',
    confidential: false,
    attempt: 1,
    idempotencyKey: `${CASE}.8.Send_1.1`,
    signal: new AbortController().signal,
    ...change.job,
    config: { to: 'recipients', ...change.config },
    input: { recipients: RECIPIENTS, registration: REGISTRATION, ...change.input },
  }) as MailJob;

export const journalOf = (world: World): Promise<readonly MessageRow[]> =>
  world.db.read(TENANT, (tx) => messagesOfCase(tx, CASE));

export const kindOf = (result: StepResult<unknown>): string =>
  result.kind === 'failed' ? `failed ${result.code}${result.retryable ? ', again' : ''}` : result.kind;
