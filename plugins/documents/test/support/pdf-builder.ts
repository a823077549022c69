import { deflateSync } from 'node:zlib';

/** Body of an object: its syntax, or a dictionary with the bytes of a stream. */
export type Body = string | { readonly dict: string; readonly data: Uint8Array | string };

const bytesOf = (body: Body): Buffer =>
  typeof body === 'string'
    ? Buffer.from(body, 'latin1')
    : Buffer.concat([
        Buffer.from(`<< ${body.dict} /Length ${body.data.length} >>\nstream\n`, 'latin1'),
        typeof body.data === 'string' ? Buffer.from(body.data, 'latin1') : body.data,
        Buffer.from('\nendstream', 'latin1'),
      ]);

/** `<< /Filter /FlateDecode >>` and the packed bytes. */
export const flate = (data: Uint8Array | string, dict = ''): Body => ({
  dict: `${dict} /Filter /FlateDecode`,
  data: deflateSync(typeof data === 'string' ? Buffer.from(data, 'latin1') : data),
});

/** Writes PDFs byte by byte, so that a test can put anything anywhere: each save is one revision. */
export class PdfBuilder {
  #bytes: Buffer;
  #xref: number | undefined;
  #size = 1;

  constructor(version = '1.7') {
    this.#bytes = Buffer.from(`%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`, 'latin1');
  }

  get length(): number {
    return this.#bytes.length;
  }

  append(text: string | Uint8Array): this {
    const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text;
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    return this;
  }

  /** Writes an object; where it stands. */
  object(num: number, body: Body): number {
    const offset = this.length;
    this.append(`${num} 0 obj\n`).append(bytesOf(body)).append('\nendobj\n');
    this.#size = Math.max(this.#size, num + 1);
    return offset;
  }

  /** One revision with a cross-reference table. `trailer` is added to its dictionary, `skip` is left out of the table. */
  save(
    objects: Readonly<Record<number, Body>>,
    options: { trailer?: string; skip?: readonly number[]; prev?: boolean } = {},
  ): this {
    const offsets = Object.entries(objects).map(
      ([num, body]) => [Number(num), this.object(Number(num), body)] as const,
    );
    const start = this.length;
    this.append('xref\n0 1\n0000000000 65535 f \n');
    for (const [num, offset] of offsets) {
      if (!options.skip?.includes(num)) this.append(`${num} 1\n${String(offset).padStart(10, '0')} 00000 n \n`);
    }
    const prev = this.#xref === undefined || options.prev === false ? '' : `/Prev ${this.#xref}`;
    this.append(`trailer\n<< /Size ${this.#size} /Root 1 0 R ${prev} ${options.trailer ?? ''} >>\n`);
    return this.#end(start);
  }

  /** One revision whose objects are in an object stream, with a cross-reference stream. `plain` ones stay outside. */
  savePacked(objects: Readonly<Record<number, string>>, plain: Readonly<Record<number, Body>> = {}): this {
    const numbers = Object.keys(objects).map(Number);
    const bodies = numbers.map((num) => `${objects[num] ?? 'null'} `);
    let at = 0;
    const index = numbers.map((num, i) => {
      const line = `${num} ${at}`;
      at += bodies[i]?.length ?? 0;
      return line;
    });
    const head = `${index.join(' ')} `;
    const outside = Object.entries(plain).map(([num, body]) => [Number(num), this.object(Number(num), body)] as const);
    const stream = Math.max(this.#size, ...numbers.map((num) => num + 1));
    const streamAt = this.object(
      stream,
      flate(head + bodies.join(''), `/Type /ObjStm /N ${numbers.length} /First ${head.length}`),
    );
    const xref = stream + 1;
    const start = this.length;
    const rows: [number, number, number, number][] = [
      ...numbers.map((num, i): [number, number, number, number] => [num, 2, stream, i]),
      ...[...outside, [stream, streamAt] as const, [xref, start] as const].map(
        ([num, offset]): [number, number, number, number] => [num, 1, offset, 0],
      ),
    ];
    const table = Buffer.concat(
      rows.map(([, kind, a, b]) => Buffer.from([kind, a >> 24, a >> 16, a >> 8, a, b >> 8, b].map((n) => n & 0xff))),
    );
    const prev = this.#xref === undefined ? '' : `/Prev ${this.#xref}`;
    this.object(
      xref,
      flate(
        table,
        `/Type /XRef /Size ${xref + 1} /Root 1 0 R /W [1 4 2] /Index [${rows.map(([num]) => `${num} 1`).join(' ')}] ${prev}`,
      ),
    );
    return this.#end(start);
  }

  #end(start: number): this {
    this.#xref = start;
    return this.append(`startxref\n${start}\n%%EOF\n`);
  }

  bytes(): Buffer {
    return Buffer.from(this.#bytes);
  }
}

/** The objects of a document with one page of text; add to it or replace some. */
export const onePage = (catalog = '', page = ''): Record<number, Body> => ({
  1: `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
  2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> ${page} >>`,
  4: flate('BT /F1 12 Tf 72 700 Td (Si comunica che) Tj ET'),
  5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
});

export const simplePdf = (catalog = '', page = '', more: Record<number, Body> = {}): Buffer =>
  new PdfBuilder().save({ ...onePage(catalog, page), ...more }).bytes();
