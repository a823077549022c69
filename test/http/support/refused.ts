import { expect } from 'chai';
import type { Reply } from './visitor.js';

/**
 * A refusal as RFC 9457 has it: the status, the stable code that programs go by, and sentences in Italian that a person
 * can act upon.
 */
export const isRefused = (reply: Reply, status: number, code: string, says: RegExp = /./): void => {
  expect({ status: reply.status, code: reply.code }, reply.text).to.deep.equal({ status, code });
  isProblem(reply);
  expect(String(reply.body['detail'])).to.match(says);
};

/** The shape of every refusal, whatever it is about. */
export const isProblem = ({ status, code, headers, body, text }: Reply): void => {
  expect(headers.get('content-type'), text).to.equal('application/problem+json; charset=utf-8');
  expect(body).to.include({ status, type: `urn:libro-firma:problem:${code}` });
  expect(code).to.match(/^[a-z]+(\.[a-z0-9-]+)+$/);
  expect(String(body['title'])).to.match(/^[A-ZÈ]/);
  expect(String(body['detail'])).to.match(/^[A-ZÈ«"][^]*\.$/);
  // Nothing of how it is made: no stack, no SQL, no file.
  expect(text).not.to.match(/\n\s+at |node_modules|SQLITE|select .* from|\.(ts|js):\d/i);
};
