import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { cleanName } from '../src/media/file-name.js';
import { sniff, type Sniffed } from '../src/media/sniff.js';
import { uniqueNames } from '../src/media/unique-names.js';
import { zip } from '../src/media/zip-writer.js';

describe('office documents and archives', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lf-media-'));
  });
  after(() => rm(folder, { recursive: true }));

  const archive = async (members: Readonly<Record<string, string>>): Promise<Buffer> => {
    const list = Object.entries(members).map(([name, text]) => ({
      name,
      modifiedAt: Date.parse('2026-03-03T08:00:00Z'),
      read: () => Promise.resolve(Buffer.from(text)),
    }));
    const parts: Uint8Array[] = [];
    for await (const part of zip(list)) parts.push(part);
    return Buffer.concat(parts);
  };
  const of = async (bytes: Buffer, name = 'file'): Promise<Sniffed> => {
    const path = join(folder, 'probe');
    await writeFile(path, bytes);
    return sniff(bytes.subarray(0, 4096), name, path);
  };
  const types = '[Content_Types].xml';

  it('are told by what is inside', async () => {
    const office = 'application/vnd.openxmlformats-officedocument.';
    const cases: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
      [{ [types]: '', 'word/document.xml': '' }, `${office}wordprocessingml.document`],
      [{ [types]: '', 'xl/workbook.xml': '' }, `${office}spreadsheetml.sheet`],
      [{ [types]: '', 'ppt/presentation.xml': '' }, `${office}presentationml.presentation`],
      [
        { mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '' },
        'application/vnd.oasis.opendocument.text',
      ],
      [{ 'relazione.pdf': '' }, 'application/zip'],
    ];
    for (const [members, mediaType] of cases) {
      expect(await of(await archive(members))).to.deep.equal({ kind: 'type', mediaType });
    }
  });

  it('with macros are found out, whatever they are called', async () => {
    expect(await of(await archive({ [types]: '', 'word/vbaProject.bin': '' }), 'nota.docx')).to.deep.equal({
      kind: 'macros',
    });
    const basic = { mimetype: 'application/vnd.oasis.opendocument.text', 'Basic/Standard/Module1.xml': '' };
    expect(await of(await archive(basic), 'nota.odt')).to.deep.equal({ kind: 'macros' });
  });

  it('that carry a program, or are broken, are no attachments', async () => {
    expect(await of(await archive({ 'fattura.exe': '' }))).to.deep.equal({ kind: 'program' });
    expect(await of((await archive({ 'a.txt': 'abc' })).subarray(0, 40))).to.deep.equal({ kind: 'unknown' });
  });
});

describe('file names', () => {
  it('say the truth about the content, and are fit to be saved', () => {
    expect(cleanName('relazione.pdf', 'application/pdf')).to.equal('relazione.pdf');
    expect(cleanName('Relazione.PDF', 'application/pdf')).to.equal('Relazione.pdf');
    expect(cleanName('fattura\u202efdp.exe', 'application/pdf')).to.equal('fattura fdp.exe.pdf');
    expect(cleanName('a/b\\c:d?.txt', 'text/plain')).to.equal('c d.txt');
    expect(cleanName('\u0000', 'text/plain')).to.equal('documento.txt');
    expect([...cleanName(`${'è'.repeat(400)}.txt`, 'text/plain')]).to.have.length(184);
  });

  it('that come again in one archive get numbers', () => {
    expect(uniqueNames(['a.pdf', 'A.PDF', 'a (2).pdf', 'b'])).to.deep.equal([
      'a.pdf',
      'A (2).PDF',
      'a (2) (2).pdf',
      'b',
    ]);
  });
});
