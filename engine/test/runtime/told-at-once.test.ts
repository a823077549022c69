import { expect } from 'chai';
import { bpmn } from '../../../test/conformance/support/bpmn.js';
import { directoryOf, House, tenant } from '../support/house.js';

const task = (id: string, groups: string, form = ''): string =>
  `<userTask id="${id}" name="${id}"><extensionElements>
    ${groups === '' ? '' : `<lf:assignmentDefinition candidateGroups="${groups}"/>`}${form}
  </extensionElements></userTask>`;

const startable =
  '<extensionElements><lf:properties><lf:property name="startableBy" value="role:drafter@gare"/></lf:properties></extensionElements>';

const decision =
  '<lf:userTaskForm>{"fields": [], "outcomes": [{"value": "si", "label": "Sì"}, {"value": "no", "label": "No", "rejects": true}]}</lf:userTaskForm>';

describe('a drawing with several things wrong', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.open({ dialect: 'sqlite', directory: directoryOf({ rita: ['role:drafter@gare'] }) });
  });
  afterEach(() => house.close());

  const told = async (xml: string): Promise<readonly string[]> =>
    (await house.engine.checkDefinition({ tenant, xml })).map(({ code, elementId }) => `${elementId ?? ''}: ${code}`);

  it('tells of nobody and of a rejection that leads nowhere although a field of another step is missing', async () => {
    const xml = bpmn(
      `${startable}<startEvent id="start"/>${task('ask', '')}${task('decide', 'role:director@gare', decision)}<endEvent id="end"/>`,
      'start -> ask -> decide -> end',
    );
    expect(await told(xml)).to.include.members([
      'ask: candidates-missing',
      'decide: nobody-holds',
      'decide: rejection-silent',
    ]);
    expect(await told(xml)).to.not.include('ask: group-unknown');
  });

  it('tells of the rest although there are two starts, the second of which is named', async () => {
    const xml = bpmn(
      `<startEvent id="start"/><startEvent id="another"/>${task('decide', 'role:director@gare')}<endEvent id="end"/>`,
      'start -> decide -> end',
    );
    expect(await told(xml)).to.include.members([
      'another: many-start-events',
      'another: dead-end',
      'decide: nobody-holds',
    ]);
  });

  it('says nothing of the rest where that would only follow from the error', async () => {
    const xml = bpmn(
      `<startEvent id="start"/>${task('decide', 'role:director@gare', decision)}
       <serviceTask id="nothing"/><endEvent id="end"/>`,
      'start -> decide -> nothing -> end',
    );
    expect(await told(xml)).to.deep.equal(['nothing: step-missing']);
  });

  it('is not deployed', async () => {
    const xml = bpmn(`<startEvent id="start"/>${task('ask', '')}<endEvent id="end"/>`, 'start -> ask -> end');
    const refused = await house.engine
      .deploy({ tenant, xml, actor: 'analyst', publish: true, reason: 'Prova' })
      .catch((error: unknown) => error);
    expect(refused).to.have.property('code', 'engine.diagram-invalid');
  });
});
