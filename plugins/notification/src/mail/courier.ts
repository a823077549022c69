import { createHash, randomUUID } from 'node:crypto';
import type { Database, Live, Logger, TenantId } from '@libro-firma/engine/plugin';
import { beginAttempt, passPointOfNoReturn, settle } from '../outbox/attempt.js';
import type { MessageRow } from '../outbox/message-row.js';
import { compose, type MailAttachment } from './compose.js';
import { mailOf } from './mail-of.js';
import type { Delivery, SmtpClient } from './smtp.js';

/** Thrown inside the conversation when another attempt took the message over: the final dot is not sent. */
class TakenOver extends Error {}

export interface CourierParts {
  readonly db: Database;
  readonly live: Live;
  readonly log: Logger;
  readonly smtp: SmtpClient;
  readonly parallel: number;
  readonly maxMessageBytes: number;
}

/** How handing over the messages of one attempt went. Their own states are in the journal. */
export type Errand =
  | { readonly kind: 'done' }
  /** The mail is larger than the settings allow; nothing of it was sent. */
  | { readonly kind: 'tooLarge'; readonly size: number; readonly to: string }
  /** The server refuses us, whoever the recipient is. */
  | { readonly kind: 'refused'; readonly answer: string }
  /** Some messages wait for a better moment. */
  | { readonly kind: 'deferred'; readonly answer: string }
  /** For some messages no answer came. */
  | { readonly kind: 'unknown'; readonly answer: string; readonly to: string };

/**
 * Hands messages to the server, one conversation a recipient, and keeps the journal so that a crash at any moment leaves
 * the truth in it: `queued` before the final dot, `unknown` between the dot and the written answer, then the answer.
 */
export const createCourier = (parts: CourierParts) => {
  const deliverOne = async (
    tenant: TenantId,
    dispatchId: string,
    message: MessageRow,
    attachments: readonly MailAttachment[],
    signal: AbortSignal,
  ): Promise<Delivery | { readonly kind: 'tooLarge'; readonly size: number } | { readonly kind: 'skipped' }> => {
    const bytes = await compose(mailOf(message, attachments));
    if (bytes.length > parts.maxMessageBytes) return { kind: 'tooLarge', size: bytes.length };
    const claim = randomUUID();
    if (!(await parts.db.write(tenant, (tx) => beginAttempt(tx, message.id, claim, dispatchId)))) {
      return { kind: 'skipped' };
    }
    const mail = { digest: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
    const beforeFinalDot = async (): Promise<void> => {
      if (!(await parts.db.write(tenant, (tx) => passPointOfNoReturn(tx, message.id, claim, mail))))
        throw new TakenOver();
    };
    let delivery: Delivery;
    try {
      const envelope = { from: message.from.address, to: message.to.address };
      delivery = await parts.smtp.deliver(envelope, bytes, beforeFinalDot, signal);
    } catch (error) {
      if (error instanceof TakenOver) return { kind: 'skipped' };
      throw error;
    }
    await parts.db.write(tenant, (tx) => settle(tx, message.id, claim, delivery));
    parts.live.publish(tenant, { case: message.caseId }, { type: 'notification.message', data: { id: message.id } });
    // Addresses and subjects stay out of the log.
    parts.log.info(
      {
        case: message.caseId,
        message: message.id,
        outcome: delivery.kind,
        code: 'code' in delivery ? delivery.code : undefined,
      },
      'mail handed to the server',
    );
    return delivery;
  };

  return {
    /** `attachmentsOf` reads the attachments of a dispatch once, however many messages share it. */
    async run(
      tenant: TenantId,
      dispatchId: string,
      messages: readonly MessageRow[],
      attachmentsOf: (dispatchId: string) => Promise<readonly MailAttachment[]>,
      signal: AbortSignal,
    ): Promise<Errand> {
      const waiting = [...messages];
      let errand: Errand = { kind: 'done' };
      const worker = async (): Promise<void> => {
        for (;;) {
          const message = waiting.shift();
          if (message === undefined) return;
          if (signal.aborted) {
            errand = { kind: 'deferred', answer: 'the attempt was interrupted' };
            return;
          }
          const attachments = await attachmentsOf(message.dispatchId);
          const result = await deliverOne(tenant, dispatchId, message, attachments, signal);
          if (result.kind === 'tooLarge') {
            errand = { kind: 'tooLarge', size: result.size, to: message.to.address };
            waiting.length = 0;
          } else if (result.kind === 'refused') {
            errand = { kind: 'refused', answer: result.answer };
            waiting.length = 0;
          } else if (result.kind === 'unknown' && errand.kind !== 'tooLarge' && errand.kind !== 'refused') {
            errand = { kind: 'unknown', answer: result.answer, to: message.to.address };
          } else if (result.kind === 'deferred') {
            if (errand.kind === 'done') errand = { kind: 'deferred', answer: result.answer };
            // A server that is down for one is down for all; what waits goes with the next attempt.
            if (result.server) waiting.length = 0;
          }
        }
      };
      await Promise.all(Array.from({ length: Math.min(parts.parallel, messages.length) }, worker));
      return errand;
    },
  };
};

export type Courier = ReturnType<typeof createCourier>;
