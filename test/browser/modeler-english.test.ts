import { expect } from 'chai';
import type { Locator } from 'playwright-core';
import { HOLE, sources, textsIn } from '../support/texts.js';
import type { Desk } from './support/desk.js';
import { drawnRoute } from './support/drawn-route.js';
import { ANSWER, publishedRoute, startedCase, type SmallRoute } from './support/small-route.js';
import { Town } from './support/town.js';
import { isUsable } from './support/usable.js';

const form = JSON.stringify({
  fields: [
    { key: 'bundle', label: 'Papers', kind: 'documents.bundle', required: true },
    { key: 'recipients', label: 'Recipients', kind: 'notification.recipients', required: true },
    { key: 'book', label: 'Book', kind: 'organisation.book', required: true },
    { key: 'office', label: 'Office', kind: 'organisation.office', choicesFrom: 'organisation.offices' },
    { key: 'person', label: 'Person', kind: 'organisation.person' },
    { key: 'fee', label: 'Fee', kind: 'number', unit: 'euro', min: 1, required: true },
    { key: 'on', label: 'Day', kind: 'date', earliest: '=today()', latest: '=date(other)' },
    { key: 'sector', label: 'Sector', kind: 'choice', choicesFrom: 'organisation.sectors' },
  ],
});
const correction = JSON.stringify({
  fields: [{ key: 'bundle', label: 'Papers', kind: 'documents.correction' }],
  outcomes: [
    { value: 'good', label: 'Good' },
    { value: 'bad', label: 'Bad', rejects: true },
  ],
});
const english = drawnRoute({
  elements: `<startEvent id="begin" name="Request"><extensionElements><lf:userTaskForm>${form.replaceAll('"', '&quot;')}</lf:userTaskForm></extensionElements></startEvent>
    <userTask id="check" name="Check"><extensionElements>
      <lf:assignmentDefinition candidateGroups="role:director@*, role:registry@gare" />
      <lf:userTaskForm>${correction.replaceAll('"', '&quot;')}</lf:userTaskForm>
    </extensionElements></userTask>
    <endEvent id="end" name="Done" />`,
  places: { begin: [182, 162, 36, 36], check: [280, 140, 100, 80], end: [440, 162, 36, 36] },
  flows: [
    { from: 'begin', to: 'check' },
    { from: 'check', to: 'end' },
  ],
});

/** Italian words that are none in English, in small letters as in no name: a text with one was not said in English. */
const ITALIAN =
  /(^|[^\p{L}])(il|lo|gli|una|di|del|della|dei|che|non|è|per|con|alla|nel|già|da|più|oppure|nessun\p{L}*)(?=[^\p{L}]|$)/u;

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Every text that the sources say in both languages otherwise, as what a page would read in Italian. */
const italianTexts = (): readonly RegExp[] =>
  textsIn(sources('desk/src', 'modeler/src', 'plugins/*/src/*', 'server/src', 'engine/src'))
    .filter(({ it, en }) => en !== undefined && it !== en && it.replaceAll(HOLE, '').trim().length > 2)
    .map(
      ({ it }) =>
        new RegExp(
          `^${it
            .split(HOLE)
            .map((part) => escape(part))
            .join('.+')}$`,
          'u',
        ),
    );

/** What people read on a page or have read to them, names that are data left out. */
const textsOn = (at: Locator): Promise<readonly string[]> =>
  at.evaluate((root) => {
    const found: string[] = [];
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const above = texts.currentNode.parentElement;
      if (above?.closest('script, style, noscript, .lfm-people, option') === null)
        found.push(texts.currentNode.textContent ?? '');
    }
    for (const element of root.querySelectorAll('*'))
      for (const name of ['title', 'aria-label', 'placeholder', 'alt']) found.push(element.getAttribute(name) ?? '');
    return [...new Set(found.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== ''))];
  });

