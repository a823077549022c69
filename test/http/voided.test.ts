import { expect } from 'chai';
import { scenarios } from '../../examples/palermo/scenario/nota-in-uscita.js';
import type { Scenario } from '../../examples/palermo/scenario/scenario.js';
import { Player } from '../../examples/palermo/test/support/play.js';
import { openTownHall, type TownHall } from '../../examples/palermo/test/support/town-hall.js';

const ACT = 'Determinazione n. 9/2026';
const REASON = 'Registrata due volte per errore';

/** Signed by two managers, numbered and sent. */
const [sent] = scenarios as readonly [Scenario];

describe('a number that is voided', function () {
  this.timeout(240_000);
  let hall: TownHall;
  before(async () => {
    hall = await openTownHall('2026-03-03T08:00:00Z');
  });
  after(() => hall?.close());

  interface Registration {
    readonly id: string;
    readonly label: string;
    readonly voiding: { readonly act: string; readonly reason: string; readonly by: { readonly name: string } } | null;
  }
  const registrationOf = async (who: string, caseId: string): Promise<Registration> => {
    const { items } = (await hall.want(who, 'GET', `protocol/cases/${caseId}/registrations`)) as unknown as {
      items: [Registration];
    };
    return items[0];
  };
  const voided = async (confidential: boolean): Promise<string> => {
    const { caseId } = await new Player(hall).play({ ...sent, start: { ...sent.start, confidential } });
    const { id } = await registrationOf('richiedente', caseId);
    await hall.want('protocollo', 'POST', `protocol/registrations/${id}/voiding`, {
      body: { act: ACT, reason: REASON },
    });
    return caseId;
  };
  const told = async (who: string, caseId: string): Promise<readonly string[]> => {
    const { items } = (await hall.want(who, 'GET', 'notification/notices?limit=100')) as unknown as {
      items: readonly { caseId?: string; kind: string; text: string }[];
    };
    return items.filter((one) => one.caseId === caseId && one.kind === 'voiding').map(({ text }) => text);
  };

  it('is told at once to who asked for the act and to who signed it, with act and reason', async () => {
    const caseId = await voided(false);
    const { label, voiding } = await registrationOf('richiedente', caseId);
    expect(voiding, 'on the case of who asked').to.include({ act: ACT, reason: REASON });
    for (const who of ['richiedente', 'dirigente1', 'dirigente2']) {
      const [text = '', ...more] = await told(who, caseId);
      expect(more, who).to.deep.equal([]);
      expect(text, who)
        .to.include(label)
        .and.include(`«${sent.start.title}»`)
        .and.include(`annullato da ${voiding?.by.name}. Provvedimento: ${ACT}. Motivo: ${REASON}`);
    }
    expect(await told('protocollo', caseId), 'who did it').to.deep.equal([]);
    expect(await told('responsabile', caseId), 'who only put a sigla').to.deep.equal([]);
  });

  it('of a confidential act is told without its subject, the act and the reason', async () => {
    const caseId = await voided(true);
    for (const who of ['richiedente', 'dirigente1', 'dirigente2']) {
      const [text = ''] = await told(who, caseId);
      expect(text, who).to.match(
        /di un atto riservato, è stato annullato da .*\. Provvedimento e motivo sono nella pratica\.$/,
      );
      expect(text).not.to.include(sent.start.title);
    }
    const { items } = (await hall.want('richiedente', 'GET', 'notification/notices?limit=100')) as unknown as {
      items: readonly { caseId?: string; text: string }[];
    };
    const texts = items.filter((one) => one.caseId === caseId).map(({ text }) => text);
    expect(
      texts.filter((text) => text.includes('atto riservato')),
      'the number and its voiding',
    ).to.have.length.greaterThan(1);
    expect(texts.filter((text) => text.includes(sent.start.title))).to.deep.equal([]);
  });
});
