import { X509Certificate } from 'node:crypto';

export interface ChainResult {
  /** From the signer up to the anchor, as far as it was found. DER. */
  readonly chain: readonly Uint8Array[];
  readonly trusted: boolean;
  /** The anchor that it ends in. */
  readonly anchor: Uint8Array | undefined;
  readonly problem?: ChainProblem;
}

export type ChainProblem =
  | 'no-path' // no configured authority issued it
  | 'expired' // some certificate of the path had ended by then
  | 'not-yet-valid'
  | 'not-an-authority'; // an issuer that may not issue

const MAX_LENGTH = 8;

/** Seconds of the certificate's own text (`Nov 24 19:31:43 2026 GMT`), as UTC milliseconds. */
export const validityOf = (certificate: X509Certificate): { readonly from: number; readonly to: number } => ({
  from: Date.parse(certificate.validFrom),
  to: Date.parse(certificate.validTo),
});

/**
 * Looks for a path from the signer to an anchor through the given certificates (RFC 5280, 6.1, as far as signatures,
 * names, validity at `at` and the right to issue go; revocation is not asked). `at` in UTC milliseconds.
 */
export const buildChain = (
  signer: Uint8Array,
  others: readonly Uint8Array[],
  anchors: readonly Uint8Array[],
  at: number,
): ChainResult => {
  const trusted = anchors.map((der) => new X509Certificate(der));
  const intermediate = others.map((der) => new X509Certificate(der));
  const chain: X509Certificate[] = [new X509Certificate(signer)];
  const result = (anchor?: X509Certificate, problem?: ChainProblem): ChainResult => ({
    chain: chain.map(({ raw }) => new Uint8Array(raw)),
    trusted: anchor !== undefined && problem === undefined,
    anchor: anchor && new Uint8Array(anchor.raw),
    ...(problem === undefined ? {} : { problem }),
  });
  for (;;) {
    const last = chain.at(-1)!;
    const validity = validityOf(last);
    const anchor = trusted.find((one) => one.raw.equals(last.raw)) ?? trusted.find((one) => issued(one, last));
    if (at > validity.to) return result(anchor, 'expired');
    if (at < validity.from) return result(anchor, 'not-yet-valid');
    if (anchor) {
      if (anchor !== last && !anchor.raw.equals(last.raw)) chain.push(anchor);
      const { from, to } = validityOf(anchor);
      return at > to ? result(anchor, 'expired') : at < from ? result(anchor, 'not-yet-valid') : result(anchor);
    }
    const issuer = intermediate.find((one) => issued(one, last) && !chain.some(({ raw }) => raw.equals(one.raw)));
    if (!issuer || chain.length >= MAX_LENGTH) return result(undefined, 'no-path');
    if (!issuer.ca) return result(undefined, 'not-an-authority');
    chain.push(issuer);
  }
};

const issued = (issuer: X509Certificate, subject: X509Certificate): boolean =>
  subject.checkIssued(issuer) && subject.verify(issuer.publicKey);