describe('the modeler in English', function () {
  this.timeout(240_000);
  let town: Town;
  let analyst: Desk;
  let route: SmallRoute;
  let small: string;
  let running: string;
  let names: RegExp;
  const known = italianTexts();

  before(async () => {
    town = await Town.open();
    const body = { name: 'Permit', sector: '*', from: { xml: english } };
    route = (await town.people.want('analista', 'POST', 'routes', { body })) as unknown as SmallRoute;
    await town.people.want('analista', 'POST', `routes/${route.id}/publish`, {
      body: { rev: route.rev, reason: 'First version.' },
    });
    small = await publishedRoute(town.people, 'Short request');
    running = await startedCase(town.people, small, 'A request');
    // What is called something in Italian in the demonstration, and stays so.
    const lists = ['organisation.offices', 'organisation.sectors', 'organisation.books'];
    const named: string[] = ['Comune di Palermo', 'documento-di-prova.pdf', ANSWER];
    for (const list of lists) {
      const { items } = (await town.people.want('analista', 'GET', `lists/${list}`)) as { items: { label: string }[] };
      named.push(...items.map(({ label }) => label));
    }
    const { items } = (await town.people.want('analista', 'GET', 'routes?limit=100')) as { items: { name: string }[] };
    named.push(...items.map(({ name }) => name));
    names = new RegExp(
      named
        .sort((a, b) => b.length - a.length)
        .map((name) => escape(name))
        .join('|'),
      'gu',
    );
    analyst = await town.desk('analista');
    await analyst.page.evaluate(() => window.localStorage.setItem('lf.language', 'en'));
  });
  after(() => town?.close());
  afterEach(() => expect(town.failures).to.deep.equal([]));

  const isEnglish = async (where = analyst.page.locator('body')): Promise<void> => {
    const texts = (await textsOn(where)).map((text) => text.replaceAll(names, '…'));
    expect(texts.length, 'there is something to read').to.be.greaterThan(3);
    expect(texts.filter((text) => ITALIAN.test(text) || known.some((italian) => italian.test(text)))).to.deep.equal([]);
  };

  it('knows what would be Italian', () => {
    expect(known.length).to.be.greaterThan(500);
    expect(known.some((italian) => italian.test('Trascina qui il PDF, oppure'))).to.equal(true);
    expect(known.some((italian) => italian.test('Drag the PDF here, or'))).to.equal(false);
  });

  it('lists routes, and who may start them', async () => {
    await analyst.goto('/modeler');
    await analyst.reads(/^All sectors|May be started by/);
    await analyst.reads(/Drafter \(any office\)/);
    await isEnglish();
  });

  it('begins a new route', async () => {
    await analyst.goto('/modeler/nuovo');
    await analyst.button('Create and draw').waitFor();
    await isEnglish();
  });

  it('shows the start form as somebody has it before them, with the fields of the plugins', async () => {
    await analyst.goto(`/modeler/iter/${route.id}/avvio`);
    await analyst.reads('Drag the PDF here, or');
    await analyst.reads(/^Not before \d\d\/\d\d\/\d{4}\. Which days are taken also depends/);
    await analyst.page.getByLabel('As seen by').waitFor();
    await isEnglish();
    await analyst.button('New recipient').click();
    await analyst.dialog('New recipient').getByRole('button', { name: 'Add' }).click();
    await analyst.reads('Choose who it is.');
    await analyst.dialog('New recipient').getByLabel(/^Kind/).selectOption('Person');
    await analyst.dialog('New recipient').getByRole('button', { name: 'Add' }).click();
    await analyst.reads('Type the family name.');
    await isEnglish();
    await analyst.page.keyboard.press('Escape');
  });

  it('begins a trial, with what is wrong told in English, too', async () => {
    await analyst.goto(`/modeler/iter/${route.id}/prova`);
    await analyst.reads('Drag the PDF here, or');
    await analyst.page.getByLabel(/^Fee/).fill('0');
    await analyst.button('Start the trial').click();
    await analyst.reads(/^“Fee” cannot be less than 1\.00\.$/);
    await isEnglish();
    await isUsable(analyst);
    await analyst.page.getByLabel(/^Fee/).fill('24,400.00');
    await analyst.page.getByLabel(/^Fee/).blur();
    expect(await analyst.page.getByLabel(/^Fee/).inputValue()).to.equal('24,400.00');
    await analyst.page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'notes.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from('no PDF at all'),
      });
    await analyst.reads(/^“notes\.pdf”: the file is no PDF/);
    await isEnglish();
  });

  it('plays a trial: whose part, the documents, the outcomes', async () => {
    await analyst.goto(`/modeler/iter/${route.id}/prova`);
    await analyst.page.getByLabel(/^Fee/).fill('24,400');
    await analyst.page.locator('select[id$="-book"]').selectOption({ index: 1 });
    await analyst.button('New recipient').click();
    const dialog = analyst.dialog('New recipient');
    await dialog.getByLabel(/^Kind/).selectOption('Person');
    await dialog.getByLabel(/^Given name/).fill('Ada');
    await dialog.getByLabel(/^Family name/).fill('Neri');
    await dialog.getByLabel(/^E-mail/).fill('ada@example.org');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await analyst.button('Start the trial').click();
    await analyst.page.waitForURL(/\/prova\/.+/);
    await analyst.reads('Now in the case');
    await analyst.reads(/Director \(any office\)/);
    await isEnglish();
    await isUsable(analyst);
  });

  it('watches a running case', async () => {
    await analyst.goto(`/modeler/iter/${small}/osserva/${running}`);
    await analyst.reads('A request');
    await analyst.page.locator('.djs-shape').first().waitFor();
    await isEnglish();
  });

  it('keeps the drawing, the versions, the scenarios and the running cases', async () => {
    for (const [page, there] of [
      ['', 'Publish'],
      ['/versioni', 'First version.'],
      ['/scenari', /scenario/i],
      ['/osserva', /running/i],
    ] as const) {
      await analyst.goto(`/modeler/iter/${route.id}${page}`);
      await analyst.reads(there);
      await isEnglish();
    }
  });
});
