import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { nodeDisk, type DiskOperations } from '../src/adapters/disk-operations.js';
import { DiskStore } from '../src/adapters/disk.js';
import { TooManyBytes } from '../src/blob-store.js';

const DAY = 86_400_000;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof LibroFirmaError) return error.code;
    throw error;
  }
  return 'accepted';
};

/** Writes down what the store asks of the disk, in order. */
const watched = (log: string[]): DiskOperations => ({
  ...nodeDisk,
  create: async (path) => {
    const file = await nodeDisk.create(path);
    const { sync, write } = {
      sync: file.sync.bind(file),
      write: file.write.bind(file) as (chunk: Uint8Array, at: number) => ReturnType<typeof file.write>,
    };
    file.sync = async () => {
      log.push('fsync file');
      await sync();
    };
    file.write = ((chunk: Uint8Array, at: number) => {
      log.push('write');
      return write(chunk, at);
    }) as typeof file.write;
    return file;
  },
  rename: async (from, to) => {
    log.push(`rename to ${basename(to).length === 64 ? 'digest' : basename(to)}`);
    await nodeDisk.rename(from, to);
  },
  syncDirectory: async (path) => {
    log.push(`fsync folder ${basename(path)}`);
    await nodeDisk.syncDirectory(path);
  },
});

