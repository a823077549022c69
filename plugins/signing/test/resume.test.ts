import { expect } from 'chai';
import { findHash } from '../dist/demo/rows.js';
import { refuse } from '../dist/errors.js';
import type { WorkerStep } from '../dist/batch/worker-options.js';
import { House, people, PIN, TENANT } from './support/house.js';

/** A worker of a process that ends at the n-th time it comes to this step. */
const endingAt = (step: WorkerStep, times = 1) => {
  let left = times;
  return {
    attempts: 1,
    onStep: (reached: WorkerStep) => {
      if (reached !== step) return;
      left -= 1;
      if (left <= 0) throw new Error(`the process ends after ${step}`);
    },
  };
};

describe('a batch whose process ends', function () {
  this.timeout(120_000);
  let house: House;
  before(async () => {
    house = await House.open();
  });
  after(() => house.close());

  const three = async () => {
    const cases = [await house.start('one'), await house.start('one'), await house.start('one')];
    const tasks = [];
    for (const caseId of cases) tasks.push(await house.opens(people.director, caseId));
    return { cases, tasks };
  };

  /** The next process: it starts, takes up what there is, and comes to rest. */
  const restart = async () => {
    const next = house.worker();
    await next.start();
    await next.idle();
    await next.stop();
    return next;
  };

  const allSigned = async (cases: readonly string[]) => {
    for (const caseId of cases) {
      const document = await house.main(caseId);
      expect(document.head.n, 'one signed version, not two').to.equal(2);
      expect(document.lock).to.equal(undefined);
      const report = await house.verification.verify(TENANT, await house.bytes(caseId));
      expect(report.signatures).to.have.length(1);
      expect(report.valid).to.equal(true);
      expect((await house.read((tx) => house.engine.case(tx, caseId)))?.state).to.equal('completed');
      expect(await house.read((tx) => house.signing.signaturesOfCase(tx, caseId))).to.have.length(1);
    }
  };

  for (const [step, times] of [
    ['authorised', 1],
    ['hashSigned', 1],
    ['hashSigned', 2],
    ['signatureStored', 1],
    ['signatureStored', 3],
    ['committed', 1],
    ['committed', 2],
  ] as const) {
    it(`after ${step} (${times}): goes on, signs everything once and asks for no PIN again`, async () => {
      const { cases, tasks } = await three();
      const first = house.worker(endingAt(step, times));
      const id = await house.batch(first, people.director, tasks);
      first.submit(TENANT, id, PIN);
      await first.idle();
      expect((await house.state(id)).batch.state).to.equal('signing');
      const made = (await house.state(id)).items.flatMap(({ signature }) => signature ?? []);
      await restart();
      const { batch, items } = await house.state(id);
      expect(batch.state).to.equal('finished');
      expect(items.map(({ outcome }) => outcome)).to.deep.equal(['signed', 'signed', 'signed']);
      await allSigned(cases);
      const kept = await house.read((tx) =>
        Promise.all(items.map(({ hash }) => findHash(tx, batch.authorisationId!, hash!))),
      );
      for (const signature of made) expect(kept.map((one) => one?.signature)).to.include(signature);
    });
  }

  it('while files are prepared: waits for the PIN, nothing is signed, and goes on with it', async () => {
    const { cases, tasks } = await three();
    const first = house.worker(endingAt('prepared', 2));
    const id = await house.batch(first, people.director, tasks);
    first.submit(TENANT, id, PIN);
    await first.idle();
    await restart();
    const waiting = await house.state(id);
    expect(waiting.batch).to.include({ state: 'awaitingPin', authorisationId: undefined });
    expect(waiting.batch.problem?.code).to.equal('signing.authorisation-lost');
    expect((await house.main(cases[0]!)).lock, 'free for others meanwhile').to.equal(undefined);
    const next = house.worker();
    await next.retry(TENANT, id, PIN);
    await next.idle();
    expect((await house.state(id)).items.map(({ outcome }) => outcome)).to.deep.equal(['signed', 'signed', 'signed']);
    await allSigned(cases);
  });

  it('and comes back after the authorisation has ended: what was signed is finished, the rest is to be signed again', async () => {
    const { cases, tasks } = await three();
    const first = house.worker(endingAt('signatureStored', 2));
    const id = await house.batch(first, people.director, tasks);
    first.submit(TENANT, id, PIN);
    await first.idle();
    house.clock.advance('20m');
    await restart();
    const { batch, items } = await house.state(id);
    expect(batch.state).to.equal('finished');
    expect(items.map(({ outcome }) => outcome)).to.deep.equal(['signed', 'signed', 'authorisationLost']);
    await allSigned(cases.slice(0, 2));
    const last = await house.main(cases[2]!);
    expect(last.head.n).to.equal(1);
    expect(last.lock).to.equal(undefined);
    const again = await house.signs(people.director, [tasks[2]!]);
    expect(again.items[0]?.outcome).to.equal('signed');
  });

  it('for good reason stops: the document under way is finished, the rest goes on at the next start', async () => {
    const { cases, tasks } = await three();
    const stopped: Promise<void>[] = [];
    const first = house.worker({
      onStep: (step) => {
        if (step === 'committed' && stopped.length === 0) stopped.push(first.stop());
      },
    });
    const id = await house.batch(first, people.director, tasks);
    first.submit(TENANT, id, PIN);
    await first.idle();
    await Promise.all(stopped);
    const outcomes = (await house.state(id)).items.map(({ outcome }) => outcome);
    expect(outcomes).to.deep.equal(['signed', undefined, undefined]);
    await restart();
    await allSigned(cases);
  });

  it('while the provider is away: tries again for a while, then leaves it for later', async () => {
    const { cases, tasks } = await three();
    const { providers } = house.parts;
    const demo = providers.named('demo');
    const signHash = demo.signHash.bind(demo);
    let away = 4;
    demo.signHash = async (request) => {
      if (away > 0) {
        away -= 1;
        throw refuse('provider-unavailable');
      }
      return signHash(request);
    };
    try {
      const worker = house.worker({ attempts: 2 });
      const id = await house.batch(worker, people.director, tasks);
      worker.submit(TENANT, id, PIN);
      await worker.idle();
      expect((await house.state(id)).batch.state).to.equal('signing');
      expect((await house.state(id)).items.map(({ outcome }) => outcome)).to.deep.equal([
        undefined,
        undefined,
        undefined,
      ]);
      await restart();
      expect((await house.state(id)).items.map(({ outcome }) => outcome)).to.deep.equal(['signed', 'signed', 'signed']);
      await allSigned(cases);
    } finally {
      demo.signHash = signHash;
    }
  });
});
