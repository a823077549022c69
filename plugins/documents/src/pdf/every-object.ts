import { indexOfWord, isDigit, isRegular, isSpace } from './characters.js';
import type { PdfFile } from './file.js';
import { PdfLimitError, PdfStream, PdfSyntaxError, type PdfValue } from './values.js';

/** An object as it stands in one revision of a file. */
export interface PlacedObject {
  readonly num: number;
  readonly value: PdfValue;
  /** It is what the newest revision means by this number. */
  readonly newest: boolean;
  /** No cross-reference names it: an index was cut off, or the object was hidden on purpose. */
  readonly unlisted: boolean;
}

/**
 * Every object of every revision, those inside object streams and those that no cross-reference names included. Nothing is
 * kept. Throws {@link PdfSyntaxError} where a cross-reference is wrong, {@link PdfLimitError} past the limits.
 */
export function* everyObject(file: PdfFile): Generator<PlacedObject> {
  const packing = streamsThatPack(file);
  const seen = new Set<number>();
  let count = 0;
  const tally = (object: PlacedObject): PlacedObject => {
    if (++count > file.limits.maxObjects) throw new PdfLimitError('objects');
    return object;
  };
  for (const { entries } of file.sections) {
    for (const [num, entry] of entries) {
      if (entry.kind !== 'at' || seen.has(entry.offset)) continue;
      seen.add(entry.offset);
      const { value } = file.readAt(entry.offset, num);
      const present = file.newest.get(num);
      const newest = present?.kind === 'at' && present.offset === entry.offset;
      yield tally({ num, value, newest, unlisted: false });
      for (const object of unpacked(file, num, value, packing.has(num), false)) yield tally(object);
    }
  }
  for (const object of unlistedObjects(file)) {
    yield tally(object);
    for (const inner of unpacked(file, object.num, object.value, false, true)) yield tally(inner);
  }
}

/** Numbers of object streams that some revision points into, whatever their dictionary claims to be. */
const streamsThatPack = (file: PdfFile): Set<number> => {
  const found = new Set<number>();
  for (const { entries } of file.sections) {
    for (const entry of entries.values()) if (entry.kind === 'in') found.add(entry.stream);
  }
  return found;
};

function* unpacked(
  file: PdfFile,
  num: number,
  value: PdfValue,
  named: boolean,
  unlisted: boolean,
): Generator<PlacedObject> {
  if (!(value instanceof PdfStream)) return;
  const type = file.resolve(value.dict.get('Type'));
  const packs = typeof type === 'object' && type !== null && 'value' in type && type.value === 'ObjStm';
  if (!named && !packs) return;
  const packed = file.unpack(value);
  for (const [index, inner] of packed.numbers.entries()) {
    const present = file.newest.get(inner);
    const newest = !unlisted && present?.kind === 'in' && present.stream === num;
    yield { num: inner, value: packed.value(index), newest, unlisted };
  }
}

/** Objects in the bytes that no listed object, no cross-reference and no trailer covers. */
function* unlistedObjects(file: PdfFile): Generator<PlacedObject> {
  const covered = [...file.covered, ...file.sections.map(({ offset, end }) => [offset, end] as const)].sort(
    (a, b) => a[0] - b[0],
  );
  covered.push([file.bytes.length, file.bytes.length]);
  let gap = 0;
  for (const [start, end] of covered) {
    for (let at = gap; at < start;) {
      const offset = nextHeader(file.bytes, at, start);
      if (offset === undefined) break;
      const found = tryRead(file, offset);
      if (!found) {
        at = offset + 1;
        continue;
      }
      refuseAmbiguity(file, found.num, offset);
      yield { num: found.num, value: found.value, newest: false, unlisted: true };
      at = found.end;
    }
    gap = Math.max(gap, end);
  }
}

/** Where the next `n g obj` begins in a gap. */
const nextHeader = (bytes: Uint8Array, from: number, to: number): number | undefined => {
  for (let at = indexOfWord(bytes, 'obj', from, to); at >= 0; at = indexOfWord(bytes, 'obj', at + 3, to)) {
    let i = at - 1;
    const back = (test: (byte: number) => boolean): number => {
      const start = i;
      while (i >= from && test(bytes[i] ?? 0)) i--;
      return start - i;
    };
    back(isSpace);
    if (back(isDigit) === 0 || back(isSpace) === 0 || back(isDigit) === 0) continue;
    if (i < from || !isRegular(bytes[i] ?? 0)) return i + 1;
  }
  return undefined;
};

const tryRead = (file: PdfFile, offset: number): { num: number; value: PdfValue; end: number } | undefined => {
  try {
    return file.readAt(offset);
  } catch (error) {
    if (error instanceof PdfSyntaxError) return undefined;
    throw error;
  }
};

/**
 * A reader that follows the cross-reference sees one object, a reader that goes through the file sees the last one: two
 * people would sign two different documents.
 */
const refuseAmbiguity = (file: PdfFile, num: number, offset: number): void => {
  const present = file.newest.get(num);
  if (!present || present.kind === 'free') return;
  const place = present.kind === 'at' ? present : file.newest.get(present.stream);
  if (place?.kind === 'at' && offset > place.offset) {
    throw new PdfSyntaxError(`object ${num} stands again outside the cross-reference`, offset);
  }
};
