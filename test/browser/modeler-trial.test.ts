import { expect } from 'chai';
import type { Desk } from './support/desk.js';
import { Drawing } from './support/drawing.js';
import { drawnRoute } from './support/drawn-route.js';
import type { SmallRoute } from './support/small-route.js';
import { Town } from './support/town.js';
import { isUsable } from './support/usable.js';

const registry = '<lf:assignmentDefinition candidateGroups="role:registry@gare" />';

/** An answer that is reminded of by mail when nobody has given it in three days. */
const reminded = (answer: string): string =>
  drawnRoute({
    elements: `<startEvent id="richiesta" name="Richiesta" />
    <userTask id="risposta" name="${answer}"><extensionElements>${registry}</extensionElements></userTask>
    <boundaryEvent id="tardi" name="Dopo tre giorni" attachedToRef="risposta" cancelActivity="false">
      <timerEventDefinition id="tre"><timeDuration>P3D</timeDuration></timerEventDefinition>
    </boundaryEvent>
    <sendTask id="sollecito" name="Sollecito per e-mail"><extensionElements>
      <lf:taskDefinition type="notification.mail:1" />
      <lf:taskHeaders>
        <lf:header key="to" value="requester" /><lf:header key="subject" value="Sono passati tre giorni" />
        <lf:header key="body" value="La richiesta aspetta ancora una risposta." />
      </lf:taskHeaders>
    </extensionElements></sendTask>
    <endEvent id="sollecitata" name="Sollecitata" />
    <endEvent id="fine" name="Evasa" />`,
    places: {
      richiesta: [182, 162, 36, 36],
      risposta: [280, 140, 100, 80],
      tardi: [322, 202, 36, 36],
      sollecito: [420, 280, 100, 80],
      sollecitata: [580, 302, 36, 36],
      fine: [580, 162, 36, 36],
    },
    flows: [
      { from: 'richiesta', to: 'risposta' },
      { from: 'risposta', to: 'fine' },
      { from: 'tardi', to: 'sollecito' },
      { from: 'sollecito', to: 'sollecitata' },
    ],
  });

/** A choice that asks for something that nobody has said. */
const stuck = drawnRoute({
  elements: `<startEvent id="richiesta" name="Richiesta" />
    <exclusiveGateway id="urgente" name="È urgente?" />
    <userTask id="subito" name="Risposta subito"><extensionElements>${registry}</extensionElements></userTask>
    <userTask id="dopo" name="Risposta con calma"><extensionElements>${registry}</extensionElements></userTask>
    <endEvent id="fine" name="Evasa" />`,
  places: {
    richiesta: [182, 162, 36, 36],
    urgente: [270, 155, 50, 50],
    subito: [380, 80, 100, 80],
    dopo: [380, 220, 100, 80],
    fine: [540, 162, 36, 36],
  },
  flows: [
    { from: 'richiesta', to: 'urgente' },
    { from: 'urgente', to: 'subito', condition: '=urgenza = "alta"' },
    { from: 'urgente', to: 'dopo', condition: '=urgenza = "bassa"' },
    { from: 'subito', to: 'fine' },
    { from: 'dopo', to: 'fine' },
  ],
});

