import type * as asn1 from 'asn1js';

export const bytesOf = (value: ArrayBuffer | Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(value);

export const encode = (block: asn1.BaseBlock): Uint8Array => bytesOf(block.toBER(false));

/** Puts encoded elements into a SET in DER's order (X.690, 11.6): by their bytes. */
export const derSet = (elements: readonly Uint8Array[]): Uint8Array => wrap(0x31, sorted(elements));

/** The same under an implicit context tag `[n]`. */
export const derTaggedSet = (n: number, elements: readonly Uint8Array[]): Uint8Array =>
  wrap(0xa0 | n, sorted(elements));

export const derSequence = (elements: readonly Uint8Array[]): Uint8Array => wrap(0x30, elements);

const sorted = (elements: readonly Uint8Array[]): Uint8Array[] => [...elements].sort((a, b) => Buffer.compare(a, b));

const wrap = (tag: number, elements: readonly Uint8Array[]): Uint8Array => {
  const content = Buffer.concat(elements);
  return new Uint8Array(Buffer.concat([Buffer.from([tag, ...derLength(content.length)]), content]));
};

const derLength = (length: number): number[] => {
  if (length < 128) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
};

/** How long the first DER element of the bytes is, header included; `undefined` where there is none. */
export const derElementLength = (bytes: Uint8Array): number | undefined => {
  const first = bytes[1];
  if (bytes.length < 2 || first === undefined) return undefined;
  if (first < 128) return 2 + first;
  const count = first & 0x7f;
  if (count === 0 || count > 4 || bytes.length < 2 + count) return undefined;
  let length = 0;
  for (let i = 0; i < count; i += 1) length = length * 256 + bytes[2 + i]!;
  return 2 + count + length;
};
