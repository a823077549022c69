import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { notRun, shared } from '../../../test/support/shared.js';
import { judge, validator } from '../../../test/support/validators.js';
import { personName } from '../src/segnatura/names.js';
import { testSeal, type TestSeal } from './support/seal.js';
import { signedBy, World, type JobChange } from './support/world.js';

const SCHEMA = 'agid/segnatura_protocollo.xsd';
const PROPERTIES = 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties';

describe('the segnatura', () => {
  let world: World;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lf-segnatura-'));
    world = await World.open();
  });
  afterEach(async () => {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  const segnaturaOf = async (change: JobChange = {}, from = world): Promise<string> => {
    const caseId = 'c-1';
    from.documents.put(caseId, Buffer.from('%PDF atto'), [Buffer.from('%PDF allegato')]);
    const { id } = await from.register({ caseId, ...change });
    const file = await from.read((tx) => from.protocol.segnatura(tx, id));
    return Buffer.from(file!.bytes).toString('utf8');
  };

  const valid = async (xml: string): Promise<void> => {
    if (!shared.has('agid')) return notRun('the segnatura against the schema of AgID (no ../shared/agid)');
    if (!(await validator('xmllint'))) return;
    const file = join(folder, 'segnatura.xml');
    await writeFile(file, xml);
    const verdict = await judge('xmllint', ['--nonet', '--noout', '--schema', shared.path(SCHEMA), file]);
    expect(verdict.code, verdict.output).to.equal(0);
  };

  const sealHolds = async (xml: string, seal: TestSeal): Promise<boolean | undefined> => {
    if (!(await validator('xmlsec1'))) return undefined;
    const [file, pem] = [join(folder, 'sealed.xml'), join(folder, 'seal.pem')];
    await writeFile(file, xml);
    await writeFile(pem, seal.certificate);
    const trust = ['--trusted-pem', pem, '--verification-time', '2026-03-03 09:00:00'];
    const verdict = await judge('xmlsec1', ['--verify', ...trust, '--id-attr:Id', PROPERTIES, file]);
    return verdict.code === 0;
  };

  const variants: readonly (readonly [string, JobChange])[] = [
    ['of a letter to people and companies', {}],
    ['of a confidential act', { confidential: true }],
    ['of a trial case', { mode: 'trial' }],
    [
      'of a determination that goes to nobody',
      { config: { register: 'determine', direction: 'internal', classification: 'VII' }, input: {} },
    ],
    ['with characters that XML cannot hold', { config: { subject: 'Città <b> & "x"\u0001 ]]> \u{1F600}\ttab' } }],
    [
      'to administrations with and without an IPA code, and codes that the schema does not take',
      {
        input: {
          recipients: [
            { name: 'Regione Siciliana', kind: 'administration', ipaCode: 'r_sicili', pec: 'x@pec.example' },
            { name: 'Ente senza codice', kind: 'administration', taxCode: 'ABC', address: 'Via Roma 1, 90133 Palermo' },
            { name: 'Ditta individuale', kind: 'company', taxCode: 'RSSMRA80A01G273X' },
            { name: 'Cher', kind: 'person', taxCode: '123' },
          ],
        },
      },
    ],
  ];
  for (const [what, change] of variants) {
    it(`${what} validates against the schema of AgID, and its seal holds`, async () => {
      const xml = await segnaturaOf(change);
      await valid(xml);
      expect(await sealHolds(xml, world.seal)).to.be.oneOf([true, undefined]);
    });
  }

  it('says number, date and hour in Rome, register, classification level by level, and the digests', async () => {
    const xml = await segnaturaOf();
    for (const part of [
      '<prot:CodiceRegistro>RU</prot:CodiceRegistro>',
      '<prot:NumeroRegistrazione>0000001</prot:NumeroRegistrazione>',
      '<prot:DataRegistrazione>2026-03-03</prot:DataRegistrazione>',
      '<prot:OraRegistrazione>09:00:00+01:00</prot:OraRegistrazione>',
      '<prot:Livello prot:descrizione="Permessi di costruire">1</prot:Livello>',
      '<prot:Impronta prot:algoritmo="SHA-256">',
      '<prot:Nome>Anna</prot:Nome><prot:Cognome>Lo Cascio</prot:Cognome>',
      '<prot:Nome>Lucia</prot:Nome><prot:Cognome>De Luca</prot:Cognome>',
      'prot:versione="3.0.0"',
      'prot:nomeFile="nota &amp; &quot;risposta&quot;.pdf"',
    ]) {
      expect(xml).to.contain(part);
    }
    expect(xml).not.to.contain('IndirizzoPostale');
  });

  it('made with a demo seal says that it is without legal value; the register keeps the subject as it is', async () => {
    const xml = await segnaturaOf();
    expect(xml).to.contain('<prot:Oggetto>PROVA - SENZA VALORE LEGALE - Risposta');
    const [kept] = await world.read((tx) => world.protocol.registrationsOf(tx, 'c-1'));
    expect(kept).to.include({ subject: 'Risposta all’istanza di accesso', demo: true });
  });

  it('made with the seal of an administration does not', async () => {
    const live = await World.open({ seal: testSeal({ demo: false }) });
    try {
      const xml = await segnaturaOf({}, live);
      expect(xml).not.to.contain('PROVA');
      await valid(xml);
    } finally {
      await live.close();
    }
  });

  it('is sealed at XAdES baseline level B with a key on an elliptic curve, too', async () => {
    const curve = await World.open({ seal: testSeal({ algorithm: 'ECDSA-SHA256' }) });
    try {
      const xml = await segnaturaOf({}, curve);
      await valid(xml);
      expect(await sealHolds(xml, curve.seal)).to.be.oneOf([true, undefined]);
    } finally {
      await curve.close();
    }
  });

  it('holds no more when one digit of the number, or the signing time, is altered', async () => {
    const xml = await segnaturaOf();
    const altered = [xml.replace('>0000001<', '>0000002<'), xml.replace('T08:00:00Z', 'T08:00:01Z')];
    for (const other of altered) {
      expect(other).not.to.equal(xml);
      expect(await sealHolds(other, world.seal)).to.be.oneOf([false, undefined]);
    }
  });

  it('has given and family name as they were written apart, and as the certificate of who signed names them', async () => {
    world.verification.answer = signedBy('DE SANTIS MARIA GRAZIA');
    Object.assign(world.verification.answer.signatures[0]!.signer!, {
      givenName: 'MARIA GRAZIA',
      familyName: 'DE SANTIS',
    });
    const name = 'Maria Grazia De Santis Lo Bue';
    const apart = { name, kind: 'person', givenName: 'Maria Grazia', familyName: 'De Santis Lo Bue' } as const;
    const xml = await segnaturaOf({ input: { recipients: [apart] } });
    expect(xml).to.contain('<prot:Nome>Maria Grazia</prot:Nome><prot:Cognome>De Santis Lo Bue</prot:Cognome>');
    expect(xml).to.contain('<prot:Nome>MARIA GRAZIA</prot:Nome><prot:Cognome>DE SANTIS</prot:Cognome>');
    await valid(xml);
    const [kept] = await world.read((tx) => world.protocol.registrationsOf(tx, 'c-1'));
    expect(kept?.recipients).to.deep.equal([apart]);
    expect(kept?.sender.signers).to.deep.equal(['DE SANTIS MARIA GRAZIA']);
  });

  it('parts names as well as one text allows, where nothing else is known', () => {
    const parts = (name: string): string => {
      const { givenName, familyName } = personName({ name });
      return `${givenName}|${familyName}`;
    };
    expect(
      ['Mario Rossi', 'Anna Maria De Luca', 'Avv. Ugo Lo Presti', 'Della Valle', 'Cher', 'Dott.'].map(parts),
    ).to.deep.equal(['Mario|Rossi', 'Anna Maria|De Luca', 'Ugo|Lo Presti', 'Della|Valle', '|Cher', '|Dott.']);
  });
});
