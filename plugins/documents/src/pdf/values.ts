/** The objects of a PDF (ISO 32000-2, 7.3), as plain values. */
export type PdfValue = null | boolean | number | PdfName | PdfString | PdfRef | PdfArray | PdfDict | PdfStream;
export type PdfArray = readonly PdfValue[];

/** A name with its `#xx` escapes already decoded: `/J#61vaScript` is `JavaScript`. */
export class PdfName {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

/** The bytes of a literal or hexadecimal string, one character (0-255) a byte. */
export class PdfString {
  readonly bytes: string;
  constructor(bytes: string) {
    this.bytes = bytes;
  }
}

export class PdfRef {
  readonly num: number;
  readonly gen: number;
  constructor(num: number, gen: number) {
    this.num = num;
    this.gen = gen;
  }
}

/** Keeps every entry: where a key stands twice, readers disagree on which one counts, so a check must see both. */
export class PdfDict {
  readonly entries: (readonly [key: string, value: PdfValue])[] = [];

  /** The last entry of that key. */
  get(key: string): PdfValue | undefined {
    for (let i = this.entries.length - 1; i >= 0; i--) {
      const entry = this.entries[i];
      if (entry?.[0] === key) return entry[1];
    }
    return undefined;
  }

  all(key: string): PdfValue[] {
    return this.entries.filter(([k]) => k === key).map(([, value]) => value);
  }

  name(key: string): string | undefined {
    const value = this.get(key);
    return value instanceof PdfName ? value.value : undefined;
  }

  number(key: string): number | undefined {
    const value = this.get(key);
    return typeof value === 'number' ? value : undefined;
  }
}

export class PdfStream {
  readonly dict: PdfDict;
  /** Still encoded by the stream's filters. */
  readonly raw: Uint8Array;
  constructor(dict: PdfDict, raw: Uint8Array) {
    this.dict = dict;
    this.raw = raw;
  }
}

/** Why a file cannot be read as a PDF, in English; for logs, not for people. */
export class PdfSyntaxError extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(`${message} at byte ${offset}`);
    this.name = 'PdfSyntaxError';
    this.offset = offset;
  }
}

/** A limit that protects the reader was passed: depth, number of objects, decoded bytes. */
export class PdfLimitError extends Error {
  readonly limit: 'depth' | 'objects' | 'objectBytes' | 'streamBytes' | 'expandedBytes' | 'revisions';
  constructor(limit: PdfLimitError['limit']) {
    super(`PDF limit passed: ${limit}`);
    this.name = 'PdfLimitError';
    this.limit = limit;
  }
}
