import { testDialects } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { bpmn, userTask } from '../../../test/conformance/support/bpmn.js';
import { codeOf, House, tenant } from '../support/house.js';

const message = `<message id="receipt" name="receipt"><extensionElements><lf:subscription correlationKey="=mail"/></extensionElements></message>`;
const waiting = bpmn(
  `<startEvent id="start"/>${userTask('prepare')}<receiveTask id="wait" messageRef="receipt"/><endEvent id="end"/>`,
  'start -> prepare -> wait -> end',
  { definitions: message },
);
const starting = bpmn(
  `<startEvent id="arrived"><messageEventDefinition messageRef="request"/></startEvent>${userTask('answer')}<endEvent id="end"/>`,
  'arrived -> answer -> end',
  { id: 'answering', definitions: '<message id="request" name="request"/>' },
);

for (const dialect of testDialects()) {
  describe(`a message on ${dialect}`, () => {
    let house: House;
    beforeEach(async () => {
      house = await House.open({ dialect });
      await house.deploy(waiting, starting);
    });
    afterEach(() => house.close());

    const send = (key: string, more: object = {}) =>
      house.engine.correlate({ tenant, message: 'receipt', correlationKey: key, ...more });
    const waitingCase = async (mail: string): Promise<string> => {
      const id = await house.start({ mail });
      await house.complete(id, 'prepare');
      return id;
    };

    it('goes to the one case that waits for it by name and key', async () => {
      const [one, two] = [await waitingCase('m-1'), await waitingCase('m-2')];
      await send('m-2', { variables: { outcome: 'delivered' } });
      expect(await house.stateOf(one)).to.equal('running');
      expect(await house.stateOf(two)).to.equal('completed');
      expect(await house.variablesOf(two)).to.include({ outcome: 'delivered' });
    });

    it('for which nobody waits is refused, or kept as long as it was asked to be', async () => {
      expect(await codeOf(send('m-1'))).to.equal('engine.nobody-waits');
      await send('m-1', { ttlMs: 60_000, variables: { outcome: 'delivered' } });
      const id = await waitingCase('m-1');
      await house.engine.settle();
      expect(await house.stateOf(id)).to.equal('completed');
      expect(await house.variablesOf(id)).to.include({ outcome: 'delivered' });
      expect(await house.count('lf_message')).to.equal(0);
    });

    it('that was kept too long is gone', async () => {
      await send('m-1', { ttlMs: 60_000 });
      house.clock.advance(60_001);
      const id = await waitingCase('m-1');
      await house.engine.settle();
      expect(await house.stateOf(id)).to.equal('running');
      expect(await house.count('lf_message')).to.equal(0);
    });

    it('is delivered once: two cases under one key need two', async () => {
      await send('m-1', { ttlMs: 60_000 });
      const ids = [await waitingCase('m-1'), await waitingCase('m-1')];
      await house.engine.settle();
      const states = async () => (await Promise.all(ids.map((id) => house.stateOf(id)))).sort();
      expect(await states()).to.deep.equal(['completed', 'running']);
      await send('m-1');
      expect(await states()).to.deep.equal(['completed', 'completed']);
    });

    it('that starts a process makes a case of it', async () => {
      await house.engine.correlate({ tenant, message: 'request', correlationKey: '', variables: { from: 'Rossi' } });
      const { items } = await house.read((tx) =>
        house.engine.cases(tx, { actor: 'x', scope: 'all', processId: 'answering' }),
      );
      expect(items).to.have.length(1);
      expect(await house.variablesOf(items[0]?.id ?? '')).to.include({ from: 'Rossi' });
      expect(await house.taskAt(items[0]?.id ?? '', 'answer')).to.be.a('string');
    });

    it('with a command id counts once', async () => {
      const ids = [await waitingCase('m-1'), await waitingCase('m-1')];
      await send('m-1', { commandId: 'receipt-7' });
      await send('m-1', { commandId: 'receipt-7' });
      const states = await Promise.all(ids.map((id) => house.stateOf(id)));
      expect(states.sort()).to.deep.equal(['completed', 'running']);
    });

    it('and a case that pass each other on two nodes are brought together', async () => {
      const id = await waitingCase('m-1');
      // As if it had been kept by a node that did not see the case yet.
      await house.database.write(tenant, (tx) =>
        tx.sql('lf_message').insert({
          tenant,
          id: 'kept',
          message: 'receipt',
          corr_key: 'm-1',
          variables: '{"late":true}',
          expires_at: house.clock.now() + 60_000,
        }),
      );
      await house.engine.settle();
      expect(await house.stateOf(id)).to.equal('completed');
      expect(await house.variablesOf(id)).to.include({ late: true });
    });
  });
}
