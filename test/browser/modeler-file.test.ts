import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { Desk } from './support/desk.js';
import { Drawing } from './support/drawing.js';
import { drawnRoute } from './support/drawn-route.js';
import { smallRoute, type SmallRoute } from './support/small-route.js';
import { story } from './support/story.js';
import { Town } from './support/town.js';
import { isUsable } from './support/usable.js';

const MINE = 'Risposta breve';

/** Another office's drawing, under its own name. */
const theirs = drawnRoute({
  elements: `<startEvent id="arrivo" name="Arrivo" /><userTask id="verifica" name="Verifica contabile">
    <extensionElements><lf:assignmentDefinition candidateGroups="role:registry@gare" /></extensionElements>
    </userTask><endEvent id="chiusa" name="Chiusa" />`,
  places: { arrivo: [182, 162, 36, 36], verifica: [280, 140, 100, 80], chiusa: [440, 162, 36, 36] },
  flows: [
    { from: 'arrivo', to: 'verifica' },
    { from: 'verifica', to: 'chiusa' },
  ],
});

const drop = (page: Page, name: string, text: string): Promise<void> =>
  page.evaluate(
    ([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text ?? ''], name ?? ''));
      document
        .querySelector('.lf-editor-canvas')
        ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    [name, text],
  );

describe('a file over a route that is drawn already', function () {
  this.timeout(170_000);
  story(this);
  let town: Town;
  let analyst: Desk;
  let route: SmallRoute;
  let drawing: Drawing;

  before(async () => {
    town = await Town.open();
    analyst = await town.desk('analista');
    route = await smallRoute(town.people, MINE);
    drawing = await Drawing.open(analyst, route.id);
  });
  after(() => town?.close());
  afterEach(() => expect(town.failures).to.deep.equal([]));

  const draft = async (): Promise<string> =>
    String((await town.people.want('analista', 'GET', `routes/${route.id}/draft`))['xml']);
  const question = () => analyst.dialog('Sostituire il disegno?');

  it('is asked about before anything changes, and leaves the drawing when it is not wanted', async () => {
    await drop(analyst.page, 'verifica.bpmn', theirs);
    await question().getByText(`Il disegno di «${MINE}» verrà sostituito`).waitFor();
    await isUsable(analyst);
    await question().getByRole('button', { name: 'Tieni il disegno' }).click();
    await question().waitFor({ state: 'detached' });
    await drawing.shape('risposta').waitFor();
    expect(await draft()).to.contain('id="risposta"');
    expect((await town.people.want('analista', 'GET', `routes/${route.id}`))['rev']).to.equal(route.rev);
  });

  it('takes its place when it is wanted, under the name and for the people of the route', async () => {
    await drop(analyst.page, 'verifica.bpmn', theirs);
    await question().getByRole('button', { name: 'Sostituisci' }).click();
    await drawing.shape('verifica').waitFor();
    await drawing.saved();
    expect(await draft())
      .to.contain('id="verifica"')
      .and.to.contain(`name="${MINE}"`)
      .and.to.contain('role:drafter@*');
    await analyst.page.getByRole('heading', { name: MINE, exact: true }).waitFor();
  });

  it('gives the former drawing back', async () => {
    await analyst.button('Annulla l’apertura').click();
    await drawing.shape('risposta').waitFor();
    await analyst.page.waitForFunction(() => document.querySelector('.lfm-draft-saved') !== null);
    await analyst.reads('È tornato il disegno di prima.');
    while (!(await draft()).includes('id="risposta"')) await analyst.page.waitForTimeout(200);
  });

  it('is asked about as well when it is chosen with the button', async () => {
    const chosen = { name: 'verifica.bpmn', mimeType: 'text/xml', buffer: Buffer.from(theirs) };
    await analyst.page.locator('input[data-file="bpmn"]').setInputFiles(chosen);
    await question()
      .getByLabel(/^Prendi dal file anche il nome/)
      .check();
    await question().getByRole('button', { name: 'Sostituisci' }).click();
    await drawing.shape('verifica').waitFor();
    await drawing.saved();
    expect(await draft()).to.not.contain(`name="${MINE}"`);
  });

  it('fills an empty route without a question', async () => {
    drawing = await Drawing.begin(analyst, 'Foglio vuoto', 'Tutti i settori');
    await drop(analyst.page, 'verifica.bpmn', theirs);
    await drawing.shape('verifica').waitFor();
    await analyst.page.getByRole('heading', { name: 'Foglio vuoto', exact: true }).waitFor();
    expect(await question().count()).to.equal(0);
  });
});
