import { expect } from 'chai';
import { fileURLToPath } from 'node:url';
import type { Desk } from './support/desk.js';
import { Drawing } from './support/drawing.js';
import { Notes } from './support/notes.js';
import { startedCase } from './support/small-route.js';
import { story } from './support/story.js';
import { Town } from './support/town.js';

const PLUGIN = fileURLToPath(new URL('./fixture-plugin', import.meta.url));
const TITLE = 'Chiusura degli uffici il 15 luglio';

/** The plugin is no part of the product: one line of the settings names it, and the modeler has never heard of it. */
describe('a step of a plugin that was added,', function () {
  this.timeout(170_000);
  story(this);
  let town: Town;
  let analyst: Desk;
  let drawing: Drawing;
  let step: string;

  before(async () => {
    town = await Town.open({ LF_ADDITIONAL_MODULES: PLUGIN });
    analyst = await town.desk('analista');
  });
  after(() => town?.close());
  afterEach(() => expect(town.failures).to.deep.equal([]));

  it('stands in the palette in its own word, and is drawn', async () => {
    drawing = await Drawing.begin(analyst, 'Avviso in bacheca', 'Tutti i settori');
    await analyst.page.locator('.lf-palette-entry').filter({ hasText: 'Affiggi' }).waitFor();
    step = await drawing.append('richiesta', 'Affiggi', 'Avviso al pubblico');
    await drawing.append(step, 'Fine');
  });

  it('says what its form still wants, and is filled in', async () => {
    await analyst.page.locator('.lfm-worst-error').waitFor();
    await drawing.select(step);
    await drawing.fromCase('lf-config-text', /Oggetto della pratica/);
    await drawing.choose('lf-config-where', 'Allo sportello');
    await drawing.fill('lf-config-days', '30');
    await drawing.saved();
    await analyst.page.locator('.lfm-worst-none').waitFor();
  });

  it('is published, and a case goes through it to its end', async () => {
    await drawing.publish('Gli avvisi si affiggono allo sportello.');
    const caseId = await startedCase(town.people, drawing.routeId, TITLE);
    await analyst.goto(`/modeler/iter/${drawing.routeId}/osserva/${caseId}`);
    await analyst.reads('Conclusa');
    await analyst.page.locator('.djs-element.lf-visited').filter({ hasText: 'Avviso al' }).first().waitFor();
    expect(await new Notes(town.people).about(caseId)).to.include({ state: 'completed', incidents: 0 });
  });
});
