import { expect } from 'chai';
import type { HttpPeople } from '../support/http-people.js';
import type { Desk } from './support/desk.js';
import { Drawing } from './support/drawing.js';
import { Notes } from './support/notes.js';
import { publishedRoute, startedCase } from './support/small-route.js';
import { story } from './support/story.js';
import { Town } from './support/town.js';
import { isUsable } from './support/usable.js';

const CONFIRM = 'Conferma del responsabile';
const BEFORE = 'Richiesta di prima';
const AFTER = 'Richiesta di dopo';

interface Person {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly roles: readonly { readonly role: string }[];
}

/** The other analyst of the municipality. */
const secondAnalyst = async (people: HttpPeople): Promise<Person> => {
  const { actor } = await people.want('analista', 'GET', 'session');
  const { items } = await people.want('amministratore', 'GET', 'organisation/people?office=sistemi&limit=100');
  const other = (items as readonly Person[]).find(
    ({ id, roles }) => id !== (actor as Person).id && roles.some(({ role }) => role === 'analyst'),
  );
  if (other === undefined) throw new Error('The municipality has one analyst.');
  return other;
};

describe('a published route that another analyst changes', function () {
  this.timeout(170_000);
  story(this);
  let town: Town;
  let notes: Notes;
  let routeId: string;
  let running: string;
  let name: string;
  let first: Desk;
  let colleague: Desk;
  let hers: Drawing;

  before(async () => {
    town = await Town.open();
    notes = new Notes(town.people);
    routeId = await publishedRoute(town.people, 'Richiesta breve');
    running = await startedCase(town.people, routeId, BEFORE);
    const other = await secondAnalyst(town.people);
    name = other.name;
    first = await town.desk('analista');
    colleague = await town.desk(other.username);
  });
  after(() => town?.close());
  afterEach(() => expect(town.failures).to.deep.equal([]));

  const answer = async (caseId: string, elementId: string): Promise<void> => {
    const taskId = await notes.task(caseId, elementId);
    await town.people.want('protocollo', 'POST', `tasks/${taskId}/complete`, { body: { values: {} } });
  };

  it('is as published again for who undoes all of it, a step that was deleted included', async () => {
    const drafted = async (): Promise<boolean> => {
      const { draft } = await town.people.want('analista', 'GET', `routes/${routeId}`);
      return draft !== null;
    };
    const mine = await Drawing.open(first, routeId);
    await mine.select('risposta');
    await mine.fill('lf-name', 'Un altro nome');
    await mine.saved();
    expect(await drafted()).to.equal(true);
    await mine.remove('fine');
    await mine.saved();
    const undo = first.page.locator('.lf-tool-undo');
    while (await undo.isEnabled()) await undo.click();
    await first.reads('Nessuna modifica');
    expect(await drafted()).to.equal(false);
    const { xml } = await town.people.want('analista', 'GET', `routes/${routeId}/draft`);
    expect(xml).not.to.contain('Un altro nome');
  });

  it('tells the second who saves who saved, and keeps what the first saved', async () => {
    const his = await Drawing.open(first, routeId);
    hers = await Drawing.open(colleague, routeId);
    await hers.select('fine');
    await hers.fill('lf-name', 'Evasa e confermata');
    await hers.saved();
    await his.select('risposta');
    await his.fill('lf-name', 'Tutta un’altra cosa');
    await first.reads(`${name} ha cambiato questa bozza`);
    await first.reads('Salvataggio fermo');
    const { xml } = await town.people.want('analista', 'GET', `routes/${routeId}/draft`);
    expect(xml).to.contain('Evasa e confermata').and.not.contain('Tutta un’altra cosa');
  });

  it('shows the first what the other drew, once the draft is loaded again', async () => {
    await first.button('Ricarica la bozza').click();
    await first.dialog().getByRole('button', { name: 'Ricarica', exact: true }).click();
    await first.page.locator('.lf-editor-canvas').getByText('confermata').first().waitFor();
  });

  it('is published as version 2, with a reason, while a case runs on version 1', async () => {
    await first.goto(`/modeler/iter/${routeId}/osserva`);
    await first.page.locator('.lfm-watch-count').filter({ hasText: '1 pratica in corso Versione 1' }).waitFor();
    await hers.remove('fine');
    const confirm = await hers.append('risposta', 'Chiedi', CONFIRM);
    await hers.offerToRole('registry');
    await hers.append(confirm, 'Fine');
    await hers.saved();
    await hers.publish('Serve una conferma prima di rispondere.');
    await colleague.page.getByRole('link', { name: /^Versioni/ }).click();
    const row = colleague.page.getByRole('row').filter({ hasText: 'Serve una conferma prima di rispondere.' });
    await row.getByText(name).waitFor();
    await row.getByText('Versione 2').waitFor();
  });

  it('stays in sight for whoever watches it, as the version in which it runs', async () => {
    const versions = first.page.getByLabel('Versione', { exact: true });
    await versions.locator('option').filter({ hasText: 'Versione 2' }).waitFor({ state: 'attached' });
    expect(await versions.inputValue()).to.equal('1');
    await first.page.reload();
    await versions.waitFor();
    expect(await versions.inputValue()).to.equal('1');
    await first.reads('1 pratica in corso');
    await first.page.getByText('Adesso:').getByText('Risposta dell’ufficio').waitFor();
  });

  it('shows what changed between the two, on a page that everybody can use', async () => {
    await colleague.goto(`/modeler/iter/${routeId}/versioni/confronta?da=1&a=2`);
    await colleague.reads(CONFIRM);
    await isUsable(colleague);
  });

  it('ends the running case on version 1, and a new one waits for what version 2 added', async () => {
    const later = await startedCase(town.people, routeId, AFTER);
    await answer(running, 'risposta');
    await answer(later, 'risposta');
    await colleague.goto(`/modeler/iter/${routeId}/osserva/${running}`);
    await colleague.reads('Conclusa');
    await colleague.panel(BEFORE).getByText('Versione 1', { exact: true }).waitFor();
    await colleague.goto(`/modeler/iter/${routeId}/osserva/${later}`);
    await colleague.panel(AFTER).getByText('Versione 2', { exact: true }).waitFor();
    await colleague.page.locator('.djs-element.lf-active').filter({ hasText: 'Conferma' }).first().waitFor();
    expect(await notes.about(running)).to.include({ state: 'completed', incidents: 0 });
    expect((await notes.about(later)).state).to.equal('running');
  });
});
