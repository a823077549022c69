/** One INTEGER of a DER ECDSA-Sig-Value (RFC 3279, 2.2.3), from `at` on, without leading zeroes. */
const integerAt = (der: Uint8Array, at: number): { readonly value: Uint8Array; readonly end: number } => {
  const length = der[at + 1] ?? 0;
  const end = at + 2 + length;
  if (der[at] !== 0x02 || length > 0x7f || end > der.length) throw new TypeError('not a DER signature of ECDSA');
  let start = at + 2;
  while (start < end - 1 && der[start] === 0) start += 1;
  return { value: der.subarray(start, end), end };
};

/**
 * XML Signature wants r and s side by side, each as long as the curve's order (RFC 6931, 2.3.6); keys answer in DER.
 *
 * @param size octets of the order; 32 for P-256, which is what goes with SHA-256
 */
export const rawSignature = (der: Uint8Array, size = 32): Uint8Array => {
  const start = der[1] === 0x81 ? 3 : 2;
  if (der[0] !== 0x30) throw new TypeError('not a DER signature of ECDSA');
  const r = integerAt(der, start);
  const s = integerAt(der, r.end);
  if (r.value.length > size || s.value.length > size) throw new TypeError(`a signature of a curve of ${size} octets`);
  const raw = new Uint8Array(2 * size);
  raw.set(r.value, size - r.value.length);
  raw.set(s.value, 2 * size - s.value.length);
  return raw;
};
