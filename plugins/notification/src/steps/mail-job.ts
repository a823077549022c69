import type { Job } from '@libro-firma/engine/plugin';
import type { MailConfig, MailInput } from './mail-manifest.js';

export type MailJob = Job<MailConfig, MailInput>;

/** The case or the diagram lacks something: no repetition helps, a person does. Becomes an incident. */
export class Unusable extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'Unusable';
    this.code = code;
  }
}
