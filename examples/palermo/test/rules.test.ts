import { expect } from 'chai';
import { bpmn } from '../../../test/conformance/support/bpmn.js';
import { processes } from '../src/index.js';
import { openTownHall, type TownHall } from './support/town-hall.js';

interface Problem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly elementId?: string;
  readonly text: { readonly it: string };
}

/** Rules of the plugins: what the engine says of people who hold no office today is no matter of the drawing. */
const OF_PLUGINS = /^(?:documents|signing|protocol|notification)\./;

describe('the rules for drawings, in the demo of Palermo', function () {
  this.timeout(240_000);
  let hall: TownHall;
  before(async () => {
    hall = await openTownHall('2026-03-03T08:00:00Z');
  });
  after(() => hall?.close());

  const sent = (xml: string) => ({ bytes: Buffer.from(xml), type: 'application/xml' });
  const told = async (xml: string): Promise<readonly Problem[]> => {
    const { problems } = (await hall.want('analista', 'POST', 'definitions/check', sent(xml))) as unknown as {
      readonly problems: readonly Problem[];
    };
    return problems;
  };

  it('find nothing wrong with any route of the example', async () => {
    expect(processes).to.have.length(21);
    for (const { id, xml } of processes) {
      const found = await told(xml);
      expect(
        found.filter(({ severity, code }) => severity === 'error' || OF_PLUGINS.test(code)),
        id,
      ).to.deep.equal([]);
    }
  });

  it('stop a route in which there is nothing to sign', async () => {
    const drawn = bpmn(
      `<extensionElements><lf:properties><lf:property name="startableBy" value="role:drafter@*"/></lf:properties></extensionElements>
       <startEvent id="start"><extensionElements><lf:userTaskForm>{"fields": [
         {"key": "note", "label": "Nota", "kind": "text"}
       ]}</lf:userTaskForm></extensionElements></startEvent><endEvent id="end"/>
       <userTask id="firma" name="Firma del dirigente"><extensionElements>
         <lf:taskDefinition type="signing.signature:1"/>
         <lf:taskHeaders><lf:header key="allowReject" value="false"/></lf:taskHeaders>
         <lf:assignmentDefinition candidateGroups="role:director@gare"/>
       </extensionElements></userTask>`,
      'start -> firma -> end',
      { id: 'prova-senza-documento' },
    );
    const errors = (await told(drawn)).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, elementId, text }) => [code, elementId, text.it])).to.deep.equal([
      [
        'signing.without-document',
        'firma',
        '«Firma del dirigente» firma un documento, ma la richiesta non ne chiede nessuno.',
      ],
    ]);
    const refused = await hall.ask('analista', 'POST', 'definitions', sent(drawn));
    expect(refused.status).to.equal(400);
    expect(JSON.stringify(refused.body)).to.contain('signing.without-document');
  });

  it('stop a number of which nobody knows in which register, and an outgoing one for nobody', async () => {
    const number = (id: string, headers: Readonly<Record<string, string>>): string =>
      `<serviceTask id="${id}" name="Protocollo ${id}"><extensionElements>
         <lf:taskDefinition type="protocol.register:1"/>
         <lf:taskHeaders>${Object.entries({ classification: 'VI.5', subject: '=case.title', ...headers })
           .map(([key, value]) => `<lf:header key="${key}" value="${value}"/>`)
           .join('')}</lf:taskHeaders>
       </extensionElements></serviceTask>`;
    const drawn = bpmn(
      `<extensionElements><lf:properties><lf:property name="startableBy" value="role:drafter@*"/></lf:properties></extensionElements>
       <startEvent id="start"><extensionElements><lf:userTaskForm>{"fields": [
         {"key": "bundle", "label": "Documenti", "kind": "documents.bundle"}
       ]}</lf:userTaskForm></extensionElements></startEvent><endEvent id="end"/>
       ${number('uno', { direction: 'internal' })}${number('due', { direction: 'out', register: 'protocollo-generale' })}`,
      'start -> uno -> due -> end',
      { id: 'prova-senza-registro' },
    );
    const errors = (await told(drawn)).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, elementId }) => `${code} ${elementId ?? ''}`)).to.deep.equal([
      'protocol.register-missing uno',
      'protocol.recipients-missing due',
    ]);
  });
});
