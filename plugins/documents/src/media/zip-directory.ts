import { open } from 'node:fs/promises';

export interface ZipDirectory {
  readonly names: readonly string[];
  /** Content of the first member `mimetype`, as OpenDocument has it (ODF 1.3 part 2, 3.3). */
  readonly mimetype: string | undefined;
}

const TAIL = 65_557;
const MAX_DIRECTORY = 8 * 1024 * 1024;
const END = 0x06054b50;
const MEMBER = 0x02014b50;

/** Names of the members of a ZIP file by its central directory; nothing is unpacked. `undefined` for a broken one. */
export const readDirectory = async (path: string): Promise<ZipDirectory | undefined> => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const read = async (from: number, length: number): Promise<Buffer> => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - from)));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
      return buffer.subarray(0, bytesRead);
    };
    const tail = await read(Math.max(0, size - TAIL), TAIL);
    const end = lastIndexOf(tail, END);
    if (end < 0 || end + 22 > tail.length) return undefined;
    const length = tail.readUInt32LE(end + 12);
    const offset = tail.readUInt32LE(end + 16);
    if (length > MAX_DIRECTORY || offset + length > size) return undefined;
    const names = namesOf(await read(offset, length), tail.readUInt16LE(end + 10));
    return names && { names, mimetype: mimetypeOf(await read(0, 200)) };
  } finally {
    await file.close();
  }
};

const lastIndexOf = (buffer: Buffer, signature: number): number => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return buffer.lastIndexOf(bytes);
};

const namesOf = (directory: Buffer, count: number): string[] | undefined => {
  const names: string[] = [];
  for (let at = 0; names.length < count;) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== MEMBER) return undefined;
    const nameLength = directory.readUInt16LE(at + 28);
    names.push(directory.toString('utf8', at + 46, at + 46 + nameLength));
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return names;
};

/** The first member, when it is called `mimetype` and is stored as it is. */
const mimetypeOf = (head: Buffer): string | undefined => {
  if (head.length < 38 || head.readUInt16LE(8) !== 0 || head.readUInt16LE(26) !== 8) return undefined;
  if (head.toString('latin1', 30, 38) !== 'mimetype') return undefined;
  const start = 38 + head.readUInt16LE(28);
  return head.toString('latin1', start, start + head.readUInt32LE(18));
};
