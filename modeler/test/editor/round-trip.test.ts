import { catalogOf, compile } from '@libro-firma/engine';
import { expect } from 'chai';
import { emptyRoute } from '../../../server/src/modeler/empty-route.js';
import { parseCondition, printCondition } from '../../src/editor/model/condition.js';
import { extension, headersOf, stepTypeOf } from '../../src/editor/model/extension.js';
import { parseForm, printForm } from '../../src/editor/model/form.js';
import { child, flowElementsOf, processesOf, text, type ModdleElement } from '../../src/editor/model/moddle.js';
import { parseRules, printRules } from '../../src/editor/model/rule.js';
import { headerOf, stepFields, valueOf } from '../../src/editor/model/step-form.js';
import { parseDueDate, parseTimer, printDueDate, printTimer, type TimerKind } from '../../src/editor/model/term.js';
import { catalogue } from './support/catalogue.js';
import { moddle, palermo } from './support/moddle.js';

const steps = catalogOf(catalogue.steps as never);

const elementsOf = async (xml: string): Promise<readonly ModdleElement[]> => {
  const { rootElement } = await moddle.fromXML(xml);
  return processesOf(rootElement).flatMap(flowElementsOf);
};

describe('what the editor reads and writes', () => {
  for (const { name, xml } of palermo) {
    it(`leaves ${name} as the engine understands it`, async () => {
      const { rootElement, warnings } = await moddle.fromXML(xml);
      expect(warnings).to.deep.equal([]);
      const saved = (await moddle.toXML(rootElement, { format: true })).xml;
      expect(saved).to.contain('xmlns:lf=').and.not.contain('zeebe');
      const [before, after] = [await compile(xml, steps), await compile(saved, steps)];
      expect(after.problems).to.deep.equal([]);
      expect(JSON.stringify(after.graphs)).to.equal(JSON.stringify(before.graphs));
    });

    it(`says ${name}'s conditions, rules, terms and forms in its own words, unchanged`, async () => {
      for (const element of await elementsOf(xml)) {
        const condition = text(child(element, 'conditionExpression'), 'body');
        if (condition !== undefined) {
          const rows = parseCondition(condition);
          if (rows === undefined) expect(condition).to.contain('duration(');
          else expect(printCondition(rows)).to.equal(condition);
        }
        const groups = text(extension(element, 'AssignmentDefinition'), 'candidateGroups');
        if (groups !== undefined) expect(printRules(parseRules(groups) ?? [])).to.equal(groups);
        const due = text(extension(element, 'TaskSchedule'), 'dueDate');
        if (due !== undefined) {
          const term = parseDueDate(due);
          expect(term, due).to.not.equal(undefined);
          if (term !== undefined) expect(printDueDate(term)).to.equal(due);
        }
        const body = text(extension(element, 'UserTaskForm'), 'body');
        if (body !== undefined) {
          const form = parseForm(body);
          expect(form).to.deep.equal(JSON.parse(body));
          if (form !== undefined) expect(JSON.parse(printForm(form) ?? '')).to.deep.equal(form);
        }
      }
    });

    it(`keeps every timer and every step setting of ${name}`, async () => {
      for (const element of await elementsOf(xml)) {
        const [definition] = (element.get('eventDefinitions') ?? []) as readonly ModdleElement[];
        for (const kind of ['timeDuration', 'timeDate', 'timeCycle'] as readonly TimerKind[]) {
          if (definition?.$type !== 'bpmn:TimerEventDefinition') continue;
          const written = text(child(definition, kind), 'body');
          if (written === undefined) continue;
          const term = parseTimer({ kind, text: written });
          expect(term, written).to.not.equal(undefined);
          if (term !== undefined) expect(printTimer(term)).to.deep.equal({ kind, text: written });
        }
        const step = catalogue.steps.find(({ type }) => type === stepTypeOf(element));
        if (step === undefined) continue;
        const headers = headersOf(element);
        for (const field of stepFields(step, 'it')) {
          const header = headers.get(field.key);
          expect(headerOf(valueOf(header, field))).to.equal(header);
        }
      }
    });
  }

  it('begins a route that the engine accepts but for what is still to be drawn', async () => {
    const { problems } = await compile(
      await emptyRoute({ id: 'nuovo-iter', name: 'Nuovo <iter>', sector: 's1' }),
      steps,
    );
    expect(problems.map(({ code }) => code)).to.deep.equal(['dead-end']);
  });
});
