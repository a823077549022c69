import { expect } from 'chai';
import { emptyRoute } from '../../../server/src/modeler/empty-route.js';
import type * as Adopt from '../../src/app/drawing/adopt-process.js';
import { catalogue } from '../editor/support/catalogue.js';
import { palermo } from '../editor/support/moddle.js';
import { appModule } from './support/app-module.js';

const note = palermo.find(({ name }) => name === 'nota-in-uscita.bpmn')?.xml ?? '';

describe('a file that takes the place of a route’s drawing', () => {
  let adopt: typeof Adopt;

  before(async () => {
    adopt = await appModule<typeof Adopt>('drawing/adopt-process');
  });

  it('brings its steps, and leaves the route its id, name, sector and starters', async () => {
    const mine = await emptyRoute({ id: 'parere', name: 'Parere dell’ufficio', sector: 'opere' });
    const xml = await adopt.adoptProcess(note, 'parere', catalogue, await adopt.identityOf(mine, catalogue));
    const now = await adopt.identityOf(xml, catalogue);
    expect(now.name).to.equal('Parere dell’ufficio');
    expect(Object.fromEntries(now.properties)).to.deep.equal({ sector: 'opere', startableBy: 'role:drafter@*' });
    expect(now.untouched).to.equal(false);
    expect(xml).to.contain('<process id="parere"').and.to.contain('lf:calledElement');
    expect(xml).to.not.contain('zeebe');
  });

  it('keeps what else its process says, the description among it', async () => {
    const described = note.replace(
      /(<lf:property name="startableBy")/,
      '<lf:property name="description" value="Lettere agli altri enti." />$1',
    );
    const mine = await emptyRoute({ id: 'parere', name: 'Parere', sector: '*' });
    const xml = await adopt.adoptProcess(described, 'parere', catalogue, await adopt.identityOf(mine, catalogue));
    expect(xml).to.contain('Lettere agli altri enti.');
    expect(xml.match(/name="startableBy"/g)).to.have.length(1);
  });

  it('brings its own name, sector and starters where that is wanted', async () => {
    const theirs = await adopt.identityOf(note, catalogue);
    const xml = await adopt.adoptProcess(note, 'parere', catalogue);
    expect(await adopt.identityOf(xml, catalogue)).to.deep.equal(theirs);
    expect(xml).to.contain('<process id="parere"');
  });

  it('gives a drawing from elsewhere, which knows nothing of this product, the route’s own properties', async () => {
    const foreign = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:x">
      <bpmn:process id="altro" name="Altro" isExecutable="false"><bpmn:task id="a" /></bpmn:process></bpmn:definitions>`;
    const mine = await emptyRoute({ id: 'parere', name: 'Parere', sector: 'opere' });
    const xml = await adopt.adoptProcess(foreign, 'parere', catalogue, await adopt.identityOf(mine, catalogue));
    expect(xml).to.contain('lf:property name="sector" value="opere"').and.to.contain('isExecutable="true"');
  });

  it('replaces an empty route unasked, and nothing in which something was drawn', async () => {
    const empty = await emptyRoute({ id: 'parere', name: 'Parere', sector: '*' });
    expect((await adopt.identityOf(empty, catalogue)).untouched).to.equal(true);
    const note = empty.replace('</process>', '<textAnnotation id="n"><text>Da fare</text></textAnnotation></process>');
    expect((await adopt.identityOf(note, catalogue)).untouched).to.equal(false);
    const form = empty.replace(
      '<startEvent id="richiesta" name="Richiesta" />',
      '<startEvent id="richiesta" name="Richiesta"><extensionElements><lf:userTaskForm>{"fields": []}</lf:userTaskForm></extensionElements></startEvent>',
    );
    expect((await adopt.identityOf(form, catalogue)).untouched).to.equal(false);
  });

  it('is refused with several processes that could run, or none', async () => {
    const two = note.replace('</definitions>', '<process id="altro" isExecutable="true" /></definitions>');
    for (const file of [two, '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" />', 'ciao']) {
      const refused = await adopt.adoptProcess(file, 'parere', catalogue).catch((error: unknown) => error);
      expect(refused).to.have.property('code', 'editor.not-bpmn');
    }
  });
});
