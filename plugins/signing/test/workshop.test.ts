import { expect } from 'chai';
import { deflateSync } from 'node:zlib';
import { defaultWorkshop, Workshop, type WorkshopOptions } from '../src/workshop/workshop.js';
import { codeOf } from './support/house.js';
import { letter } from './support/pdfs.js';

const entry = new URL('../dist/workshop/child.js', import.meta.url);

const opened: Workshop[] = [];
const open = (options: Partial<WorkshopOptions> = {}): Workshop => {
  const workshop = new Workshop({ ...defaultWorkshop, entry, ...options });
  opened.push(workshop);
  return workshop;
};

/** An object stream that unpacks to a thousand times its size. */
const bomb = (): Uint8Array => {
  const packed = deflateSync(Buffer.alloc(400 * 1024 * 1024, 0x20), { level: 9 });
  const head = Buffer.from(
    `%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`,
    'latin1',
  );
  const afterFirst = Buffer.concat([head, packed, Buffer.from('\nendstream\nendobj\n', 'latin1')]);
  const entries = Buffer.from([0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 9, 0, 0, 2, 0, 0, 0, 1, 0, 0]);
  const xref = Buffer.from(
    `3 0 obj\n<</Type/XRef/Size 3/W[1 4 2]/Index[0 3]/Root 2 0 R/Length ${entries.length}>>\nstream\n`,
    'latin1',
  );
  const tail = Buffer.from(`\nendstream\nendobj\nstartxref\n${afterFirst.length}\n%%EOF`, 'latin1');
  return new Uint8Array(Buffer.concat([afterFirst, xref, entries, tail]));
};

describe('the process that works on PDFs', function () {
  this.timeout(60_000);
  afterEach(async () => {
    for (const workshop of opened.splice(0)) await workshop.close();
  });

  it('answers, and refuses with the same code as here', async () => {
    const workshop = open();
    expect(await workshop.run('verify', { pdf: await letter(), anchors: [] })).to.deep.equal({
      signatures: [],
      valid: false,
    });
    const request = {
      pdf: new Uint8Array(Buffer.from('no PDF')),
      anchor: { position: 1 },
      stamp: { name: 'x', role: undefined, onBehalfOf: undefined, signed: '', warning: undefined },
      signaturePage: { document: 'x', notes: [] },
      at: 0,
      reserve: 100,
    };
    expect(await codeOf(workshop.run('prepare', request))).to.equal('signing.broken-xref');
  });

  it('is ended when a file makes it use too much memory, and the next file gets a new one', async () => {
    const workshop = open({ maxMemory: 200 * 1024 * 1024 });
    const report = await workshop.run('verify', { pdf: bomb(), anchors: [] }).then(
      ({ unreadable }) => unreadable,
      (error: { code?: string }) => error.code,
    );
    expect(report).to.satisfy((text: string) => text === 'signing.too-heavy' || text.includes('danneggiato'));
    expect(await workshop.run('verify', { pdf: await letter(), anchors: [] })).to.include({ valid: false });
  });

  it('is ended when a file takes too long', async () => {
    const workshop = open({ timeoutMs: 1 });
    expect(await codeOf(workshop.run('verify', { pdf: await letter(), anchors: [] }))).to.equal('signing.too-heavy');
  });

  it('takes one file after the other, in order', async () => {
    const workshop = open({ maxUses: 2 });
    const pdf = await letter();
    const reports = await Promise.all([1, 2, 3, 4, 5].map(() => workshop.run('verify', { pdf, anchors: [] })));
    expect(reports).to.have.length(5);
  });

  it('takes nothing more once it is closed', async () => {
    const workshop = open();
    await workshop.close();
    const error: unknown = await workshop.run('verify', { pdf: await letter(), anchors: [] }).catch((e: unknown) => e);
    expect(String(error)).to.match(/closed/);
  });
});
