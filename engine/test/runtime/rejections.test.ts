import { expect } from 'chai';
import { bpmn, escape, serviceTask, userTask } from '../../../test/conformance/support/bpmn.js';
import type { DrawnRoute } from '../../src/plugin/checks.js';
import type { StepManifest } from '../../src/plugin/steps.js';
import { catalogOf, compile, drawnRoute } from '../../src/model/index.js';
import { rejectionProblems } from '../../src/runtime/definitions/rejections.js';
import { serviceManifest } from '../support/house.js';

const signature: StepManifest = {
  ...serviceManifest('pen.sign:1'),
  appliesTo: 'bpmn:UserTask',
  config: { type: 'object', properties: { allowReject: { type: 'boolean', default: true } } },
  outcomes: [
    { value: 'signed', label: { it: 'Firma' } },
    { value: 'rejected', label: { it: 'Respingi' }, rejects: true, allowedBy: 'allowReject' },
  ],
};
const catalog = catalogOf([
  signature,
  serviceManifest('book.number:1', { output: { type: 'object' } }),
  serviceManifest('post.notice:1'),
  {
    ...serviceManifest('post.mail:1', { output: { type: 'object' } }),
    appliesTo: 'bpmn:SendTask',
    config: { type: 'object', properties: { to: { type: 'string' } } },
    tellsOnly: { setting: 'to', is: ['requester'] },
  },
]);

const sign = (id = 'sign', inner = ''): string => userTask(id, `<lf:taskDefinition type="pen.sign:1"/>${inner}`);
const header = (key: string, value: string): string =>
  `<lf:taskHeaders><lf:header key="${key}" value="${value}"/></lf:taskHeaders>`;
const form = (outcomes: readonly object[]): string =>
  `<lf:userTaskForm>${escape(JSON.stringify({ fields: [], outcomes }))}</lf:userTaskForm>`;
const started =
  '<extensionElements><lf:properties><lf:property name="startableBy" value="a"/></lf:properties></extensionElements>';
const start = '<startEvent id="start"/>';
const end = '<endEvent id="end"/>';
const ends = `${end}<endEvent id="stopped"/>`;
const number = serviceTask('number', 'book.number:1');
const notice = serviceTask('notice', 'post.notice:1');
const mailTo = (to: string): string =>
  serviceTask('mail', 'post.mail:1', header('to', to)).replaceAll('serviceTask', 'sendTask');

