import {
  bpmnError,
  completed,
  failed,
  type Live,
  type Said,
  type StepHandler,
  type StepResult,
} from '@libro-firma/engine/plugin';
import { attachmentLoader } from '../mail/contents.js';
import type { Courier } from '../mail/courier.js';
import { cancelQueued, dispatchKey, readDispatch } from '../outbox/dispatch.js';
import { attachmentsOf, messagesOfActivation } from '../outbox/journal.js';
import type { MessageRow } from '../outbox/message-row.js';
import type { MailJob } from './mail-job.js';
import { REJECTED, type MailConfig, type MailInput } from './mail-manifest.js';
import { prepare, tooLarge, type PrepareParts } from './mail-prepare.js';

export interface MailOutput {
  readonly mail: {
    readonly accepted: number;
    readonly rejected: number;
    readonly trial: number;
    /** When the server took the last one; when the step ended if it took none. */
    readonly at: number;
  };
}

export interface MailStepParts extends PrepareParts {
  /** `undefined` when no server is configured. */
  courier(): Promise<Courier | undefined>;
  readonly live: Live;
  now(): number;
}

const failedIncident = (code: string, message: Said): StepResult<never> => failed(code, message, false);

/** The messages that this job answers for: an address that a person corrected after an incident is no longer among them. */
const ofJob = (all: readonly MessageRow[], addresses: ReadonlySet<string>): readonly MessageRow[] =>
  all.filter(({ to }) => addresses.has(to.address.toLowerCase()));

const countOf = (messages: readonly MessageRow[], state: MessageRow['state']): number =>
  messages.filter((message) => message.state === state).length;

/** When the server took it; in a trial, when it would have been sent. */
const endOf = ({ acceptedAt, state, queuedAt }: MessageRow): number => acceptedAt ?? (state === 'trial' ? queuedAt : 0);

