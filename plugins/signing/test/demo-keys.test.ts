import { expect } from 'chai';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { testClock, testDatabase, type TestClock, type TestDatabase } from '@libro-firma/engine/testing';
import type { Person } from '@libro-firma/plugin-organisation/ports';
import { buildChain } from '../src/cms/chain.js';
import { DemoKeys } from '../src/demo/demo-keys.js';
import { migrations } from '../src/migrations.js';

const rossi: Person = {
  id: 'p-0001',
  givenName: 'Mario',
  familyName: 'Rossi',
  fiscalCode: 'RSSMRA80A01G273X',
  email: 'mario.rossi@comune.test',
  username: 'mario.rossi',
  validFrom: '2020-01-01',
};
const TENANT = 'palermo';
const PIN = '12345678';
const hashOf = (text: string): Uint8Array => createHash('sha256').update(text).digest();

describe('demonstration keys', function () {
  this.timeout(60_000);
  let folder: string;
  let db: TestDatabase;
  let clock: TestClock;
  let keys: DemoKeys;

  const openKeys = (): DemoKeys =>
    new DemoKeys({
      db,
      clock,
      folder,
      person: async (_tx, id) => (id === rossi.id ? rossi : undefined),
      pin: PIN,
      maxAttempts: 3,
      authorisationMs: 15 * 60_000,
      administration: 'Comune di Palermo',
      publicUrl: 'http://127.0.0.1:8080',
    });

  const refused = async (work: Promise<unknown>): Promise<LibroFirmaError> => {
    const error: unknown = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(LibroFirmaError);
    return error as LibroFirmaError;
  };

  const authorise = (pin: string, ...hashes: Uint8Array[]) =>
    keys
      .credentialsOf(TENANT, rossi.id)
      .then(([one]) => keys.authorise({ tenant: TENANT, actor: rossi.id, credentialId: one!.id, pin, hashes }));

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lf-keys-'));
    clock = testClock();
    db = await testDatabase({ clock, migrations });
    keys = openKeys();
  });
  after(async () => {
    await db.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('are made on demand, once a person, as Italian signature certificates look', async () => {
    const [first, again] = await Promise.all([
      keys.credentialsOf(TENANT, rossi.id),
      keys.credentialsOf(TENANT, rossi.id),
    ]);
    expect(first).to.deep.equal(again);
    expect(first).to.have.length(1);
    const [credential] = first;
    expect(credential?.certificate).to.include({ name: 'Mario Rossi', fiscalCode: rossi.fiscalCode });
    expect(credential?.certificate.issuer).to.include('PROVA - SENZA VALORE LEGALE');
    const x509 = new X509Certificate(credential!.chain[0]!);
    expect(x509.infoAccess).to.include('http://127.0.0.1:8080/api/v1/signing/demo/ca.cer');
    const chain = buildChain(credential!.chain[0]!, [], await keys.anchors(TENANT), clock.now());
    expect(chain.trusted).to.equal(true);
    expect(await keys.credentialsOf(TENANT, 'p-9999')).to.deep.equal([]);
  });

  it('are files that only the server’s user may read, and no PIN stands anywhere', async () => {
    const files = await readdir(join(folder, TENANT));
    expect(files.length).to.be.greaterThan(0);
    for (const file of files) {
      expect((await stat(join(folder, TENANT, file))).mode & 0o077).to.equal(0);
      expect(await readFile(join(folder, TENANT, file), 'utf8'))
        .to.include('PRIVATE KEY')
        .and.not.include(PIN);
    }
    const rows = await db.read(TENANT, (tx) => tx.sql('signing_demo_keys').select());
    expect(JSON.stringify(rows)).not.to.include(PIN);
  });

  it('sign the hashes that were authorised, and give the same signature when asked again after a restart', async () => {
    const [credential] = await keys.credentialsOf(TENANT, rossi.id);
    const { id } = await authorise(PIN, hashOf('a'), hashOf('b'));
    const request = { tenant: TENANT, authorisationId: id, credentialId: credential!.id, hash: hashOf('a') };
    const signature = await keys.signHash(request);
    const { publicKey } = new X509Certificate(credential!.chain[0]!);
    expect(verify('sha256', Buffer.from('a'), publicKey, signature)).to.equal(true);
    keys = openKeys();
    clock.advance('1h');
    expect(Buffer.from(await keys.signHash(request)).equals(signature)).to.equal(true);
    const late = await refused(keys.signHash({ ...request, hash: hashOf('b') }));
    expect(late.code, 'the authorisation has ended').to.equal('signing.authorisation-lost');
    const other = await refused(keys.signHash({ ...request, hash: hashOf('c') }));
    expect(other.code, 'a hash that it does not cover').to.equal('signing.authorisation-lost');
  });

  it('count wrong PINs durably, lock after three, and come back when an administrator unlocks them', async () => {
    const first = await refused(authorise('0000', hashOf('a')));
    expect(first).to.include({ code: 'signing.wrong-pin' });
    expect(first.details).to.deep.equal({ attemptsLeft: 2 });
    keys = openKeys();
    expect((await refused(authorise('0000', hashOf('a')))).details).to.deep.equal({ attemptsLeft: 1 });
    expect((await refused(authorise('0000', hashOf('a')))).code).to.equal('signing.credential-locked');
    expect((await refused(authorise(PIN, hashOf('a')))).code, 'the right PIN comes too late').to.equal(
      'signing.credential-locked',
    );
    const [locked] = await keys.credentialsOf(TENANT, rossi.id);
    expect(locked?.locked).to.equal(true);
    await keys.unlock(TENANT, locked!.id);
    await authorise(PIN, hashOf('a'));
  });

  it('give no attempt away when several come at once', async () => {
    await Promise.all([1, 2, 3, 4, 5].map(() => refused(authorise('0000', hashOf('a')))));
    expect((await refused(authorise(PIN, hashOf('a')))).code).to.equal('signing.credential-locked');
    const [locked] = await keys.credentialsOf(TENANT, rossi.id);
    await keys.unlock(TENANT, locked!.id);
  });

  it('forget wrong PINs after a right one', async () => {
    await refused(authorise('0000', hashOf('a')));
    await authorise(PIN, hashOf('a'));
    expect((await refused(authorise('0000', hashOf('a')))).details).to.deep.equal({ attemptsLeft: 2 });
    await authorise(PIN, hashOf('a'));
  });

  it('belong to their person: nobody authorises with somebody else’s', async () => {
    const [credential] = await keys.credentialsOf(TENANT, rossi.id);
    const request = { tenant: TENANT, actor: 'p-0002', credentialId: credential!.id, pin: PIN, hashes: [hashOf('a')] };
    expect((await refused(keys.authorise(request))).code).to.equal('signing.no-credential');
  });

  it('have a seal beside them, for what machines sign', async () => {
    const seal = await keys.seal.identity(TENANT);
    expect(seal.certificate.subject).to.include('Comune di Palermo').and.to.include('PROVA');
    const signature = await keys.seal.sign(TENANT, Buffer.from('segnatura'));
    const { publicKey } = new X509Certificate(seal.chain[0]!);
    expect(verify('sha256', Buffer.from('segnatura'), publicKey, signature)).to.equal(true);
  });

  it('are made anew when they end', async () => {
    const [old] = await keys.credentialsOf(TENANT, rossi.id);
    clock.advance('1200d');
    const [fresh] = await keys.credentialsOf(TENANT, rossi.id);
    expect(fresh?.id).not.to.equal(old?.id);
    expect(fresh!.certificate.validTo).to.be.greaterThan(clock.now());
  });
});