describe('the store on disk', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'lf-blobs-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const keep = async (store: DiskStore, content: Uint8Array | Readable, tenant = 'palermo') =>
    (await store.stage(tenant, content)).keep();

  it('writes, syncs the file, renames, syncs the folder: in this order', async () => {
    const log: string[] = [];
    const store = new DiskStore(join(root, 'blobs'), watched(log));
    const content = Buffer.from('atto');
    const staged = await store.stage('palermo', Readable.from([Buffer.from('at'), Buffer.from('to')]));
    log.splice(0, log.lastIndexOf('write') - 1);
    expect(log).to.deep.equal(['write', 'write', 'fsync file']);
    expect(staged).to.include({ digest: sha256(content), size: 4 });
    log.length = 0;
    const part = sha256(content).slice(0, 2);
    expect(await staged.keep()).to.deep.equal({ digest: sha256(content), size: 4 });
    expect(log).to.deep.equal(['rename to digest', `fsync folder ${part}`, 'fsync folder palermo']);
  });

  it('makes its folders known to the disk before the first file', async () => {
    const log: string[] = [];
    await new DiskStore(join(root, 'blobs'), watched(log)).stage('palermo', Buffer.from('a'));
    expect(log.slice(0, 3)).to.deep.equal([
      'fsync folder palermo',
      'fsync folder blobs',
      `fsync folder ${basename(root)}`,
    ]);
  });

  it('gives back the same bytes, as a stream and at once', async () => {
    const store = new DiskStore(root);
    const content = Buffer.alloc(700_000, 'determina');
    const blob = await keep(store, Readable.from([content.subarray(0, 300_000), content.subarray(300_000)]));
    expect(Buffer.compare(await buffer(await store.open('palermo', blob)), content)).to.equal(0);
    expect(Buffer.compare(await store.bytes('palermo', blob), content)).to.equal(0);
  });

  it('keeps the same bytes once, and one tenant apart from the other', async () => {
    const store = new DiskStore(root);
    const first = await keep(store, Buffer.from('uguale'));
    const second = await keep(store, Buffer.from('uguale'));
    expect(second).to.deep.equal(first);
    expect(await nodeDisk.list(join(root, 'palermo', 'arriving'))).to.deep.equal([]);
    expect(await nodeDisk.list(dirname(store.pathOf('palermo', first.digest)))).to.deep.equal([first.digest]);
    expect(await codeOf(store.open('monreale', first))).to.equal('documents.blob-damaged');
  });

  it('stops as soon as there are too many bytes, and leaves nothing', async () => {
    const store = new DiskStore(root);
    let sent = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          sent++;
          yield Buffer.alloc(1024);
        }
      })(),
    );
    let max: number | undefined;
    try {
      await store.stage('palermo', endless, 10_000);
    } catch (error) {
      if (!(error instanceof TooManyBytes)) throw error;
      max = error.max;
    }
    expect(max).to.equal(10_000);
    expect(sent).to.be.below(100);
    expect(await nodeDisk.list(join(root, 'palermo', 'arriving'))).to.deep.equal([]);
  });

  it('leaves the sender connected when it stops, so that an answer can be given', async () => {
    const store = new DiskStore(root);
    const source = Readable.from([Buffer.alloc(20), Buffer.alloc(20)]);
    await store.stage('palermo', source, 10).catch(() => undefined);
    expect(source.destroyed).to.equal(false);
    source.destroy();
  });

  it('leaves nothing of an upload that was cut off', async () => {
    const store = new DiskStore(root);
    const broken = new Readable({
      read() {
        this.push(Buffer.from('first part'));
        this.destroy(new Error('connection lost'));
      },
    });
    const failure = await store.stage('palermo', broken).catch((error: Error) => error.message);
    expect(failure).to.equal('connection lost');
    expect(await nodeDisk.list(join(root, 'palermo', 'arriving'))).to.deep.equal([]);
  });

  it('notices a file that is cut, altered or gone', async () => {
    const store = new DiskStore(root);
    const blob = await keep(store, Buffer.from('testo originale'));
    const path = store.pathOf('palermo', blob.digest);
    await writeFile(path, 'testo alterato!');
    expect(await codeOf(store.bytes('palermo', blob))).to.equal('documents.blob-damaged');
    await truncate(path, 5);
    expect(await codeOf(store.open('palermo', blob))).to.equal('documents.blob-damaged');
    await rm(path);
    expect(await codeOf(store.open('palermo', blob))).to.equal('documents.blob-damaged');
  });

  it('puts a cut file right when the same bytes come again', async () => {
    const store = new DiskStore(root);
    const blob = await keep(store, Buffer.from('testo originale'));
    await truncate(store.pathOf('palermo', blob.digest), 5);
    await keep(store, Buffer.from('testo originale'));
    expect(Buffer.from(await store.bytes('palermo', blob)).toString()).to.equal('testo originale');
  });

  it('refuses names that lead out of its folder', async () => {
    const store = new DiskStore(root);
    expect(() => store.pathOf('palermo', '../../etc/passwd')).to.throw(LibroFirmaError);
    expect(() => store.pathOf('../palermo', 'a'.repeat(64))).to.throw('not a tenant');
  });

  describe('sweeps', () => {
    const age = async (path: string, days: number): Promise<void> => {
      const at = new Date(Date.now() - days * DAY);
      await utimes(path, at, at);
    };

    it('files whose row never came, when they are older than a day', async () => {
      const store = new DiskStore(root);
      const [named, orphan, young] = [
        await keep(store, Buffer.from('a')),
        await keep(store, Buffer.from('b')),
        await keep(store, Buffer.from('c')),
      ];
      await age(store.pathOf('palermo', named.digest), 9);
      await age(store.pathOf('palermo', orphan.digest), 2);
      const asked: string[] = [];
      const swept = await store.sweep('palermo', DAY, async (digests) => {
        asked.push(...digests);
        return new Set([named.digest]);
      });
      expect(swept).to.deep.equal({ orphans: 1, leftovers: 0 });
      expect(asked).to.have.members([named.digest, orphan.digest]);
      expect(await codeOf(store.bytes('palermo', named))).to.equal('accepted');
      expect(await codeOf(store.bytes('palermo', young))).to.equal('accepted');
      expect(await codeOf(store.bytes('palermo', orphan))).to.equal('documents.blob-damaged');
    });

    it('what a crash left half arrived', async () => {
      const store = new DiskStore(root);
      const staged = await store.stage('palermo', Buffer.from('a'));
      expect(await store.sweep('palermo', DAY, async () => new Set())).to.deep.equal({ orphans: 0, leftovers: 0 });
      await age(staged.path, 2);
      expect(await store.sweep('palermo', DAY, async () => new Set())).to.deep.equal({ orphans: 0, leftovers: 1 });
    });

    it('not what somebody stored again while the rows were asked', async () => {
      const store = new DiskStore(root);
      const blob = await keep(store, Buffer.from('a'));
      await age(store.pathOf('palermo', blob.digest), 2);
      const swept = await store.sweep('palermo', DAY, async () => {
        await keep(store, Buffer.from('a'));
        return new Set();
      });
      expect(swept.orphans).to.equal(0);
      expect((await readFile(store.pathOf('palermo', blob.digest))).toString()).to.equal('a');
    });
  });

  it('says at once when it cannot write', async () => {
    await writeFile(join(root, 'file'), '');
    const failure = await new DiskStore(join(root, 'file', 'blobs'))
      .probe()
      .catch((error: NodeJS.ErrnoException) => error.code);
    expect(failure).to.equal('ENOTDIR');
    await new DiskStore(join(root, 'blobs')).probe();
    expect(await nodeDisk.list(join(root, 'blobs'))).to.deep.equal([]);
  });
});
