/**
 * A server process that runs one mail step and may be killed at any moment:
 * `tsx mail-child.ts <folder> <smtp port> <bytes of the act>`. The database is `data.db` in the folder.
 */
import { createHash } from 'node:crypto';
import { giveBundle, createWorld } from './world.js';
import { mailJob, mailStepOf, RECIPIENTS } from './mail-step.js';

const [, , folder = '', port = '', bytes = ''] = process.argv;
const world = await createWorld({ folder });
const attachments = [
  { name: 'planimetria.pdf', bytes: Buffer.alloc(Number(bytes), createHash('sha256').update('x').digest()) },
];
const bundle = await giveBundle(world, { attachments });
await mailStepOf(world, Number(port), { settings: { maxMessageBytes: 150_000_000 } }).execute(
  mailJob({
    config: { attach: ['signedDocument', 'attachments'] },
    input: { bundle, recipients: RECIPIENTS.slice(0, 1) },
  }),
);
await world.close();