describe('Prova, played by an analyst,', function () {
  this.timeout(240_000);
  let town: Town;
  let analyst: Desk;
  let route: SmallRoute;

  before(async () => {
    town = await Town.open();
    analyst = await town.desk('analista');
  });
  after(() => town?.close());
  afterEach(() => expect(town.failures).to.deep.equal([]));

  const draft = async (name: string, xml: string): Promise<SmallRoute> => {
    const body = { name, sector: '*', from: { xml } };
    return (await town.people.want('analista', 'POST', 'routes', { body })) as unknown as SmallRoute;
  };
  const begin = async ({ id }: SmallRoute): Promise<void> => {
    await analyst.goto(`/modeler/iter/${id}/prova`);
    await analyst.button('Avvia la prova').click();
    await analyst.page.waitForURL(/\/prova\/.+/);
    await analyst.page.locator('.djs-shape').first().waitFor();
  };

  it('has a time of its own: moved to the deadline, the reminder goes out, and stays in the viewer', async () => {
    route = await draft('Risposta con sollecito', reminded('Risposta dell’ufficio'));
    await begin(route);
    const clock = analyst.page.locator('.lfm-clock');
    const before = await clock.innerText();
    await analyst.button(/^Vai a «Dopo tre giorni»/).click();
    await analyst.reads('E-mail non spedita');
    await analyst.reads(/Sono passati tre giorni/);
    await analyst.reads('La richiesta aspetta ancora una risposta.');
    expect(await clock.innerText()).not.to.equal(before);
    await analyst.page.locator('.djs-element.lf-visited[data-element-id="sollecito"]').waitFor();
    expect(town.smtp.received, 'nothing left the house').to.have.length(0);
    await isUsable(analyst);
  });

  it('moves its time by a day, never back', async () => {
    const clock = analyst.page.locator('.lfm-clock time');
    const at = async (): Promise<number> => Date.parse((await clock.getAttribute('datetime')) ?? '');
    const before = await at();
    await analyst.button('1 giorno avanti').click();
    await analyst.page.waitForFunction(
      (was) => Date.parse(document.querySelector('.lfm-clock time')?.getAttribute('datetime') ?? '') > was,
      before,
    );
    expect(await at()).to.be.at.least(before + 86_400_000);
    await analyst.button('Vai a una data').click();
    await analyst.page.getByLabel('Giorno').fill('2020-01-01');
    await analyst.button('Vai').click();
    await analyst.reads(/Il tempo va solo avanti/);
  });

  it('comes to its end and is kept as a scenario', async () => {
    await analyst.button('Completa').click();
    await analyst.reads('La prova è arrivata alla fine');
    await analyst.page.getByLabel(/^Nome dello scenario/).fill('Sollecitata e poi risposta');
    await analyst.button('Conserva come scenario').click();
    await analyst.reads(/Lo scenario «Sollecitata e poi risposta» è conservato/);
  });

  it('a scenario that the changed draft no longer plays keeps it from being published, and says where', async () => {
    const { xml, rev } = (await town.people.want('analista', 'GET', `routes/${route.id}/draft`)) as {
      xml: string;
      rev: number;
    };
    // The answer is another element now: what was played does not come by.
    const changed = xml
      .replaceAll('"risposta"', '"parere"')
      .replaceAll('"risposta_', '"parere_')
      .replaceAll('_risposta"', '_parere"');
    await town.people.want('analista', 'PUT', `routes/${route.id}/draft`, { body: { xml: changed, rev } });
    await Drawing.open(analyst, route.id);
    await analyst.button('Pubblica').click();
    const dialog = analyst.dialog();
    await dialog.getByLabel(/^Che cosa cambia e perché/).fill('La risposta diventa un parere.');
    await dialog.getByRole('button', { name: 'Pubblica', exact: true }).click();
    await analyst.reads('Lo scenario «Sollecitata e poi risposta» non finisce più come prima');
    await analyst.reads(/Passo \d+:/);
    await analyst.reads(/Se il cambiamento è voluto, togli lo scenario/);
    await isUsable(analyst);
    const { version } = await town.people.want('analista', 'GET', `routes/${route.id}`);
    expect(version, 'nothing was published').to.equal(null);
  });

  it('that stops says where, why and what to do', async () => {
    await begin(await draft('Scelta senza risposta', stuck));
    await analyst.reads('«È urgente?» si è fermato');
    await analyst.reads(/Se la causa è nel disegno, correggilo/);
    await analyst.page.locator('.djs-element.lf-failed[data-element-id="urgente"]').waitFor();
    await isUsable(analyst);
    await analyst.page.getByRole('link', { name: 'Vai al disegno' }).click();
    await analyst.page.waitForURL(/\/modeler\/iter\/[^/]+$/);
  });
});
