import { testClock, testDatabase, type TestDatabase } from '@libro-firma/engine/testing';
import plugin, { fiscalCodeProblem } from '@libro-firma/plugin-organisation';
import { Organisation, type Position } from '@libro-firma/plugin-organisation/ports';
import type { Directory } from '@libro-firma/engine/plugin';
import { createEngine, type Engine } from '@libro-firma/engine';
import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { example, organisation } from '../src/index.js';

describe('the Comune di Palermo of the example', () => {
  const { sectors, offices, books, people, roles, substitutions } = example.organisation;

  it('has 6 sectors, 18 offices, 19 signature books and 231 people', () => {
    expect([sectors.length, offices.length, books.length, people.length]).to.deep.equal([6, 18, 19, 231]);
    for (const sector of sectors) expect(offices.filter((office) => office.sector === sector.id)).to.have.length(3);
  });

  it('is the same every time, and another one with another seed', () => {
    expect(organisation()).to.deep.equal(example.organisation);
    expect(organisation(7).people[0]).not.to.deep.equal(people[0]);
  });

  it('consists of different people with fiscal codes that hold', () => {
    for (const key of ['id', 'fiscalCode', 'username', 'email'] as const) {
      expect(new Set(people.map((person) => person[key])).size, key).to.equal(231);
    }
    for (const { fiscalCode } of people) expect(fiscalCodeProblem(fiscalCode)?.message).to.equal(undefined);
    for (const { email } of people) expect(email).to.match(/^[a-z]+\.[a-z]+@comune\.palermo\.example$/);
  });

  it('gives everybody a role, and some people two', () => {
    const count = new Map<string, number>();
    for (const { person } of roles) count.set(person, (count.get(person) ?? 0) + 1);
    expect(count.size).to.equal(231);
    expect([...count.values()].filter((n) => n === 2).length).to.be.greaterThan(30);
  });

  it('has accounts for the roles of both routes, each of another person', () => {
    const accounts = example.accounts;
    expect(new Set(accounts.map((account) => account.person)).size).to.equal(accounts.length);
    expect(new Set(accounts.map((account) => account.role))).to.include.keys(
      ...['drafter', 'registry', 'procedureManager', 'director', 'accounting', 'administrator', 'analyst'],
    );
    for (const { username, person } of accounts) {
      expect(people.find((one) => one.id === person)?.username).to.equal(username);
    }
  });

  it('names its registers and classes once, and classifies every sample letter', () => {
    const codes = example.protocol.classification.map((entry) => entry.code);
    expect(new Set(codes).size).to.equal(codes.length);
    for (const letter of example.letters) expect(codes).to.include(letter.classification);
    const registers: readonly string[] = example.protocol.registers.map((register) => register.id);
    for (const book of books) expect(registers).to.include(book.register);
    const names: readonly string[] = example.addressBook.map((entry) => entry.name);
    for (const letter of example.letters) expect(names).to.include.members([...letter.recipients]);
  });

  describe('taken over by the organisation plugin', () => {
    let database: TestDatabase;
    let engine: Engine;
    let port: Organisation;
    let folder: string;
    const now = Date.parse('2026-03-03T08:00:00Z');

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'lf-palermo-'));
      database = await testDatabase({ clock: testClock(now) });
      engine = await createEngine({ database, plugins: [plugin], tenants: ['palermo'], dataDir: folder });
      port = engine.plugins[0]?.context.container.get(Organisation) as Organisation;
      await database.write('palermo', (tx) => port.import(tx, example.organisation));
    });
    after(async () => {
      await engine.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    });

    it('staffs every position of every book', async () => {
      const directory: Directory = engine.directory;
      await database.read('palermo', async (tx) => {
        for (const book of books) {
          for (const position of Object.keys(book.positions) as Position[]) {
            const holders = await directory.holdersOf(tx, `book:${book.id}:${position}`, now);
            expect(holders.length, `${book.id}:${position}`).to.be.greaterThan(0);
          }
        }
      });
    });

    it('never lets one person sign twice, nor initial or sign what they may ask for', async () => {
      await database.read('palermo', async (tx) => {
        const own = async (id: string, position: Position): Promise<readonly string[]> => {
          const group = `book:${id}:${position}`;
          const holders = await engine.directory.holdersOf(tx, group, now);
          const found: string[] = [];
          for (const person of holders) {
            if (await port.holdsItself(tx, person, group, now)) found.push(person);
          }
          return found;
        };
        for (const book of books) {
          const first = await own(book.id, 'signer1');
          const second = await own(book.id, 'signer2');
          const substitute = await own(book.id, 'substitute');
          const requesters = await own(book.id, 'requester');
          const signers = [...first, ...second, ...substitute];
          expect(new Set(signers).size, book.id).to.equal(signers.length);
          expect(
            requesters.filter((person) => signers.includes(person)),
            book.id,
          ).to.deep.equal([]);
          for (const requester of requesters) {
            expect(
              (await own(book.id, 'initials')).some((person) => person !== requester),
              book.id,
            ).to.equal(true);
          }
        }
      });
    });

    it('knows its substitutions: in force, over and to come', async () => {
      const inForce = await database.read('palermo', (tx) => port.substitutions(tx, now));
      expect(inForce.map((one) => one.id)).to.have.members(['sub-tributi', 'sub-cultura']);
      expect(new Set(substitutions.map((one) => one.kind)).size).to.equal(3);
    });
  });
});
