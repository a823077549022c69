/** The bytes as Latin-1 text, `from` included, `to` excluded. */
export const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', Math.max(0, from), to);

const view = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Offset of the next occurrence, or -1. */
export const indexOf = (bytes: Uint8Array, text: string, from = 0): number => view(bytes).indexOf(text, from, 'latin1');

/** Offset of the last occurrence, or -1. */
export const lastIndexOf = (bytes: Uint8Array, text: string): number =>
  view(bytes).lastIndexOf(text, undefined, 'latin1');

export const concat = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

export const hex = (bytes: Uint8Array): string => view(bytes).toString('hex');
