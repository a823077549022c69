import { expect } from 'chai';
import type { Desk } from './support/desk.js';
import { Drawing } from './support/drawing.js';
import { drawnRoute } from './support/drawn-route.js';
import type { SmallRoute } from './support/small-route.js';
import { Town } from './support/town.js';
import { isUsable } from './support/usable.js';

const documents =
  '<lf:userTaskForm>{"fields": [{"key": "bundle", "label": "Documenti", "kind": "documents.bundle", "required": true}]}</lf:userTaskForm>';

const signature = (id: string, name: string, group: string, allowReject: boolean): string =>
  `<userTask id="${id}" name="${name}"><extensionElements>
    <lf:taskDefinition type="signing.signature:1" />
    ${allowReject ? '' : '<lf:taskHeaders><lf:header key="allowReject" value="false" /></lf:taskHeaders>'}
    <lf:assignmentDefinition candidateGroups="${group}" />
    <lf:ioMapping><lf:input source="=bundle" target="bundle" /></lf:ioMapping>
  </extensionElements></userTask>`;

const number = `<serviceTask id="numero" name="Protocollo"><extensionElements>
    <lf:taskDefinition type="protocol.register:1" />
    <lf:taskHeaders>
      <lf:header key="direction" value="internal" /><lf:header key="classification" value="VI.5" />
      <lf:header key="subject" value="=case.title" /><lf:header key="office" value="gare" />
      <lf:header key="register" value="protocollo-generale" />
    </lf:taskHeaders>
    <lf:ioMapping><lf:input source="=bundle" target="bundle" /></lf:ioMapping>
  </extensionElements></serviceTask>`;

/** Two signatures and a number, one after the other; no accountant works in that office. */
const inOrder = (order: readonly ('prima' | 'seconda' | 'numero')[], allowReject: boolean): string => {
  const ids = ['richiesta', ...order, 'fine'];
  const sizes = { richiesta: [36, 36], fine: [36, 36] } as Readonly<Record<string, readonly [number, number]>>;
  return drawnRoute({
    elements: `<startEvent id="richiesta" name="Richiesta"><extensionElements>${documents}</extensionElements></startEvent>
    ${signature('prima', 'Firma del dirigente', 'book:lf-area-opere:signer1', allowReject)}
    ${signature('seconda', 'Seconda firma', 'role:accounting@gare', allowReject)}
    ${number}<endEvent id="fine" name="Evasa" />`,
    places: Object.fromEntries(
      ids.map((id, at) => {
        const [width, height] = sizes[id] ?? [100, 80];
        return [id, [180 + at * 160, 180 - height / 2, width, height] as const];
      }),
    ),
    flows: ids.slice(1).map((to, at) => ({ from: ids[at] ?? '', to })),
  });
};

describe('a drawing that would go wrong', function () {
  this.timeout(170_000);
  let town: Town;
  let analyst: Desk;

  before(async () => {
    town = await Town.open();
    analyst = await town.desk('analista');
  });
  after(() => town?.close());
  afterEach(() => expect(town.failures).to.deep.equal([]));

  const open = async (name: string, xml: string): Promise<string> => {
    const body = { name, sector: '*', from: { xml } };
    const { id } = (await town.people.want('analista', 'POST', 'routes', { body })) as unknown as SmallRoute;
    await Drawing.open(analyst, id);
    return id;
  };

  it('is told so while drawing: who signs is nobody, a rejection leads nowhere, the number comes too early', async () => {
    await open('Iter sbagliato', inOrder(['prima', 'numero', 'seconda'], true));
    const strip = analyst.page.locator('.lfm-problem-strip');
    await strip
      .filter({ hasText: /errori/ })
      .getByRole('button')
      .first()
      .click();
    await analyst.reads(/«Seconda firma» spetta a .*, ma oggi nessuno ricopre questo ruolo/);
    await analyst.reads(
      /Se «Firma del dirigente» viene respinto, l’iter prosegue con «Protocollo» come se fosse stato approvato/,
    );
    await analyst.reads(/Usa «Torna indietro» dal passo fino a chi deve correggere/);
    await analyst.reads(/«Protocollo» prende il numero prima dell’ultima firma/);
    await isUsable(analyst);
  });

  it('leads from what is told to the field in which it is mended', async () => {
    const { page } = analyst;
    // On a phone there was no room to draw; wide again, the page is as it was left, its problems unfolded.
    await page.locator('.lfm-problem').filter({ hasText: 'nessuno ricopre' }).getByRole('button').click();
    await page.locator('.lf-editor-canvas .djs-shape.selected[data-element-id="seconda"]').waitFor();
    await page.waitForFunction(() =>
      document.querySelector('[data-entry-id="lf-who"]')?.contains(document.activeElement),
    );
  });

  it('is not published with errors', async () => {
    await analyst.button('Pubblica').click();
    const dialog = analyst.dialog();
    await dialog.getByText('Così non si può pubblicare').waitFor();
    expect(await dialog.getByRole('button', { name: 'Pubblica', exact: true }).count()).to.equal(0);
    await dialog.getByRole('button', { name: 'Torna al disegno' }).click();
  });

  it('is published before somebody is appointed only by whoever says that it is meant', async () => {
    const id = await open('Iter in attesa di nomina', inOrder(['prima', 'seconda', 'numero'], false));
    await analyst.button('Pubblica').click();
    const dialog = analyst.dialog();
    await dialog.getByLabel(/^Che cosa cambia e perché/).fill('La nomina è in corso.');
    const publish = dialog.getByRole('button', { name: 'Pubblica', exact: true });
    await publish.click();
    await dialog.getByText(/Conferma che va bene così/).waitFor();
    await dialog.getByLabel(/^Pubblica lo stesso/).check();
    await publish.click();
    await analyst.reads(/Pubblicata la versione 1/);
    expect(await town.people.want('analista', 'GET', `routes/${id}`)).to.include({ version: 1 });
  });
});
