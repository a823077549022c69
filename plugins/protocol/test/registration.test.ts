import { expect } from 'chai';
import { reassign, reclassify } from '../src/changes.js';
import { openCaseFile } from '../src/store/classes.js';
import { historiesOf } from '../src/store/histories.js';
import { voidRegistration } from '../src/store/voidings.js';
import { sha256 } from './support/documents.js';
import { testSeal } from './support/seal.js';
import { brokenSignature, jobOf, refusal, signedBy, World } from './support/world.js';

describe('a registration', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  it('keeps number, date, correspondents, subject and the digests of all documents', async () => {
    const main = Buffer.from('%PDF atto');
    const attachments = [Buffer.from('%PDF uno'), Buffer.from('%PDF due')];
    world.documents.put('c-1', main, attachments);
    const variable = await world.register({ caseId: 'c-1', config: { operator: 'p-0042' } });
    expect(variable).to.deep.equal({
      id: variable.id,
      register: 'generale',
      registerName: 'Registro ufficiale di protocollo',
      year: 2026,
      number: 1,
      label: '0000001/2026',
      date: Date.parse('2026-03-03T08:00:00Z'),
      day: '2026-03-03',
      trial: false,
    });
    const kept = await world.read((tx) => world.protocol.registration(tx, variable.id));
    expect(kept).to.deep.include({
      date: '2026-03-03',
      direction: 'out',
      subject: 'Risposta all’istanza di accesso',
      operator: 'p-0042',
      caseId: 'c-1',
      demo: true,
      trial: false,
    });
    expect(kept?.recipients.map(({ name }) => name)).to.deep.equal(['Dott.ssa Anna Lo Cascio', 'Edil "Sud" & figli']);
    expect(kept?.sender).to.deep.include({
      office: { id: 'u-gare', name: 'Ufficio gare' },
      signers: ['Mario Rossi', 'Lucia De Luca'],
    });
    expect(kept?.documents.map(({ digest, signed }) => [digest, signed])).to.deep.equal([
      [sha256(main), true],
      [sha256(attachments[0]!), false],
      [sha256(attachments[1]!), false],
    ]);
    const segnatura = await world.read((tx) => world.protocol.segnatura(tx, variable.id));
    expect(sha256(segnatura!.bytes)).to.equal(kept?.segnaturaDigest);
  });

  it('takes register and office from the signature book where the diagram names none', async () => {
    world.documents.put('c-1', Buffer.from('%PDF'));
    const job = jobOf({ caseId: 'c-1', input: { book: 'b-gare' } });
    const result = await world.execute({
      ...job,
      config: { direction: 'internal', classification: 'VI', subject: 'x' },
    });
    if (result.kind !== 'completed' || result.write === undefined) throw new Error('it should write');
    const output = await world.write(result.write);
    const [kept] = await world.read((tx) => world.protocol.registrationsOf(tx, 'c-1'));
    expect(output?.registration.register).to.equal('determine');
    expect(kept?.assignment.office).to.equal('u-gare');
  });

  describe('is not made', () => {
    const refused = async (change: Parameters<World['run']>[0], verification = signedBy('Mario Rossi')) => {
      world.documents.put('c-1', Buffer.from('%PDF'));
      world.verification.answer = verification;
      const result = await world.run({ caseId: 'c-1', ...change });
      expect(await world.read((tx) => tx.sql('protocol_registration'))).to.have.length(0);
      return result;
    };

    it('before somebody signed', async () => {
      expect(await refused({}, signedBy())).to.include({ kind: 'bpmnError', code: 'protocol.unsigned' });
    });

    it('before the last of two expected signatures', async () => {
      const result = await refused({ config: { signatures: 2 } });
      expect(result).to.include({ kind: 'bpmnError', code: 'protocol.unsigned' });
    });

    it('when a signature does not verify', async () => {
      const result = await refused({}, brokenSignature('Mario Rossi'));
      expect(result).to.include({ kind: 'bpmnError', code: 'protocol.signature-invalid' });
      expect(result).to.have.nested.property('message.it').that.contains('Firma di Mario Rossi');
      expect(result).to.have.nested.property('message.en').that.contains('Signature of Mario Rossi');
    });

    it('when the last signature does not cover the file', async () => {
      const result = await refused({}, { ...signedBy('Mario Rossi'), valid: false });
      expect(result).to.include({ kind: 'bpmnError', code: 'protocol.signature-invalid' });
    });

    it('without a recipient, when it goes out', async () => {
      expect(await refused({ input: {} })).to.include({ kind: 'failed', code: 'protocol.recipients-missing' });
    });

    for (const [why, config, code] of [
      ['under a class that is closed', { classification: 'VIII' }, 'classification-unknown'],
      ['under a class that is not there', { classification: 'XX' }, 'classification-unknown'],
      ['in a register that is not there', { register: 'altro' }, 'register-unknown'],
      ['in no register at all', { register: ' ' }, 'register-missing'],
      ['for an office that is not there', { office: 'x' }, 'office-unknown'],
      ['in a case file that is not there', { caseFile: 'VI.3.1/2026/1' }, 'case-file-unknown'],
      ['without a subject', { subject: '   ' }, 'subject-missing'],
    ] as const) {
      it(why, async () => {
        expect(await refused({ config })).to.include({ kind: 'failed', code: `protocol.${code}`, retryable: false });
      });
    }

    it('for a case without a document', async () => {
      const result = await world.run({ caseId: 'c-empty' });
      expect(result).to.include({ kind: 'failed', code: 'protocol.bundle-missing' });
    });

    it('when the document changed after it was verified', async () => {
      world.documents.put('c-1', Buffer.from('%PDF'));
      const result = await world.execute(jobOf({ caseId: 'c-1' }));
      world.documents.put('c-1', Buffer.from('%PDF another'));
      if (result.kind !== 'completed' || result.write === undefined) throw new Error('it should write');
      expect(await refusal(world.write(result.write))).to.equal('protocol.document-changed');
    });

    it('without a seal, or with one that has expired', async () => {
      world.documents.put('c-1', Buffer.from('%PDF'));
      const nothing = () => Promise.resolve(undefined);
      const none = { ...testSeal(), identity: nothing, atHand: nothing };
      expect(await world.execute(jobOf({ caseId: 'c-1' }), none)).to.include({ code: 'protocol.seal-missing' });
      const old = testSeal({ validTo: '2026-01-01T00:00:00Z' });
      const result = await world.execute(jobOf({ caseId: 'c-1' }), old);
      if (result.kind !== 'completed' || result.write === undefined) throw new Error('it should write');
      expect(await refusal(world.write(result.write))).to.equal('protocol.seal-missing');
    });

    it('with a seal whose key is kept elsewhere', async () => {
      world.documents.put('c-1', Buffer.from('%PDF'));
      const result = await world.execute(jobOf({ caseId: 'c-1' }), testSeal({ elsewhere: true }));
      expect(result).to.include({ kind: 'failed', code: 'protocol.seal-elsewhere' });
    });
  });

  it('of an act that nobody signs is made when the diagram says so', async () => {
    world.verification.answer = signedBy();
    const made = await world.register({ config: { requireSignature: false, direction: 'internal' }, input: {} });
    expect(made.number).to.equal(1);
  });

  describe('that is voided', () => {
    const voidIt = (id: string) =>
      world.write((tx) =>
        voidRegistration(tx, id, { by: 'p-0007', act: 'Determinazione n. 9/2026', reason: 'Doppia registrazione' }),
      );

    it('stays readable with date, operator and act, and keeps its number', async () => {
      const { id } = await world.register({ caseId: 'c-1' });
      world.clock.advance('1d');
      await voidIt(id);
      const kept = await world.read((tx) => world.protocol.registration(tx, id));
      expect(kept).to.deep.include({
        number: 1,
        subject: 'Risposta all’istanza di accesso',
        voiding: {
          at: Date.parse('2026-03-04T08:00:00Z'),
          by: 'p-0007',
          act: 'Determinazione n. 9/2026',
          reason: 'Doppia registrazione',
        },
      });
      expect((await world.register()).number).to.equal(2);
    });

    it('is voided once', async () => {
      const { id } = await world.register();
      const both = await Promise.allSettled([voidIt(id), voidIt(id)]);
      expect(both.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
      expect(await refusal(voidIt(id))).to.equal('protocol.already-voided');
      expect(await refusal(voidIt('nobody'))).to.equal('protocol.not-found');
    });

    it('lets its document be registered again, under a new number', async () => {
      const { id } = await world.register({ caseId: 'c-1' });
      await voidIt(id);
      expect((await world.register({ caseId: 'c-1' })).number).to.equal(2);
    });
  });

  describe('that is classified and assigned anew', () => {
    it('keeps every former class, case file and office with person and time', async () => {
      const { id } = await world.register({ config: { operator: 'p-0001' } });
      const file = await world.write((tx) =>
        openCaseFile(tx, { classification: 'VII', title: 'Bando 2026', by: 'p-2' }),
      );
      expect(file.code).to.equal('VII/2026/1');
      await world.write((tx) =>
        reclassify(tx, id, { classification: 'VII', caseFile: file.code, by: 'p-0002', reason: 'Errata', after: 1 }),
      );
      await world.write((tx) =>
        reassign(tx, id, { office: 'u-scuola', person: 'p-0003', by: 'p-0002', reason: undefined, after: 1 }, {
          ...world.sources.organisation,
          person: () => Promise.resolve({ id: 'p-0003' }),
        } as never),
      );
      const kept = await world.read((tx) => world.protocol.registration(tx, id));
      expect(kept?.classification).to.deep.include({ n: 2, classification: 'VII', by: 'p-0002', reason: 'Errata' });
      expect(kept?.classification.caseFile?.title).to.equal('Bando 2026');
      expect(kept?.assignment).to.deep.include({ n: 2, officeName: 'Ufficio scuola', person: 'p-0003' });
      const history = await world.read((tx) => historiesOf(tx, id));
      expect(history.classification.map(({ classification }) => classification)).to.deep.equal(['VI.3.1', 'VII']);
      expect(history.assignment.map(({ office }) => office)).to.deep.equal(['u-gare', 'u-scuola']);
    });

    it('is not changed over somebody else’s change that was not seen', async () => {
      const { id } = await world.register();
      const change = (classification: string, after: number) =>
        world.write((tx) =>
          reclassify(tx, id, { classification, caseFile: undefined, by: 'p-2', reason: undefined, after }),
        );
      await change('VII', 1);
      expect(await refusal(change('VI', 1))).to.equal('protocol.changed-meanwhile');
      expect(await refusal(change('VII', 2))).to.equal('protocol.nothing-changed');
      expect(await refusal(change('VIII', 2))).to.equal('protocol.classification-unknown');
    });
  });

  describe('of a trial case', () => {
    it('counts signatures where one person plays both signers', async () => {
      world.documents.put('c-1', Buffer.from('%PDF'));
      world.verification.answer = signedBy('Mario Rossi', 'Mario Rossi');
      expect(await world.run({ caseId: 'c-1', config: { signatures: 2 } })).to.include({ code: 'protocol.unsigned' });
      const trial = await world.register({ caseId: 'c-1', mode: 'trial', config: { signatures: 2 } });
      expect(trial.label).to.equal('PROVA-1');
    });

    it('takes no number and stands in no register, no search and no figure', async () => {
      world.documents.put('c-1', Buffer.from('%PDF'));
      const trial = await world.register({ caseId: 'c-1', mode: 'trial', key: 'job-t' });
      expect(trial).to.include({ trial: true, label: 'PROVA-1' });
      expect((await world.register({ mode: 'trial' })).label).to.equal('PROVA-2');
      expect((await world.register({ caseId: 'c-1', mode: 'trial', key: 'job-t' })).id).to.equal(trial.id);
      expect(await world.read((tx) => tx.sql('protocol_registration'))).to.have.length(0);
      expect((await world.read((tx) => world.protocol.search(tx, {}))).items).to.deep.equal([]);
      const states = await world.read((tx) => world.protocol.registers(tx));
      expect(states.map(({ last }) => last)).to.deep.equal([undefined, undefined, undefined]);
      expect((await world.register()).number).to.equal(1);
      const [found] = await world.read((tx) => world.protocol.registrationsOf(tx, 'c-1'));
      expect(found).to.deep.include({ id: trial.id, trial: true, demo: true });
      const file = await world.read((tx) => world.protocol.segnatura(tx, trial.id));
      expect(Buffer.from(file!.bytes).toString()).to.contain('<prot:CodiceRegistro>PROVA</prot:CodiceRegistro>');
    });

    it('has no segnatura where there is no demo seal, and may run in a register that is not open', async () => {
      world.documents.put('c-1', Buffer.from('%PDF'));
      const job = jobOf({ caseId: 'c-1', mode: 'trial', config: { register: 'chiuso' } });
      const result = await world.execute(job, testSeal({ demo: false }));
      if (result.kind !== 'completed' || result.write === undefined) throw new Error('it should write');
      const output = await world.write(result.write);
      expect(await world.read((tx) => world.protocol.segnatura(tx, output!.registration.id))).to.equal(undefined);
    });
  });

  it('refuses master data that the segnatura could not hold', async () => {
    const register = { id: 'x', area: 'aoo', code: 'con spazi', description: 'X', kind: 'protocol' as const };
    const bad = world.write((tx) =>
      world.protocol.import(tx, {
        registers: [register, { ...register, code: 'PROVA' }],
        classification: [{ code: 'VI.3.1.9', title: 'Troppo profonda', active: true }],
      }),
    );
    expect(await refusal(bad)).to.equal('protocol.import-invalid');
  });
});
