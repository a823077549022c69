import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, type Engine } from '@libro-firma/engine';
import type { CaseMode, Tx } from '@libro-firma/engine/plugin';
import { testClock, testDatabase, type TestDatabase } from '@libro-firma/engine/testing';
import documentsPlugin, { bundleVariable, Documents } from '@libro-firma/plugin-documents';
import organisationPlugin, { controlCharacter, Organisation } from '@libro-firma/plugin-organisation';
import signingPlugin from '@libro-firma/plugin-signing';
import { expect } from 'chai';
import { notRun, shared } from '../../../test/support/shared.js';
import { judge, validator } from '../../../test/support/validators.js';
import protocolPlugin, { Protocol, type Registration } from '../dist/index.js';
import { pdfWith, sha256 } from './support/documents.js';
import { dialects, masterData, TENANT } from './support/world.js';

const DRAFTER = 'p-0001';
const DIRECTOR = 'p-0002';

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lf="https://libro-firma.it/ns/bpmn/1.0"
  id="d" targetNamespace="https://libro-firma.it/test">
  <process id="nota" name="Nota in uscita" isExecutable="true">
    <startEvent id="start"/>
    <userTask id="firma" name="Firma del dirigente">
      <extensionElements>
        <lf:taskDefinition type="signing.signature:1"/>
        <lf:assignmentDefinition candidateGroups="role:director@gare"/>
        <lf:ioMapping><lf:input source="=bundle" target="bundle"/></lf:ioMapping>
      </extensionElements>
    </userTask>
    <serviceTask id="protocolla" name="Protocollazione">
      <extensionElements>
        <lf:taskDefinition type="protocol.register:1"/>
        <lf:taskHeaders>
          <lf:header key="register" value="generale"/>
          <lf:header key="direction" value="out"/>
          <lf:header key="classification" value="VI.3"/>
          <lf:header key="subject" value="=case.title"/>
          <lf:header key="office" value="gare"/>
        </lf:taskHeaders>
        <lf:ioMapping>
          <lf:input source="=bundle" target="bundle"/>
          <lf:input source="=recipients" target="recipients"/>
        </lf:ioMapping>
      </extensionElements>
    </serviceTask>
    <exclusiveGateway id="firmata" name="Firmata?" default="f4"/>
    <endEvent id="end"/>
    <sequenceFlow id="f1" sourceRef="start" targetRef="firma"/>
    <sequenceFlow id="f2" sourceRef="firma" targetRef="firmata"/>
    <sequenceFlow id="f3" name="sì" sourceRef="firmata" targetRef="protocolla">
      <conditionExpression>=outcome = "signed"</conditionExpression>
    </sequenceFlow>
    <sequenceFlow id="f4" name="no" sourceRef="firmata" targetRef="end"/>
    <sequenceFlow id="f5" sourceRef="protocolla" targetRef="end"/>
  </process>
