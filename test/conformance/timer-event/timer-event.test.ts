import { expect } from 'chai';
import { bpmn, timer, userTask } from '../support/bpmn.js';
import { scenario } from '../support/scenario.js';

/** BPMN 2.0.2, 10.5.5 Timer. The clock starts on Monday 12 January 2026, 9.00 in Rome. */
describe('a timer event', () => {
  const catching = (definition: string) =>
    bpmn(
      `<startEvent id="start"/><intermediateCatchEvent id="wait">${definition}</intermediateCatchEvent>${userTask('after')}<endEvent id="end"/>`,
      'start -> wait -> after -> end',
    );

  scenario(
    'with a duration fires when it has passed',
    { diagrams: [catching(timer('Duration', 'P7D'))] },
    async (play) => {
      await play.start();
      await play.pass('P6DT23H');
      expect(await play.tasks()).to.deep.equal([]);
      await play.pass('PT1H');
      expect(await play.tasks()).to.deep.equal(['after']);
    },
  );

  scenario(
    'with a date from an expression fires on that date in Rome',
    { diagrams: [catching(timer('Date', '=publishUntil'))] },
    async (play) => {
      await play.start({ publishUntil: '2026-01-14' });
      await play.pass('P1DT14H59M');
      expect(await play.tasks()).to.deep.equal([]);
      await play.pass('PT1M');
      expect(await play.tasks()).to.deep.equal(['after']);
    },
  );

  scenario(
    'whose value is no date is an incident',
    { diagrams: [catching(timer('Date', '=publishUntil'))] },
    async (play) => {
      await play.start({ publishUntil: 'domani' });
      expect(await play.incident('wait')).to.equal('timer');
    },
  );
});
