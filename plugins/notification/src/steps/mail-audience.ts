import type { Directory, Job, Tx } from '@libro-firma/engine/plugin';
import { parseEntry } from '../addresses/entry.js';
import type { MailConfig, MailInput } from './mail-manifest.js';

export interface Addressee {
  readonly name: string;
  readonly address: string;
}

/** Whom the step writes to: each address once. People without an e-mail are in `without`. */
export interface AudienceFound {
  readonly addressees: readonly Addressee[];
  /** Actor ids. */
  readonly without: readonly string[];
}

const fromPeople = async (tx: Tx, directory: Directory, ids: readonly string[]): Promise<AudienceFound> => {
  const people = await directory.describe(tx, ids);
  return {
    addressees: people.flatMap(({ name, email }) => (email === undefined ? [] : [{ name, address: email }])),
    without: people.filter(({ email }) => email === undefined).map(({ id }) => id),
  };
};

const once = (addressees: readonly Addressee[]): readonly Addressee[] => {
  const seen = new Map<string, Addressee>();
  for (const addressee of addressees) {
    const key = addressee.address.toLowerCase();
    if (!seen.has(key)) seen.set(key, addressee);
  }
  return [...seen.values()];
};

/** @throws `notification.recipient-invalid` for a recipient whose address cannot be one. */
export const audienceOf = async (
  tx: Tx,
  job: Job<MailConfig, MailInput>,
  requester: string,
  directory: Directory,
): Promise<AudienceFound> => {
  switch (job.config.to) {
    case 'recipients': {
      // Variables can be written by any step: what goes into an SMTP conversation is checked here again.
      const addressees = (job.input.recipients ?? []).map(({ name, email }, index) => {
        const entry = parseEntry({ kind: 'person', name, email }, `recipients/${index}`);
        return { name: entry.name, address: entry.email };
      });
      return { addressees: once(addressees), without: [] };
    }
    case 'requester':
      return fromPeople(tx, directory, [requester]);
    case 'groups': {
      const ids = new Set<string>();
      for (const group of job.config.groups ?? []) {
        for (const id of await directory.holdersOf(tx, group, tx.now)) ids.add(id);
      }
      const found = await fromPeople(tx, directory, [...ids]);
      return { ...found, addressees: once(found.addressees) };
    }
  }
};