</definitions>`;

const since = { validFrom: '2020-01-01' };

/** @param code the first 15 characters of the fiscal code */
const person = (id: string, givenName: string, familyName: string, code: string) => ({
  ...since,
  id,
  givenName,
  familyName,
  fiscalCode: `${code}${controlCharacter(code)}`,
  email: `${id}@comune.test`,
  username: id,
});

const whyRegistered = (label: string) => ({
  it: `è registrato con il numero ${label}`,
  en: `is registered under number ${label}`,
});

interface Batch {
  readonly state: string;
  readonly items: readonly { readonly outcome: string; readonly detail: string }[];
}

/** The four plugins as they are shipped, in one engine. */
class House {
  private constructor(
    readonly engine: Engine,
    readonly db: TestDatabase,
    private readonly dataDir: string,
  ) {}

  static async open(dialect: (typeof dialects)[number]): Promise<House> {
    const db = await testDatabase({ clock: testClock('2026-03-03T09:30:00Z'), dialect });
    const dataDir = await mkdtemp(join(tmpdir(), 'lf-route-'));
    const quiet = () => undefined;
    const engine = await createEngine({
      database: db,
      plugins: [organisationPlugin, documentsPlugin, signingPlugin, protocolPlugin],
      tenants: [TENANT],
      dataDir,
      demo: true,
      publicUrl: 'http://127.0.0.1:8080',
      pollMs: 20,
      log: { info: quiet, warn: quiet, error: quiet },
    });
    const house = new House(engine, db, dataDir);
    try {
      await house.#furnish();
    } catch (error) {
      await house.close();
      throw error;
    }
    return house;
  }

  async #furnish(): Promise<void> {
    const { db, engine } = this;
    await db.write(TENANT, async (tx) => {
      await this.port<Organisation>(Organisation).import(tx, {
        sectors: [{ ...since, id: 's1', name: 'Affari generali' }],
        offices: [{ ...since, id: 'gare', name: 'Ufficio Gare', sector: 's1' }],
        people: [
          person(DRAFTER, 'Ada', 'Rossi', 'RSSDAA80A41G273'),
          person(DIRECTOR, 'Carla', 'Verdi', 'VRDCRL70C43G273'),
        ],
        roles: [
          { ...since, person: DRAFTER, role: 'drafter', office: 'gare' },
          { ...since, person: DIRECTOR, role: 'director', office: 'gare' },
        ],
      });
      await this.port<Protocol>(Protocol).import(tx, masterData);
    });
    await engine.run();
    await engine.deploy({ tenant: TENANT, xml, actor: DRAFTER, publish: true });
  }

  async close(): Promise<void> {
    await this.engine.stop();
    await this.db.drop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  port<T>(port: symbol): T {
    const owner = this.engine.plugins.find(({ definition }) => definition.provides?.some((one) => one === port));
    return owner!.context.container.get<T>(port);
  }

  read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.db.read(TENANT, work);
  }

  async start(mode: CaseMode): Promise<string> {
    const documents = this.port<Documents>(Documents);
    const blob = await documents.store(TENANT, await pdfWith('Nota al Ministero'));
    const { instanceId } = await this.engine.start({
      tenant: TENANT,
      processId: 'nota',
      actor: DRAFTER,
      mode,
      title: 'Nota al Ministero',
      variables: { recipients: [{ name: 'Ministero dell’Interno', kind: 'administration', ipaCode: 'm_it' }] },
      write: async (tx, { instanceId: caseId }) => {
        const more = {
          kind: 'upload',
          createdBy: DRAFTER,
          blob,
          name: 'nota.pdf',
          mediaType: 'application/pdf',
        } as const;
        await documents.addDocument(tx, { caseId, role: 'main', mode, confidential: false, pages: 1, ...more });
        return { bundle: bundleVariable((await documents.bundleOf(tx, caseId))!)! };
      },
    });
    return instanceId;
  }

  async #call<T>(name: string, who: string, body: object = {}, params: object = {}): Promise<T> {
    const route = this.engine.plugins.flatMap(({ routes }) => routes).find((one) => one.name === name);
    const actor = { id: who, name: who, memberships: [], permissions: new Set<string>() };
    return (await route!.handle({ tenant: TENANT, actor, params, query: {}, body, db: this.db } as never)) as T;
  }

  /** The director (in a trial case its requester) opens the document and signs it; settles when the case has ended. */
  async sign(caseId: string, who = DIRECTOR): Promise<void> {
    const ended = this.ends(caseId);
    await this.order(caseId, who);
    await ended;
  }

  /** Opens the document and orders its signature. @returns the id of the batch */
  async order(caseId: string, who = DIRECTOR): Promise<string> {
    const documents = this.port<Documents>(Documents);
    const [task] = await this.read((tx) => this.engine.openTasks(tx, caseId));
    const main = (await this.read((tx) => documents.bundleOf(tx, caseId)))!.main!;
    await this.db.write(TENANT, (tx) =>
      documents.recordRead(tx, { actor: who, documentId: main.id, version: main.head.n, kind: 'view' }),
    );
    const { items } = await this.#call<{ items: { id: string }[] }>('signing.credentials', who);
    const { id } = await this.#call<{ id: string }>('signing.batches.open', who, {
      tasks: [{ taskId: task!.id, digest: main.head.digest }],
      credentialId: items[0]!.id,
      pin: '12345678',
    });
    return id;
  }

  /** How the only document of a batch ended. */
  async outcome(batchId: string, who = DIRECTOR): Promise<{ readonly outcome: string; readonly detail: string }> {
    for (;;) {
      const { state, items } = await this.#call<Batch>('signing.batches.read', who, {}, { batchId });
      if (state === 'finished') return items[0]!;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  ends(caseId: string): Promise<void> {
    return this.#until(async (tx) => (await this.engine.case(tx, caseId))?.state === 'completed');
  }

  #until(test: (tx: Tx) => Promise<boolean>): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.engine.onCommit(() => {
        void this.read(test).then((reached) => {
          if (!reached) return;
          stop();
          resolve();
        });
      });
    });
  }
}

for (const dialect of dialects) {
  describe(`a route with a signature and its number (${dialect})`, () => {
    let house: House;
    let folder: string;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'lf-route-'));
      house = await House.open(dialect);
    });
    after(async () => {
      await house.close();
      await rm(folder, { recursive: true, force: true });
    });

    const registrationOf = async (caseId: string): Promise<Registration> => {
      const found = await house.read((tx) => house.port<Protocol>(Protocol).registrationsOf(tx, caseId));
      expect(found).to.have.length(1);
      return found[0]!;
    };

    it('takes the number after the signature, and seals the segnatura with it', async () => {
      const caseId = await house.start('live');
      expect(await house.read((tx) => tx.sql('protocol_registration'))).to.have.length(0);
      await house.sign(caseId);
      const registration = await registrationOf(caseId);
      expect(registration).to.deep.include({ label: '0000001/2026', demo: true, operator: 'route:Nota in uscita' });
      expect(registration.sender.signers).to.deep.equal(['Carla Verdi']);
      const variables = await house.read((tx) => house.engine.variables(tx, caseId));
      expect(variables['registration']).to.deep.include({ label: '0000001/2026', trial: false });
      const segnatura = (await house.read((tx) => house.port<Protocol>(Protocol).segnatura(tx, registration.id)))!;
      const file = join(folder, 'segnatura.xml');
      await writeFile(file, segnatura.bytes);
      if (!shared.has('agid')) notRun('the segnatura against the schema of AgID (no ../shared/agid)');
      else if (await validator('xmllint')) {
        const schema = shared.path('agid/segnatura_protocollo.xsd');
        const verdict = await judge('xmllint', ['--nonet', '--noout', '--schema', schema, file]);
        expect(verdict.code, verdict.output).to.equal(0);
      }
      if (await validator('xmlsec1')) {
        const id = 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties';
        const verdict = await judge('xmlsec1', ['--verify', '--insecure', '--id-attr:Id', id, file]);
        expect(verdict.code, verdict.output).to.equal(0);
      }
    });

    it('leaves the signed original as it was signed, and makes a copy that bears the number', async () => {
      const caseId = await house.start('live');
      await house.sign(caseId);
      const registration = await registrationOf(caseId);
      const documents = house.port<Documents>(Documents);
      const main = (await house.read((tx) => documents.bundleOf(tx, caseId)))!.main!;
      const original = await documents.bytes(TENANT, main.head);
      const copy = await house.port<Protocol>(Protocol).courtesyCopy(TENANT, registration.id);
      expect(registration.documents[0]).to.deep.include({ digest: sha256(original), signed: true });
      const [signed, derived] = [join(folder, 'signed.pdf'), join(folder, 'copy.pdf')];
      await writeFile(signed, original);
      await writeFile(derived, copy.bytes);
      if (await validator('pdfsig')) {
        expect((await judge('pdfsig', ['-nocert', signed])).output).to.contain('Signature is Valid');
        expect((await judge('pdfsig', ['-nocert', derived])).output).to.contain('does not contain any signatures');
      }
      if (await validator('pdftotext')) {
        const { output } = await judge('pdftotext', [derived, '-']);
        expect(output).to.contain(`Protocollo n. ${registration.label}`);
        expect(output).to.contain('Originale firmato digitalmente da Carla Verdi');
      }
    });

    it('lets nobody change or sign what is registered, whichever way the case takes', async () => {
      const documents = house.port<Documents>(Documents);
      const mainOf = async (caseId: string) => (await house.read((tx) => documents.bundleOf(tx, caseId)))!.main!;
      const caseId = await house.start('live');
      await house.sign(caseId);
      const { id, label } = await registrationOf(caseId);
      const { frozen, head } = await mainOf(caseId);
      expect(frozen).to.deep.include({ by: `protocol:${id}`, why: whyRegistered(label) });
      // A route that would ask for it all the same cannot be drawn: the document of another case is as this one is now.
      const other = await house.start('live');
      const unsigned = await mainOf(other);
      await house.db.write(TENANT, (tx) =>
        documents.freeze(tx, {
          documentId: unsigned.id,
          expectedHead: unsigned.head.digest,
          by: `protocol:${id}`,
          why: whyRegistered(label),
        }),
      );
      const { outcome, detail } = await house.outcome(await house.order(other));
      expect(outcome).to.equal('notSignable');
      expect(detail).to.contain(`è registrato con il numero ${label}: non si può più cambiare né firmare`);
      expect((await mainOf(other)).head.digest).to.equal(unsigned.head.digest);
      expect((await mainOf(caseId)).head.digest).to.equal(head.digest);
    });

    it('takes no number in a trial case', async () => {
      const before = await house.read((tx) => tx.sql('protocol_registration'));
      const caseId = await house.start('trial');
      await house.sign(caseId, DRAFTER);
      expect(await registrationOf(caseId)).to.deep.include({ label: 'PROVA-1', trial: true });
      expect(await house.read((tx) => tx.sql('protocol_registration'))).to.have.length(before.length);
    });
  });
}
