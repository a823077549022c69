import { expect } from 'chai';
import { codeOf, House, people, PIN, TENANT } from './support/house.js';

describe('sigla, visto and firma', function () {
  this.timeout(60_000);
  let house: House;
  before(async () => {
    house = await House.open();
  });
  after(() => house.close());

  const complete = async (caseId: string, actor: string, outcome: string, reason?: string) =>
    house.engine.completeTask({
      tenant: TENANT,
      taskId: (await house.task(caseId)).id,
      actor,
      outcome,
      ...(reason === undefined ? {} : { reason }),
    });

  it('leave a mark each: who, when, in which capacity, on which version by its digest', async () => {
    const caseId = await house.start('full');
    await house.opens(people.manager, caseId);
    await complete(caseId, people.manager, 'approved');
    await house.opens(people.second, caseId);
    await complete(caseId, people.second, 'approved');
    const marks = await house.read((tx) => house.signing.marksOn(tx, caseId));
    const { head } = await house.main(caseId);
    expect(marks.map(({ kind, actor, role, outcome }) => ({ kind, actor, role, outcome }))).to.deep.equal([
      { kind: 'initials', actor: people.manager, role: marks[0]?.role, outcome: 'approved' },
      { kind: 'endorsement', actor: people.second, role: marks[1]?.role, outcome: 'approved' },
    ]);
    expect(marks[0]?.role).to.match(/Responsabile del procedimento.*Ufficio Gare/);
    for (const mark of marks) expect(mark).to.include({ digest: head.digest, version: 1, capacity: 'own' });
    expect((await house.task(caseId)).type).to.equal('signing.signature:1');
  });

  it('want the present version opened before it is approved', async () => {
    const caseId = await house.start('full');
    expect(await codeOf(complete(caseId, people.manager, 'approved'))).to.equal('signing.not-opened');
    await house.opens(people.manager, caseId);
    await house.replaces(caseId, 'Corretta');
    expect(await codeOf(complete(caseId, people.manager, 'approved'))).to.equal('signing.not-opened');
    await house.opens(people.manager, caseId);
    await complete(caseId, people.manager, 'approved');
  });

  it('are refused to whoever drafted the document', async () => {
    const caseId = await house.start('markByDrafter');
    await house.opens(people.drafter, caseId);
    expect(await codeOf(complete(caseId, people.drafter, 'approved'))).to.equal('signing.drafter');
  });

  it('can be tried by one person in a trial case', async () => {
    const caseId = await house.start('full', undefined, 'trial');
    await house.opens(people.drafter, caseId);
    await complete(caseId, people.drafter, 'approved');
    await complete(caseId, people.drafter, 'approved');
    const { items } = await house.signs(people.drafter, [await house.opens(people.drafter, caseId)]);
    expect(items[0]?.outcome).to.equal('signed');
  });

  it('want a reason for a refusal, and know only their own outcomes', async () => {
    const caseId = await house.start('full');
    expect(await codeOf(complete(caseId, people.manager, 'rejected'))).to.equal('signing.reason-required');
    expect(await codeOf(complete(caseId, people.manager, 'rejected', '  '))).to.equal('signing.reason-required');
    expect(await codeOf(complete(caseId, people.manager, 'signed'))).to.equal('signing.outcome-unknown');
    await complete(caseId, people.manager, 'rejected', 'Manca l’allegato B');
    const [mark] = await house.read((tx) => house.signing.marksOn(tx, caseId));
    expect(mark).to.include({ outcome: 'rejected', reason: 'Manca l’allegato B' });
  });

  it('firma is not completed by hand: only a signature or a reasoned refusal ends it', async () => {
    const caseId = await house.start('one');
    await house.opens(people.director, caseId);
    expect(await codeOf(complete(caseId, people.director, 'signed'))).to.equal('signing.use-signature');
    expect(await codeOf(complete(caseId, people.director, 'approved'))).to.equal('signing.outcome-unknown');
    await complete(caseId, people.director, 'rejected', 'Importo errato');
    const [refusal] = await house.read((tx) => house.signing.refusalsOf(tx, caseId));
    expect(refusal).to.include({ actor: people.director, reason: 'Importo errato', stepName: 'Firma del dirigente' });
  });

  it('firma cannot be refused where the route does not provide for it', async () => {
    const caseId = await house.start('noReject');
    expect(await codeOf(complete(caseId, people.director, 'rejected', 'no'))).to.equal('signing.reject-not-allowed');
  });

  it('firma gives the case the signed version and the facts of the signature', async () => {
    const caseId = await house.start('one');
    await house.signs(people.director, [await house.opens(people.director, caseId)]);
    const variables = await house.read((tx) => house.engine.variables(tx, caseId));
    const { head } = await house.main(caseId);
    expect(head.kind).to.equal('signed');
    expect(variables['bundle']).to.deep.nested.include({ 'main.version': 2, 'main.digest': head.digest });
    expect(variables['signature']).to.include({ signer: 'Carla Verdi', digest: head.digest, demo: true });
    expect(variables['outcome']).to.equal('signed');
  });

  it('firma cannot be published where nobody provides keys, and the message says why', async () => {
    const bare = await House.open({ demo: false });
    try {
      const error: unknown = await bare.deploy('one').catch((reason: unknown) => reason);
      expect(JSON.stringify(error)).to.match(/fornitore di certificati di firma/);
      expect(bare.parts.providers.usable('live')).to.deep.equal([]);
      expect(await bare.seal.identity(TENANT, 'live')).to.equal(undefined);
    } finally {
      await bare.close();
    }
  });

  it('firma by the drafter is refused, unless the route or the settings allow it', async () => {
    const caseId = await house.start('byDrafter');
    const no = await house.signs(people.drafter, [await house.opens(people.drafter, caseId)]);
    expect(no.items[0]?.outcome).to.equal('drafter');
    const allowed = await house.start('byDrafterAllowed');
    const yes = await house.signs(people.drafter, [await house.opens(people.drafter, allowed)], PIN);
    expect(yes.items[0]?.outcome).to.equal('signed');
  });
});
