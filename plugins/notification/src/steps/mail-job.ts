import type { Job, Localized } from '@libro-firma/engine/plugin';
import type { MailConfig, MailInput } from './mail-manifest.js';

export type MailJob = Job<MailConfig, MailInput>;

/** The case or the diagram lacks something: no repetition helps, a person does. Becomes an incident. */
export class Unusable extends Error {
  readonly code: string;
  readonly said: Localized;
  constructor(code: string, said: Localized) {
    super(said.it);
    this.said = said;
    this.name = 'Unusable';
    this.code = code;
  }
}
