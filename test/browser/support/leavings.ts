import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import type { HttpPeople } from '../../support/http-people.js';
import type { TestSmtpServer } from '../../../plugins/notification/test/support/smtp-server.js';
import { pdfsig } from './judges.js';

const READER = 'richiedente';
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface Head {
  readonly n: number;
  readonly digest: string;
}

/** What a server that is dead left in its database. */
export const onDisk = async (dataDir: string, query: string): Promise<unknown> => {
  const database = new sqlite3.Database(join(dataDir, 'libro-firma.db'));
  try {
    return await new Promise((resolve, reject) => {
      database.all(query, (error, rows) => (error === null ? resolve(rows) : reject(error)));
    });
  } finally {
    await new Promise((resolve) => database.close(resolve));
  }
};

/** The signed document of a case, as it is taken away. */
export const signedOf = async (people: HttpPeople, caseId: string): Promise<{ bytes: Buffer; head: Head }> => {
  const { bundle } = await people.want(READER, 'GET', `documents/cases/${caseId}/bundle`);
  const { id, head } = (bundle as { main: { id: string; head: Head } }).main;
  const bytes = await people.fetch(READER, `documents/cases/${caseId}/documents/${id}/versions/${head.n}/content`);
  return { bytes, head };
};

/** As many signatures as there should be, all valid, in the product's eyes and in those of an independent judge; one version each. */
export const signedOnce = async (people: HttpPeople, caseId: string, signatures: number): Promise<void> => {
  const { bytes, head } = await signedOf(people, caseId);
  expect(sha256(bytes)).to.equal(head.digest);
  const report = await people.want(READER, 'GET', `signing/cases/${caseId}/verification`);
  expect(report['valid'], caseId).to.equal(true);
  expect(report['signatures'], caseId).to.have.length(signatures);
  expect(head.n, 'the version that was brought, and one for each signature').to.equal(1 + signatures);
  const found = await pdfsig(bytes);
  if (found === undefined) return;
  expect(found.map(({ valid }) => valid)).to.deep.equal(Array.from({ length: signatures }, () => true));
  expect(new Set(found.map(({ signer }) => signer)).size).to.equal(signatures);
  expect(found.at(-1)?.total).to.equal(true);
};

/** Every case has one number, and they are 1 ... n. */
export const numberedWithoutGap = async (people: HttpPeople, caseIds: readonly string[]): Promise<void> => {
  const numbers: number[] = [];
  for (const caseId of caseIds) {
    const { items } = await people.want(READER, 'GET', `protocol/cases/${caseId}/registrations`);
    numbers.push(...(items as readonly { number: number }[]).map(({ number }) => number));
  }
  expect(numbers.sort((left, right) => left - right)).to.deep.equal(caseIds.map((_id, index) => index + 1));
};

/**
 * Every mail of the cases was taken by the mail server, once; a second copy is admitted only where the journal says that
 * the answer to the first one was lost, and is then the same mail, byte for byte.
 */
export const mailedOnce = async (
  people: HttpPeople,
  smtp: TestSmtpServer,
  caseIds: readonly string[],
  recipients: number,
): Promise<void> => {
  const known = new Set<string>();
  for (const caseId of caseIds) {
    const { items } = await people.want(READER, 'GET', `notification/cases/${caseId}/messages`);
    const messages = items as readonly { id: string; state: string; maybeTwice: boolean }[];
    expect(messages, caseId).to.have.length(recipients);
    for (const { id, state, maybeTwice } of messages) {
      const { messageId } = await people.want(READER, 'GET', `notification/messages/${id}`);
      const copies = smtp.received.filter(({ parsed }) => parsed.messageId === messageId);
      expect(state).to.equal('accepted');
      expect(copies.length, `${String(messageId)}, perhaps twice: ${maybeTwice}`).to.be.within(1, maybeTwice ? 3 : 1);
      expect(new Set(copies.map(({ raw }) => sha256(raw))).size).to.equal(1);
      known.add(String(messageId));
    }
  }
  expect(smtp.received.filter(({ parsed }) => !known.has(parsed.messageId ?? ''))).to.deep.equal([]);
};
