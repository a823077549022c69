import type { Migration } from '@libro-firma/engine/plugin';

/**
 * The journal of what was handed to the SMTP server. A *dispatch* is what one attempt group of one mail step sends (its
 * attachments); a *message* is the one mail that one recipient gets from one activation of a step, through all attempts.
 */
export const outbox: Migration = {
  id: 'notification.002-outbox',
  async up(schema) {
    await schema
      .createTable('notification_dispatch', (table) => {
        table.string('tenant', 64).notNullable();
        table.string('id', 40).notNullable();
        table.string('activation', 200).notNullable();
        table.string('case_id', 64).notNullable();
        table.string('instance_id', 64).notNullable();
        table.string('element_id', 200).notNullable();
        table.string('element_name', 300).notNullable();
        table.string('mode', 8).notNullable(); // live | trial
        table.integer('confidential').notNullable();
        table.text('addresses').notNullable(); // JSON: the recipients' addresses, lower case
        table.bigInteger('created_at').notNullable();
        table.primary(['tenant', 'id']);
      })
      .createTable('notification_attachment', (table) => {
        table.string('tenant', 64).notNullable();
        table.string('dispatch_id', 40).notNullable();
        table.integer('n').notNullable();
        table.string('name', 300).notNullable();
        table.string('type', 120).notNullable();
        table.bigInteger('size').notNullable();
        table.string('digest', 64).notNullable(); // SHA-256, hexadecimal
        table.text('source').notNullable(); // JSON: where the bytes are kept, see mail/contents.ts
        table.primary(['tenant', 'dispatch_id', 'n']);
      })
      .createTable('notification_message', (table) => {
        table.string('tenant', 64).notNullable();
        table.string('id', 40).notNullable(); // follows from activation and address
        table.string('dispatch_id', 40).notNullable();
        table.string('activation', 200).notNullable();
        table.string('case_id', 64).notNullable();
        table.string('mode', 8).notNullable();
        table.integer('confidential').notNullable();
        table.string('message_id', 400).notNullable();
        table.string('from_name', 200).notNullable();
        table.string('from_address', 320).notNullable();
        table.string('reply_to', 320);
        table.string('to_name', 300).notNullable();
        table.string('to_address', 320).notNullable();
        table.string('subject', 1000).notNullable();
        table.text('body').notNullable();
        table.string('state', 12).notNullable(); // queued | accepted | failed | unknown | cancelled | trial
        table.integer('attempts').notNullable();
        table.string('claim', 64); // the attempt that may write the outcome
        table.string('attempt_dispatch', 40); // the attempt group that the last attempt belonged to
        table.integer('doubted').notNullable().defaultTo(0); // an earlier attempt's outcome was never known
        table.integer('answer_code');
        table.text('answer');
        table.string('digest', 64); // SHA-256 of the mail as it travelled
        table.bigInteger('size');
        table.bigInteger('queued_at').notNullable();
        table.bigInteger('attempted_at');
        table.bigInteger('accepted_at');
        table.primary(['tenant', 'id']);
        table.index(['tenant', 'case_id', 'queued_at'], 'notification_message_case');
        table.index(['tenant', 'activation'], 'notification_message_activation');
        table.index(['tenant', 'message_id'], 'notification_message_by_id');
        table.index(['tenant', 'queued_at', 'id'], 'notification_message_time');
      });
  },
};
