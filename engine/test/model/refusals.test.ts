import { expect } from 'chai';
import { catalogOf, compile } from '../../src/model/index.js';
import { bpmn, escape, serviceTask, timer, userTask } from '../../../test/conformance/support/bpmn.js';
import { testStep } from '../../../test/conformance/support/player.js';

const sign = testStep('test.sign:1', {
  label: { it: 'Firma di prova' },
  config: {
    type: 'object',
    required: ['register'],
    properties: {
      register: { type: 'string', title: 'Registro' },
      copies: { type: 'integer', title: 'Copie', minimum: 1 },
      subject: { type: 'string', title: 'Oggetto', 'x-feel': 'optional' },
    },
  },
  errors: [{ code: 'locked', label: { it: 'Bloccato' } }],
});

const problemsOf = async (xml: string) => (await compile(xml, catalogOf([sign]))).problems;

const one = (elements: string, flows: string, definitions = ''): string => bpmn(elements, flows, { definitions });

const between = (element: string, id: string, definitions = ''): string =>
  one(`<startEvent id="start"/>${element}<endEvent id="end"/>`, `start -> ${id} -> end`, definitions);

describe('a diagram that cannot run is refused', () => {
  const cases: readonly (readonly [string, string, { code: string; elementId?: string; it: RegExp }])[] = [
    ['that is no XML', 'questo non è XML', { code: 'xml-invalid', it: /non è un diagramma BPMN/ }],
    [
      'with a DOCTYPE',
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><definitions/>',
      { code: 'xml-doctype', it: /DOCTYPE/ },
    ],
    ['of another kind of XML', '<html xmlns="http://www.w3.org/1999/xhtml"/>', { code: 'xml-invalid', it: /non è/ }],
    [
      'of more than 5 MB',
      `<definitions>${' '.repeat(5 * 1024 * 1024)}</definitions>`,
      { code: 'xml-too-large', it: /massimo/ },
    ],
    [
      'with an element that the executor does not have',
      between('<adHocSubProcess id="free" name="A piacere"/>', 'free'),
      { code: 'unsupported-element', elementId: 'free', it: /sottoprocesso ad hoc/ },
    ],
    [
      'with an event definition that the executor does not have',
      between('<intermediateCatchEvent id="wait"><signalEventDefinition/></intermediateCatchEvent>', 'wait'),
      { code: 'unsupported-element', elementId: 'wait', it: /evento di segnale come attesa/ },
    ],
    [
      'with an event sub-process',
      one(
        `<startEvent id="start"/><endEvent id="end"/><subProcess id="handler" triggeredByEvent="true"/>`,
        'start -> end',
      ),
      { code: 'unsupported-element', elementId: 'handler', it: /sottoprocessi avviati da un evento/ },
    ],
    [
      'with compensation',
      between('<task id="undo" isForCompensation="true"/>', 'undo'),
      { code: 'unsupported-element', elementId: 'undo', it: /compensazione/ },
    ],
    ['without an executable process', bpmn('', '').replace('true', 'false'), { code: 'no-process', it: /eseguibile/ }],
    ['without a start event', one(userTask('a'), ''), { code: 'no-start-event', it: /inizio/ }],
    [
      'with a plugin step whose required field is missing',
      between(serviceTask('firma', 'test.sign:1'), 'firma'),
      { code: 'config-invalid', elementId: 'firma', it: /«Firma di prova» richiede il campo «Registro», che/ },
    ],
    [
      'with a plugin step whose field has the wrong kind',
      between(
        serviceTask(
          'firma',
          'test.sign:1',
          '<lf:taskHeaders><lf:header key="register" value="AREG"/><lf:header key="copies" value="tante"/></lf:taskHeaders>',
        ),
        'firma',
      ),
      { code: 'config-invalid', elementId: 'firma', it: /«Copie»/ },
    ],
    [
      'with a step that no plugin offers',
      between(serviceTask('x', 'nobody.step:1'), 'x'),
      { code: 'step-unknown', elementId: 'x', it: /nessun plugin/ },
    ],
    [
      'with a step on the wrong kind of task',
      between(
        '<userTask id="x"><extensionElements><lf:taskDefinition type="test.sign:1"/><lf:assignmentDefinition candidateGroups="a"/></extensionElements></userTask>',
        'x',
      ),
      { code: 'step-misplaced', elementId: 'x', it: /va su/ },
    ],
    [
      "with a user task that is nobody's",
      between('<userTask id="x"/>', 'x'),
      { code: 'candidates-missing', elementId: 'x', it: /a chi spetta/ },
    ],
    [
      'with a split that does not decide',
      one(
        `<startEvent id="start"/><exclusiveGateway id="g" name="Importo?"/><endEvent id="a"/><endEvent id="b"/>`,
        `start -> g -> a
         g -> b [=x > 1]`,
      ),
      { code: 'condition-missing', elementId: 'g_a', it: /Importo\?/ },
    ],
    [
      'with a condition that is no FEEL',
      one(
        `<startEvent id="start"/><exclusiveGateway id="g" default="g_a"/><endEvent id="a"/><endEvent id="b"/>`,
        `start -> g -> a
         g -> b [=x >]`,
      ),
      { code: 'feel-invalid', elementId: 'g_b', it: /non è valida/ },
    ],
    ...(
      [
        ['a == b', /uguale si scrive una volta sola: = \(vicino a «== b»\)/],
        ['a = = b', /uguale si scrive una volta sola: = \(vicino a «= = b»\)/],
        ['a <> b', /«diverso da» si scrive !=/],
        ['a and = b', /Prima di = manca che cosa confrontare/],
        ['a = ', /Dopo «a =» manca qualcosa/],
        ['(', /Dopo «\(» manca qualcosa/],
        ['if a then', /Dopo «a then» manca qualcosa/],
        ['outcome = ()', /«outcome = \(\)» non è valida.*al suo posto \(vicino a «\(\)»\)/],
        ['"x', /vicino a «"x»/],
        ["a = 'x'", /virgolette diritte/],
        ['a b', /Fra le parole «a b» manca un segno/],
        ['fromAi(1)', /La funzione fromAi\(\) non esiste/],
        ['a.trim() = "x"', /La funzione a.trim\(\) non esiste/],
      ] as const
    ).map(
      ([formula, it]) =>
        [
          `with the formula ${formula}`,
          one(
            `<startEvent id="start"/><exclusiveGateway id="g" default="g_a"/><endEvent id="a"/><endEvent id="b"/>`,
            `start -> g -> a
             g -> b [=${formula}]`,
          ),
          { code: 'feel-invalid', elementId: 'g_b', it },
        ] as const,
    ),
    [
      'with an expression that may run without bound',
      between(
        `<userTask id="x"><extensionElements><lf:assignmentDefinition candidateGroups="${escape('=for a in l return for b in l return a')}"/></extensionElements></userTask>`,
        'x',
      ),
      { code: 'feel-unbounded', elementId: 'x', it: /iterazione/ },
    ],
    [
      'with a timer that is no date',
      between(`<intermediateCatchEvent id="wait">${timer('Duration', '7 giorni')}</intermediateCatchEvent>`, 'wait'),
      { code: 'timer-invalid', elementId: 'wait', it: /ISO 8601/ },
    ],
    [
      'with an element that nothing leads to',
      one(`<startEvent id="start"/><task id="lost"/><endEvent id="end"/>`, 'start -> end'),
      { code: 'not-connected', elementId: 'lost', it: /mai raggiunto/ },
    ],
    [
      'with two elements of one id',
      one(`<startEvent id="start"/><task id="a"/><task id="a"/><endEvent id="end"/>`, 'start -> a -> end'),
      { code: 'duplicate-id', it: /stesso id «a»/ },
    ],
    [
      'with a form that is no JSON',
      between(userTask('x', '<lf:userTaskForm>{"fields": [}</lf:userTaskForm>'), 'x'),
      { code: 'form-invalid', elementId: 'x', it: /JSON/ },
    ],
    [
      'with a caught message without a key',
      between('<receiveTask id="x" messageRef="m"/>', 'x', '<message id="m" name="ricevuta"/>'),
      { code: 'correlation-missing', elementId: 'x', it: /«ricevuta»/ },
    ],
    [
      'with a multi-instance without a list',
      between('<task id="x"><multiInstanceLoopCharacteristics/></task>', 'x'),
      { code: 'loop-invalid', elementId: 'x', it: /elenco/ },
    ],
  ];

  for (const [what, xml, expected] of cases) {
    it(what, async () => {
      const problems = await problemsOf(xml);
      const found = problems.find((problem) => problem.code === expected.code);
      expect(found, JSON.stringify(problems)).to.not.equal(undefined);
      expect(found?.severity).to.equal('error');
      expect(found?.text.it).to.match(expected.it);
      if (expected.elementId !== undefined) expect(found?.elementId).to.equal(expected.elementId);
    });
  }

  it('but one that is published with a formula refused since goes on as it did', async () => {
    const xml = one(
      `<startEvent id="start"/><exclusiveGateway id="g" default="g_a"/><endEvent id="a"/><endEvent id="b"/>`,
      `start -> g -> a
       g -> b [=x == 1]`,
    );
    expect((await compile(xml, catalogOf([sign]))).graphs).to.have.length(0);
    const { graphs, problems } = await compile(xml, catalogOf([sign]), true);
    expect(problems).to.deep.equal([]);
    expect(graphs).to.have.length(1);
  });

  it('and tells every problem at once, each with its element', async () => {
    const problems = await problemsOf(
      one(
        `<startEvent id="start"/><userTask id="a"/><transaction id="b" name="B"/><endEvent id="end"/>`,
        'start -> a -> b -> end',
      ),
    );
    expect(problems.map(({ code, elementId }) => [code, elementId])).to.deep.include.members([
      ['candidates-missing', 'a'],
      ['unsupported-element', 'b'],
    ]);
  });
});

describe('what is said against an element', () => {
  it('tells which part of it is meant', async () => {
    const headers = (list: string): string =>
      `<extensionElements><lf:taskDefinition type="test.sign:1"/><lf:taskHeaders>${list}</lf:taskHeaders></extensionElements>`;
    const header = (key: string, value: string): string => `<lf:header key="${key}" value="${value}"/>`;
    const step = (list: string): string => between(`<serviceTask id="x">${headers(list)}</serviceTask>`, 'x');
    const parts = async (list: string) => (await problemsOf(step(list))).map(({ code, part }) => [code, part]);
    expect(await parts(header('register', 'a') + header('subject', '=1 +'))).to.deep.equal([
      ['feel-invalid', 'header.subject'],
    ]);
    expect(await parts('')).to.deep.equal([['config-invalid', 'header.register']]);
  });
});