/** Sends one mail to each recipient; done when the server has answered for all of them. */
export const createMailStep = (parts: MailStepParts): StepHandler<MailConfig, MailInput, MailOutput> => {
  const { db, settings } = parts;

  /** The requester learns that somebody did not get it, whatever the route does next. */
  const tellRejected = async (job: MailJob, rejected: readonly MessageRow[]): Promise<void> => {
    const about = await db.read(job.tenant, (tx) => parts.engine.case(tx, job.caseId));
    if (about === undefined) return;
    const names = rejected.map(({ to }) => to.address).join(', ');
    const text = job.confidential
      ? 'Il server di posta ha rifiutato un invio di un atto riservato. A chi, è nella pratica.'
      : `Il server di posta ha rifiutato l’invio a ${names} per «${about.title}».`;
    await parts.notices.post(job.tenant, {
      key: `${job.id}:rejected`,
      kind: 'mail',
      to: { persons: [about.startedBy] },
      text,
      caseId: job.caseId,
      mode: job.mode,
      confidential: job.confidential,
    });
  };

  /** The answer once nothing is to be sent any more; `undefined` while something is. */
  const conclusion = async (
    job: MailJob,
    messages: readonly MessageRow[],
  ): Promise<StepResult<MailOutput> | undefined> => {
    if (messages.some(({ state }) => state === 'queued' || state === 'unknown')) return undefined;
    const rejected = messages.filter(({ state }) => state === 'failed');
    const output: MailOutput = {
      mail: {
        accepted: countOf(messages, 'accepted'),
        rejected: rejected.length,
        trial: countOf(messages, 'trial'),
        at: Math.max(0, ...messages.map(endOf)) || parts.now(),
      },
    };
    if (rejected.length === 0) return completed(output);
    await tellRejected(job, rejected);
    const onRejected = job.config.onRejected ?? (job.config.to === 'recipients' ? 'error' : 'continue');
    if (onRejected === 'continue') return completed(output);
    const words = rejected.map(({ to, answer }) => `${to.address}: ${answer ?? ''}`).join('; ');
    return bpmnError(
      REJECTED,
      {
        it: `Il server di posta ha rifiutato ${rejected.length} di ${messages.length} destinatari. ${words}`.slice(
          0,
          4_000,
        ),
        en: `The mail server refused ${rejected.length} of ${messages.length} recipients. ${words}`.slice(0, 4_000),
      },
      { ...output },
    );
  };

  const execute = async (job: MailJob): Promise<StepResult<MailOutput>> => {
    const prepared = await prepare(job, parts);
    if ('problem' in prepared) return prepared.problem;
    const { addresses } = prepared;
    const dispatchId = dispatchKey(job.id);
    const read = async (): Promise<readonly MessageRow[]> =>
      ofJob(await db.read(job.tenant, (tx) => messagesOfActivation(tx, job.idempotencyKey)), addresses);

    const before = await read();
    const early = await conclusion(job, before);
    if (early !== undefined) return early;
    const courier = await parts.courier();
    if (courier === undefined) {
      return failedIncident('notification.smtp-missing', {
        it: 'Nessun server di posta è configurato (impostazione smtpHost o smtpUrl del plugin notification).',
        en: 'No mail server is configured (setting smtpHost or smtpUrl of the plugin notification).',
      });
    }
    if (settings.whenUnknown === 'ask') {
      const doubtful = before.find(
        ({ state, attemptDispatch }) => state === 'unknown' && attemptDispatch === dispatchId,
      );
      if (doubtful !== undefined) return asks(doubtful);
    }
    const open = before.filter(({ state }) => state === 'queued' || state === 'unknown');
    const load = attachmentLoader(parts.documents, job.tenant, (id) =>
      db.read(job.tenant, (tx) => attachmentsOf(tx, id)),
    );
    const errand = await courier.run(job.tenant, dispatchId, open, load, job.signal);
    if (errand.kind === 'tooLarge') return tooLarge(errand.size, settings.maxMessageBytes);
    if (errand.kind === 'refused') {
      return failedIncident('notification.smtp-refused', {
        it: `Il server di posta rifiuta il collegamento o il mittente, non un destinatario: ${errand.answer}. Correggi le impostazioni di posta e ritenta.`,
        en: `The mail server refuses the connection or the sender, not a recipient: ${errand.answer}. Correct the settings of the mail and try again.`,
      });
    }
    const after = await read();
    const end = await conclusion(job, after);
    if (end !== undefined) return end;
    const doubtful = after.find(({ state }) => state === 'unknown');
    if (doubtful !== undefined && settings.whenUnknown === 'ask') return asks(doubtful);
    if (doubtful !== undefined) {
      return failed('notification.outcome-unknown', {
        it: `Il server di posta non ha risposto dopo aver ricevuto la mail per ${doubtful.to.address}: si ritenta con lo stesso Message-ID.`,
        en: `The mail server did not answer after it had received the mail for ${doubtful.to.address}: it is tried again with the same Message-ID.`,
      });
    }
    const waiting = after.find(({ state }) => state === 'queued');
    const why = waiting?.answer ?? (errand.kind === 'deferred' ? errand.answer : '');
    return failed('notification.deferred', {
      it: `Il server di posta non ha ancora accettato ${countOf(after, 'queued')} di ${after.length} mail: ${why}`,
      en: `The mail server has not accepted ${countOf(after, 'queued')} of ${after.length} mails yet: ${why}`,
    });
  };

  const asks = (message: MessageRow): StepResult<never> =>
    failedIncident('notification.outcome-unknown', {
      it: `Non si sa se il server di posta abbia accettato la mail per ${message.to.address} (Message-ID ${message.messageId}): il collegamento è caduto prima della risposta. Verifica con il gestore della posta; ritentando parte di nuovo, con lo stesso Message-ID.`,
      en: `Nobody knows whether the mail server accepted the mail for ${message.to.address} (Message-ID ${message.messageId}): the connection broke before the answer. Ask who runs the mail; trying again sends it once more, with the same Message-ID.`,
    });

  return {
    execute,
    /** Did the server answer for every recipient before? Then nothing is sent again. */
    async reconcile(job) {
      const known = await db.read(job.tenant, (tx) => readDispatch(tx, dispatchKey(job.id)));
      if (known === undefined) return undefined;
      const all = await db.read(job.tenant, (tx) => messagesOfActivation(tx, job.idempotencyKey));
      return conclusion(job, ofJob(all, new Set(known.addresses)));
    },
    /** The token was taken away: what is still in the queue stays here; what the server took cannot be called back. */
    async cancel(job) {
      await db.write(job.tenant, (tx) => cancelQueued(tx, job.idempotencyKey));
      parts.live.publish(job.tenant, { case: job.caseId }, { type: 'notification.message' });
    },
  };
};
