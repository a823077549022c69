import { crc32 } from 'node:zlib';
import { LibroFirmaError } from '@libro-firma/engine/plugin';

export interface Member {
  readonly name: string;
  /** UTC milliseconds. */
  readonly modifiedAt: number;
  read(): Promise<Uint8Array>;
}

/** Sizes and places are 32 bits wide (APPNOTE 4.4.1.4); more would need the 64-bit form, which few old readers know. */
const MAX = 0xffff_ffff;
const VERSION = 20;
/** Names are UTF-8 (APPNOTE, appendix D). */
const UTF8 = 0x0800;

/**
 * A ZIP file, member by member, stored as they are: PDFs are compressed already. One member is in memory at a time.
 * Throws `documents.archive-too-large` past 4 GB, and when the reader is gone.
 */
export async function* zip(members: readonly Member[], signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const member of members) {
    signal?.throwIfAborted();
    const bytes = await member.read();
    const name = Buffer.from(member.name, 'utf8');
    const fields = fieldsOf(bytes, name.length, member.modifiedAt);
    const head = Buffer.concat([words(0x04034b50), fields, name]);
    directory.push(entry(fields, name, offset));
    offset += head.length + bytes.length;
    if (offset > MAX) throw tooLarge();
    yield head;
    yield bytes;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  yield central;
  yield end;
}

/** What a local header and a directory entry have in common, from "version needed" to "extra field length". */
const fieldsOf = (bytes: Uint8Array, nameLength: number, modifiedAt: number): Buffer => {
  const fields = Buffer.alloc(26);
  const { date, time } = dosTime(modifiedAt);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(UTF8, 2);
  fields.writeUInt16LE(time, 6);
  fields.writeUInt16LE(date, 8);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(bytes.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
};

const entry = (fields: Buffer, name: Buffer, offset: number): Buffer => {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  const version = Buffer.alloc(2);
  version.writeUInt16LE(VERSION);
  return Buffer.concat([words(0x02014b50), version, fields, rest, name]);
};

const words = (value: number): Buffer => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
};

/** The date format of the file (APPNOTE 4.4.6): local time in steps of two seconds; Rome's is what users expect. */
const dosTime = (at: number): { date: number; time: number } => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Rome',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((p) => p.type === type)?.value ?? 0);
  return {
    date: (Math.max(0, part('year') - 1980) << 9) | (part('month') << 5) | part('day'),
    time: (part('hour') << 11) | (part('minute') << 5) | (part('second') >> 1),
  };
};

const tooLarge = (): LibroFirmaError =>
  new LibroFirmaError('too-large', 'documents.archive-too-large', {
    it: 'I documenti insieme superano 4 GB: scaricali uno per uno.',
  });
