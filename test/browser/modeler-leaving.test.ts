import { expect } from 'chai';
import type { Desk } from './support/desk.js';
import { Drawing } from './support/drawing.js';
import { smallRoute, type SmallRoute } from './support/small-route.js';
import { story } from './support/story.js';
import { Town } from './support/town.js';

describe('leaving a drawing right after a change', function () {
  this.timeout(170_000);
  story(this);
  let town: Town;
  let analyst: Desk;
  let route: SmallRoute;

  before(async () => {
    town = await Town.open();
    analyst = await town.desk('analista');
    route = await smallRoute(town.people, 'Iter da lasciare');
  });
  after(() => town?.close());
  afterEach(() => expect(town.failures).to.deep.equal([]));

  const draft = async (): Promise<string> =>
    String((await town.people.want('analista', 'GET', `routes/${route.id}/draft`))['xml']);

  const renamed = async (name: string): Promise<void> => {
    const drawing = await Drawing.open(analyst, route.id);
    await drawing.select('risposta');
    await drawing.fill('lf-name', name);
  };
  const tab = (name: string) => analyst.page.getByRole('navigation', { name: 'Pagine dell’iter' }).getByText(name);
  const question = () => analyst.dialog('Lasciare la pagina?');
  const drafts = `**/api/v1/routes/*/draft`;

  it('saves and goes on, without a question, to another page of the route', async () => {
    await renamed('Prima risposta');
    await tab('Prova').click();
    await analyst.page.waitForURL('**/prova');
    expect(await draft()).to.contain('Prima risposta');
  });

  it('saves and goes on with the button as well', async () => {
    await renamed('Seconda risposta');
    await analyst.button('Prova').click();
    await analyst.page.waitForURL('**/prova');
    expect(await draft()).to.contain('Seconda risposta');
  });

  it('saves and goes on to the list of routes, and back', async () => {
    await analyst.page.goto('about:blank');
    await renamed('Terza risposta');
    await analyst.page.getByRole('link', { name: 'Iter', exact: true }).last().click();
    await analyst.page.waitForURL(/\/modeler$/);
    expect(await draft()).to.contain('Terza risposta');
  });

  it('asks when it cannot be saved, and goes on by itself once it is', async () => {
    await renamed('Quarta risposta');
    await analyst.page.route(drafts, (call) => call.abort());
    await tab('Versioni').click();
    await question().waitFor();
    await question().getByRole('button', { name: 'Resta qui' }).click();
    await question().waitFor({ state: 'detached' });
    await tab('Versioni').click();
    await question().waitFor();
    await analyst.page.unroute(drafts);
    await analyst.page.waitForURL('**/versioni');
    expect(await question().count()).to.equal(0);
    expect(await draft()).to.contain('Quarta risposta');
  });
});
