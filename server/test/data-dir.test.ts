import { expect } from 'chai';
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LibroFirmaError } from '@libro-firma/engine/plugin';
import { dataDirSentence, prepareDataDir } from '../src/compose/data-dir.js';

const NOBODY = 65_534;

describe('the data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lf-data-dir-'));
    chmodSync(folder, 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const refusalOf = (path: string): LibroFirmaError => {
    try {
      prepareDataDir(path);
    } catch (error) {
      return error as LibroFirmaError;
    }
    throw new Error('It was expected to be refused');
  };
  const isRefused = (path: string, why: string): void => {
    const { code, text } = refusalOf(path);
    expect(code).to.equal('server.data-dir');
    expect(text.it).to.equal(
      `La cartella dei dati ${path} ${why}. Indica un’altra cartella con LF_DATA_DIR, o con dataDir nel file delle impostazioni.`,
    );
  };

  it('is made with all that is missing above it, for its owner and group only', () => {
    const path = join(folder, 'uno', 'due', 'tre');
    prepareDataDir(path);
    expect(statSync(path).mode & 0o007).to.equal(0);
    prepareDataDir(path);
  });

  it('is refused where a file has its name, or stands in its path', () => {
    const file = join(folder, 'un-file');
    writeFileSync(file, '');
    isRefused(file, 'non si può usare: con questo nome c’è un file, non una cartella');
    const below = 'non si può creare: nel suo percorso c’è un file al posto di una cartella';
    isRefused(join(file, 'dati'), below);
    isRefused(join(file, 'dati', 'di', 'prova'), below);
  });

  it('is refused where whoever starts the program may not write', function () {
    if (process.platform === 'win32') return this.skip();
    const why = 'non si può usare: chi avvia il programma non ha il permesso di scriverci';
    const root = process.getuid?.() === 0;
    if (root) process.seteuid?.(NOBODY);
    else chmodSync(folder, 0o555);
    try {
      isRefused(folder, why);
      isRefused(join(folder, 'dati'), why);
    } finally {
      if (root) process.seteuid?.(0);
      else chmodSync(folder, 0o755);
    }
  });

  it('is refused at once where the system lets nobody make a folder', function () {
    if (!existsSync('/proc/self')) return this.skip();
    isRefused('/proc/foo', 'non si può creare: il sistema non permette cartelle in quel punto');
    isRefused('/proc/foo/dati', 'non si può creare: il sistema non permette cartelle in quel punto');
  });

  it('is refused with a sentence of its own on a disk that is read-only or full', () => {
    expect(dataDirSentence('/dati', 'EROFS')).to.include('il disco è in sola lettura');
    expect(dataDirSentence('/dati', 'ENOSPC')).to.include('il disco è pieno');
    expect(dataDirSentence('/dati', 'EIO')).to.include('non si può usare (EIO)');
  });
});