const routeOf = async (elements: string, flows: string, id = 'process'): Promise<DrawnRoute> => {
  const { graphs, problems } = await compile(bpmn(elements, flows, { id }), catalog);
  expect(problems.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  const [graph] = graphs;
  if (graph === undefined) throw new Error('no route');
  return drawnRoute(graph);
};

const judged = async (route: DrawnRoute, called: readonly DrawnRoute[] = []): Promise<readonly string[]> => {
  const published = (id: string) => Promise.resolve(called.find((one) => one.id === id));
  const found = await rejectionProblems({ route, catalog, published });
  return found.map(({ severity, code, elementId = '' }) => `${severity} ${code} ${elementId}`);
};

describe('the rejection of a step that declares its outcomes', () => {
  it('must not go on to what follows an approval: an error at the step, with what comes next by its name', async () => {
    const route = await routeOf(`${started}${start}${sign()}${number}${end}`, 'start -> sign -> number -> end');
    const [found] = await rejectionProblems({ route, catalog, published: () => Promise.resolve(undefined) });
    expect(found).to.include({ severity: 'error', code: 'rejection-ignored', elementId: 'sign' });
    expect(found?.text.it).to.include('prosegue con «number» come se fosse stato approvato');
    expect(found?.doNow.it).to.include('«Torna indietro»').and.to.include('«Scegli»');
  });

  it('is nothing to see to where the step takes the rejection away', async () => {
    const fixed = sign('sign', header('allowReject', 'false'));
    const route = await routeOf(`${started}${start}${fixed}${number}${end}`, 'start -> sign -> number -> end');
    expect(await judged(route)).to.deep.equal([]);
  });

  it('needs a way out of the choice behind the step: an error at the choice', async () => {
    const route = await routeOf(
      `${started}${start}${sign()}<exclusiveGateway id="ok"/>${number}${notice}${ends}`,
      `start -> sign -> ok; number -> end; notice -> stopped
       ok -> number [=outcome = "signed"]
       ok -> notice [=outcome = "late"]`,
    );
    expect(await judged(route)).to.deep.equal(['error rejection-nowhere ok']);
  });

  it('may not be the only way out of the choice: an approval would stop there', async () => {
    const route = await routeOf(
      `${started}${start}${userTask('draft')}${sign()}<exclusiveGateway id="ok"/>`,
      `start -> draft -> sign -> ok
       ok -> draft [=outcome = "rejected"]`,
    );
    expect(await judged(route)).to.deep.equal(['error approval-nowhere ok']);
  });

  it('may go back to a correction, or to a notice', async () => {
    const back = await routeOf(
      `${started}${start}${userTask('draft')}${sign()}<exclusiveGateway id="ok" default="ok_draft"/>${number}${end}`,
      `start -> draft -> sign -> ok -> draft; number -> end
       ok -> number [=outcome = "signed"]`,
    );
    expect(await judged(back)).to.deep.equal([]);
    const told = await routeOf(
      `${started}${start}${sign()}<exclusiveGateway id="ok" default="ok_notice"/>${number}${notice}${ends}`,
      `start -> sign -> ok -> notice -> stopped; number -> end
       ok -> number [=outcome = "signed"]`,
    );
    expect(await judged(told)).to.deep.equal([]);
  });

  it('that ends the case without a word is a warning only', async () => {
    const chosen = await routeOf(
      `${started}${start}${sign()}<exclusiveGateway id="ok" default="ok_stopped"/>${number}${ends}`,
      `start -> sign -> ok -> stopped; number -> end
       ok -> number [=outcome = "signed"]`,
    );
    expect(await judged(chosen)).to.deep.equal(['warning rejection-silent sign']);
    const last = await routeOf(`${started}${start}${sign()}${end}`, 'start -> sign -> end');
    expect(await judged(last)).to.deep.equal(['warning rejection-silent sign']);
  });

  describe('with a way of its own', () => {
    /** Draft, a signature, another one, number, end; the other rejection goes back, and this one goes by `way`. */
    const drawn = (to: string, way = ''): Promise<DrawnRoute> =>
      routeOf(
        `${started}${start}${userTask('draft')}${sign()}<exclusiveGateway id="ok" default="ok_${to}"/>
         ${sign('second')}<exclusiveGateway id="ok2" default="ok2_draft"/>${number}${userTask('look')}${notice}${ends}`,
        `start -> draft -> sign -> ok; second -> ok2 -> draft; number -> end; notice -> stopped; ok -> ${to}
         ok -> ${to === 'second' ? 'number' : 'second'} [=outcome = "signed"]
         ok2 -> number [=outcome = "signed"]
         ${way}`,
      );

    it('may not lead to what follows an approval: a warning that names it', async () => {
      const route = await drawn('number', 'draft -> look -> notice');
      const [found, more] = await rejectionProblems({ route, catalog, published: () => Promise.resolve(undefined) });
      expect(found).to.include({ severity: 'warning', code: 'rejection-onward', elementId: 'sign' });
      expect(found?.text.it).to.include('prosegue lo stesso con «number»');
      expect(found?.doNow.it).to.include('«Torna indietro»');
      expect(more).to.equal(undefined);
    });

    it('is as wrong behind a notice', async () => {
      expect(await judged(await drawn('notice', 'notice -> number; draft -> look -> stopped'))).to.deep.equal([
        'warning rejection-onward sign',
      ]);
    });

    it('may not be looked at only after something was made of the document: numbered or sent', async () => {
      const before = (id: string, made: string) =>
        routeOf(
          `${started}${start}${sign()}${made}<exclusiveGateway id="ok" default="ok_stopped"/>${ends}`,
          `start -> sign -> ${id} -> ok -> stopped
           ok -> end [=outcome = "signed"]`,
        );
      expect(await judged(await before('number', number))).to.deep.equal(['warning rejection-onward sign']);
      expect(await judged(await before('mail', mailTo('recipients')))).to.deep.equal(['warning rejection-onward sign']);
      expect(await judged(await before('mail', mailTo('requester')))).to.deep.equal([]);
    });

    it('may lead back, to a notice and an end, or to somebody who decides on that way only', async () => {
      expect(await judged(await drawn('draft', 'draft -> look -> notice'))).to.deep.equal([]);
      expect(await judged(await drawn('notice', 'draft -> look -> stopped'))).to.deep.equal([]);
      expect(await judged(await drawn('look', 'look -> number; draft -> notice'))).to.deep.equal([]);
    });
  });

  it('is asked for by the name that the output gives it', async () => {
    const mapped = sign('sign', '<lf:ioMapping><lf:output source="=outcome" target="verdict"/></lf:ioMapping>');
    const asking = (variable: string) =>
      routeOf(
        `${started}${start}${mapped}<exclusiveGateway id="ok" default="ok_notice"/>${number}${notice}${ends}`,
        `start -> sign -> ok -> notice -> stopped; number -> end
         ok -> number [=${variable} = "signed"]`,
      );
    expect(await judged(await asking('verdict'))).to.deep.equal([]);
    expect(await judged(await asking('outcome'))).to.deep.equal(['error rejection-ignored sign']);
  });

  it('goes on behind the sub-process that the step is the last of', async () => {
    const inner = `<subProcess id="sub"><startEvent id="in"/>${sign()}<endEvent id="out"/>
      <sequenceFlow id="in_sign" sourceRef="in" targetRef="sign"/><sequenceFlow id="sign_out" sourceRef="sign" targetRef="out"/></subProcess>`;
    const route = await routeOf(`${started}${start}${inner}${number}${end}`, 'start -> sub -> number -> end');
    expect(await judged(route)).to.deep.equal(['error rejection-ignored sign']);
  });
});

describe('the rejection in a form', () => {
  const decision = (rejects: boolean): string =>
    userTask(
      'sign',
      form([
        { value: 'yes', label: 'Sì' },
        { value: 'no', label: 'No', ...(rejects ? { rejects } : {}) },
      ]),
    );

  it('is held to the same, and an outcome that does not reject is not', async () => {
    const drawn = (rejects: boolean) =>
      routeOf(`${started}${start}${decision(rejects)}${number}${end}`, 'start -> sign -> number -> end');
    expect(await judged(await drawn(true))).to.deep.equal(['error rejection-ignored sign']);
    expect(await judged(await drawn(false))).to.deep.equal([]);
  });
});

describe('the rejection in a called route', () => {
  const call =
    '<callActivity id="call"><extensionElements><lf:calledElement processId="part"/></extensionElements></callActivity>';
  const caller = () => routeOf(`${started}${start}${call}${number}${end}`, 'start -> call -> number -> end');

  it('leaves with its end: the part is not told, whoever calls it is, at any depth', async () => {
    const part = await routeOf(`${start}${sign()}${end}`, 'start -> sign -> end', 'part');
    expect(await judged(part)).to.deep.equal([]);
    expect(await judged(await caller(), [part])).to.deep.equal(['error rejection-ignored call']);
    const between = await routeOf(`${start}${call.replace('part', 'inner')}${end}`, 'start -> call -> end', 'part');
    const inner = await routeOf(`${start}${sign()}${end}`, 'start -> sign -> end', 'inner');
    expect(await judged(await caller(), [between, inner])).to.deep.equal(['error rejection-ignored call']);
  });

  it('that is seen to within it does not leave', async () => {
    const part = await routeOf(
      `${start}${userTask('draft')}${sign()}<exclusiveGateway id="ok" default="ok_draft"/>${end}`,
      `start -> draft -> sign -> ok -> draft
       ok -> end [=outcome = "signed"]`,
      'part',
    );
    expect(await judged(await caller(), [part])).to.deep.equal([]);
  });

  it('does not go round for ever in routes that call one another', async () => {
    const part = await routeOf(`${start}${call}${end}`, 'start -> call -> end', 'part');
    expect(await judged(await caller(), [part])).to.deep.equal([]);
  });
});
