import { expect } from 'chai';
import { listNotices } from '../src/notices/store.js';
import { openHouse, type House } from './support/engine.js';
import { TENANT } from './support/world.js';

const FORM = JSON.stringify({
  fields: [],
  outcomes: [
    { value: 'good', label: 'I dati sono completi' },
    { value: 'back', label: 'Restituisci al richiedente', rejects: true },
  ],
});

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lf="https://libro-firma.it/ns/bpmn/1.0" id="d" targetNamespace="test">
  <process id="check" name="Controllo" isExecutable="true">
    <startEvent id="start"/>
    <sequenceFlow id="f1" sourceRef="start" targetRef="task"/>
    <userTask id="task" name="Controllo dei dati"><extensionElements>
      <lf:assignmentDefinition candidateGroups="person:p-1,person:p-2"/>
      <lf:userTaskForm>${FORM.replaceAll('"', '&quot;')}</lf:userTaskForm>
    </extensionElements></userTask>
    <sequenceFlow id="f2" sourceRef="task" targetRef="checked"/>
    <exclusiveGateway id="checked" default="f4"/>
    <sequenceFlow id="f4" sourceRef="checked" targetRef="after"/>
    <sequenceFlow id="f5" sourceRef="checked" targetRef="end"><conditionExpression>=outcome = &quot;good&quot;</conditionExpression></sequenceFlow>
    <userTask id="after" name="Correzione"><extensionElements>
      <lf:assignmentDefinition candidateGroups="person:p-1"/>
    </extensionElements></userTask>
    <sequenceFlow id="f3" sourceRef="after" targetRef="end"/>
    <endEvent id="end"/>
  </process>
</definitions>`;

describe('a request that is sent back', () => {
  let house: House;
  const told: string[] = [];
  beforeEach(async () => {
    told.length = 0;
    const publish = (_tenant: string, to: object): void => void told.push(JSON.stringify(to));
    house = await openHouse({}, { demo: true, live: { publish } });
    await house.engine.deploy({ tenant: TENANT, xml, actor: 'p-9', publish: true });
  });
  afterEach(() => house.close());

  const answered = async (outcome: string, actor: string, more: { confidential?: boolean } = {}): Promise<string> => {
    const about = { tenant: TENANT, processId: 'check', actor: 'p-1', title: 'Nota al Ministero' };
    const { instanceId } = await house.engine.start({ ...about, ...more });
    await house.engine.settle();
    const [task] = await house.db.read(TENANT, (tx) => house.engine.openTasks(tx, instanceId));
    const reason = 'Manca la planimetria.\nAllegarla.';
    await house.engine.completeTask({ tenant: TENANT, taskId: task!.id, actor, outcome, reason });
    await house.engine.settle();
    return instanceId;
  };
  /** After a restart all that was under way has ended. */
  const notices = async (person: string): Promise<readonly string[]> => {
    await house.restart();
    const list = await house.db.read(TENANT, (tx) =>
      listNotices(tx, person, { after: undefined, limit: 9, unread: false }),
    );
    return list.map(({ text }) => text);
  };

  it('tells its requester live who sent it back, from where and why', async () => {
    await answered('back', 'p-2');
    expect(await notices('p-1')).to.deep.equal([
      'La richiesta «Nota al Ministero» è tornata indietro dal passo «Controllo dei dati»: p-2 l’ha respinta. Motivo: Manca la planimetria. Allegarla.',
    ]);
    expect(told).to.include(JSON.stringify({ actor: 'p-1' }));
    expect(await notices('p-2')).to.deep.equal([]);
  });

  it('names neither subject nor reason when it is confidential', async () => {
    await answered('back', 'p-2', { confidential: true });
    expect(await notices('p-1')).to.deep.equal([
      'La richiesta riservata è tornata indietro dal passo «Controllo dei dati»: p-2 l’ha respinta. Il motivo è nella pratica.',
    ]);
  });

  it('is told of no return that the requester made, nor where it goes on', async () => {
    await answered('back', 'p-1');
    await answered('good', 'p-2');
    expect(await notices('p-1')).to.deep.equal(['La richiesta «Nota al Ministero» è conclusa.']);
  });
});
