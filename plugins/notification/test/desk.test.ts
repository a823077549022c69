import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Notices } from '../src/ports.js';
import { launchChromium } from '../../../test/support/chromium.js';
import { openHouse, process as xml, type House } from './support/engine.js';
import { Front } from './support/front.js';
import { TENANT } from './support/world.js';

const USE = 'notification.addressBook.use';
const EDIT = 'notification.addressBook.edit';
const OUTBOX = 'notification.outbox.read';

describe('the screens of notification', function () {
  this.timeout(60_000);
  let house: House;
  let front: Front;
  let address: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let axe: string;
  let failures: string[];

  before(async () => {
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    browser = await launchChromium();
  });
  after(async () => browser.close());
  const open = async (settings: Parameters<typeof openHouse>[0]): Promise<void> => {
    house = await openHouse(settings, { demo: true });
    await house.engine.deploy({ tenant: TENANT, xml: xml(), actor: 'p-1', publish: true });
    front = new Front(house);
    front.demo = true;
    address = await front.listen();
  };
  beforeEach(async () => {
    await open({});
    context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      locale: 'it-IT',
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    failures = [];
    page.on('pageerror', (error) => failures.push(error.message));
  });
  afterEach(async () => {
    await context.close();
    await front.close();
    await house.close();
    expect(failures).to.deep.equal([]);
    expect(front.violations).to.deep.equal([]);
  });

  const fits = async (): Promise<void> => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).to.equal(true);
  };
  const accessible = async (): Promise<void> => {
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const { axe: judge } = window as unknown as {
        axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const { violations } = await judge.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
    });
    expect(found).to.deep.equal([]);
  };
  const chips = () => page.getByRole('list', { name: 'Destinatari scelti' }).getByRole('listitem');
  const addEntry = (name: string, email: string) =>
    front.caller.permissions?.includes(EDIT) === true
      ? page.request.post(`${address}/api/v1/notification/addresses`, { data: { kind: 'company', name, email } })
      : Promise.reject(new Error('needs the permission'));

  describe('the recipients of a request', () => {
    beforeEach(async () => {
      front.caller = { id: 'p-1', permissions: [USE, EDIT] };
      await addEntry('Edilizia Siciliana S.r.l.', 'info@edilizia.example.it');
      await page.goto(`${address}/nuova/send`);
      await page.getByRole('group', { name: /Destinatari/ }).waitFor();
    });

    it('are found while typing, added as new ones, and go with the request, all by keyboard', async () => {
      const search = page.getByRole('combobox', { name: 'Cerca in rubrica o scrivi un nome' });
      await search.focus();
      await page.keyboard.type('edil');
      await page.getByRole('option', { name: /Edilizia Siciliana/ }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await chips().filter({ hasText: 'info@edilizia.example.it' }).waitFor();

      await search.focus();
      await page.keyboard.type('Anna Neri');
      await page.getByRole('option', { name: 'Aggiungi «Anna Neri»' }).waitFor();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Nuovo destinatario' });
      // Nothing but who types it knows what it is, and which word is the family name.
      expect(await dialog.getByLabel('Nome o denominazione').inputValue()).to.equal('Anna Neri');
      await dialog.getByLabel('E-mail').focus();
      await page.keyboard.press('Enter');
      await dialog.getByText('Scegli chi è.').waitFor();
      await dialog.getByLabel('Tipo').selectOption('Persona');
      await dialog.getByText('Finora è «Anna Neri»: dividi nome e cognome.').waitFor();
      expect(await dialog.getByLabel('Cognome').inputValue()).to.equal('Anna Neri');
      await dialog.getByRole('textbox', { name: 'Nome', exact: false }).first().fill('Anna');
      await dialog.getByLabel('E-mail').focus();
      await page.keyboard.press('Enter');
      await dialog.getByText('Lascia qui solo il cognome.').waitFor();
      await fits();
      await accessible();
      await dialog.getByLabel('Cognome').fill('Neri');
      await dialog.getByLabel('E-mail').focus();
      await page.keyboard.press('Enter');
      await dialog.getByText('Scrivi un indirizzo e-mail come nome@comune.example.it.').waitFor();
      await page.keyboard.type('anna@example.it');
      await page.keyboard.press('Enter');
      await chips().filter({ hasText: 'anna@example.it' }).getByText('Nuovo').waitFor();
      await fits();
      await accessible();

      await page.getByRole('textbox').first().fill('Nota');
      const [request] = await Promise.all([
        page.waitForRequest((sent) => sent.method() === 'POST' && sent.url().endsWith('/cases')),
        page.getByRole('button', { name: /Avvia|Invia/ }).click(),
      ]);
      const { instanceId } = (await (await request.response())?.json()) as { instanceId: string };
      const { recipients } = await house.db.read(TENANT, (tx) => house.engine.variables(tx, instanceId));
      const told = recipients as { name: string; givenName?: string; familyName?: string }[];
      expect(told.map(({ name, givenName, familyName }) => [name, givenName, familyName])).to.deep.equal([
        ['Edilizia Siciliana S.r.l.', undefined, undefined],
        ['Anna Neri', 'Anna', 'Neri'],
      ]);
    });

    it('offer what may be the same as the one being typed', async () => {
      await page.getByRole('combobox', { name: 'Cerca in rubrica o scrivi un nome' }).fill('Edilizia Sicilana');
      await page.getByRole('button', { name: 'Nuovo destinatario' }).click();
      const dialog = page.getByRole('dialog', { name: 'Nuovo destinatario' });
      expect(await dialog.getByLabel('Nome o denominazione').inputValue()).to.equal('Edilizia Sicilana');
      await dialog.getByText('Forse è già in rubrica').waitFor();
      await dialog.getByRole('button', { name: /Usa questo: Edilizia Siciliana/ }).click();
      expect(await chips().allInnerTexts()).to.have.length(1);
      expect(await chips().getByText('Nuovo').count()).to.equal(0);
    });

    it('are taken away again, and the focus stays in the field', async () => {
      await page.getByRole('combobox', { name: 'Cerca in rubrica o scrivi un nome' }).fill('edil');
      await page.getByRole('option', { name: /Edilizia Siciliana/ }).click();
      await page.getByRole('button', { name: 'Togli Edilizia Siciliana S.r.l.' }).click();
      await page.getByText('Nessun destinatario.').waitFor();
      expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).to.equal('combobox');
    });
  });

  const send = async (): Promise<string> => {
    front.caller = { id: 'p-1', permissions: [OUTBOX] };
    const recipients = [{ kind: 'person', name: 'Anna Neri', email: 'anna@example.it' }];
    const started = { tenant: TENANT, processId: 'send', actor: 'p-1', title: 'Nota', values: { recipients } };
    const { instanceId } = await house.engine.start(started);
    await house.engine.settle();
    return instanceId;
  };

  describe('of a case whose mail server is down', () => {
    beforeEach(async () => {
      await front.close();
      await house.close();
      // Nobody listens there.
      await open({ smtpUrl: 'smtp://127.0.0.1:1', smtpSecurity: 'none', from: 'ufficio@example.it' });
    });

    it('say in plain words what happened and what happens next, and why only to who opens it', async () => {
      const caseId = await send();
      await page.goto(`${address}/pratiche/${caseId}`);
      const panel = page.getByRole('region', { name: 'Invii' });
      await panel.getByText(/^Il server di posta non risponde\. Si (riprova|sta riprovando) /).waitFor();
      const reason = panel.getByText(/ECONNREFUSED/);
      expect(await reason.isVisible()).to.equal(false);
      await panel.getByText('Motivo tecnico').click();
      expect(await reason.isVisible()).to.equal(true);
      await fits();
      await accessible();
    });
  });

  describe('of a case whose mails were sent', () => {
    let caseId: string;
    beforeEach(async () => {
      caseId = await send();
    });

    it('say beside the case that the server took them, and never that they arrived', async () => {
      await page.goto(`${address}/pratiche/${caseId}`);
      const panel = page.getByRole('region', { name: 'Invii' });
      await panel.getByText('Accettata dal server', { exact: true }).waitFor();
      expect(await panel.innerText()).not.to.match(/consegnat/i);
      await fits();
      await panel.getByRole('button', { name: 'Dettagli dell’invio a Anna Neri' }).click();
      const dialog = page.getByRole('dialog', { name: 'Invio per e-mail' });
      await dialog.getByText('Gentile Anna Neri').waitFor();
      await dialog.getByText(/^250 /).waitFor();
      await fits();
      await accessible();
    });

    it('show in the demo’s mail box what arrived', async () => {
      await page.goto(`${address}/`);
      await page.getByRole('link', { name: 'Posta di prova' }).click();
      await page.getByRole('button', { name: 'Apri la mail a anna@example.it' }).click();
      await page.getByRole('dialog').getByText('PROVA - SENZA VALORE LEGALE - Su Nota').waitFor();
      await fits();
      await accessible();
    });

    it('list the mails for whoever looks after them', async () => {
      await page.goto(`${address}/invii`);
      await page.getByRole('row').filter({ hasText: 'anna@example.it' }).getByText('Accettata dal server').waitFor();
      await page.getByLabel('Stato').selectOption('In coda');
      await page.getByText('Nessun invio').waitFor();
      await fits();
      await accessible();
    });
  });

  describe('the bell', () => {
    beforeEach(async () => {
      front.caller = { id: 'p-1' };
      const plugin = house.engine.plugins.find(({ definition }) => definition.manifest.name === 'notification');
      const notices = plugin?.context.container.get(Notices);
      for (const key of ['a', 'b']) {
        await notices?.post(TENANT, { key, kind: 'route', to: { persons: ['p-1'] }, text: `Avviso ${key}` });
        house.clock.advance('1m');
      }
    });

    it('counts what is to be read, shows it, and is empty once it was read', async () => {
      await page.goto(`${address}/`);
      await page.getByRole('button', { name: 'Avvisi, 2 da leggere' }).click();
      const panel = page.getByRole('region', { name: 'Avvisi' });
      await panel.getByText('Avviso b').waitFor();
      await fits();
      await accessible();
      await panel.getByRole('button', { name: 'Segna tutti come letti' }).click();
      await panel.getByText('Nessun avviso da leggere.').waitFor();
      await page.getByRole('button', { name: 'Avvisi', exact: true }).waitFor();
    });

    it('leads to all notices, where kinds are muted', async () => {
      await page.goto(`${address}/avvisi`);
      await page.getByText('Avviso a').waitFor();
      await page.getByLabel('Avvisi dagli iter').uncheck();
      await page.reload();
      await page.getByLabel('Avvisi dagli iter').waitFor();
      expect(await page.getByLabel('Avvisi dagli iter').isChecked()).to.equal(false);
      await fits();
      await accessible();
    });
  });

  describe('the address book', () => {
    it('is searched, added to, changed and archived, and offers doubles', async () => {
      front.caller = { id: 'p-1', permissions: [USE, EDIT] };
      await addEntry('Edilizia Siciliana S.r.l.', 'info@edilizia.example.it');
      await page.goto(`${address}/rubrica`);
      await page.getByRole('button', { name: 'Nuova voce' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Nome o denominazione').fill('Edilizia Sicilana');
      await dialog.getByRole('button', { name: /Apri: Edilizia Siciliana/ }).click();
      await page.getByRole('dialog', { name: /Modifica Edilizia/ }).waitFor();
      await dialog.getByText('Altri dati').click();
      await dialog.getByLabel('Codice fiscale o partita IVA').fill('00743110158');
      await accessible();
      await dialog.getByRole('button', { name: 'Salva' }).click();
      await dialog.getByText(/partita IVA validi/).waitFor();
      await dialog.getByLabel('Codice fiscale o partita IVA').fill('00743110157');
      await dialog.getByLabel('Archiviata').check();
      await dialog.getByRole('button', { name: 'Salva' }).click();
      await page.getByText('Nessuna voce').waitFor();
      await page.getByLabel('Anche le voci archiviate').check();
      await page.getByLabel('Nome, e-mail o codice').fill('00743');
      await page.getByRole('row').filter({ hasText: 'Edilizia Siciliana' }).getByText('Archiviata').waitFor();
      await fits();
      await accessible();
    });

    it('is no wider than the page, at any width, with the longest addresses', async () => {
      front.caller = { id: 'p-1', permissions: [USE, EDIT] };
      const data = {
        kind: 'administration',
        name: 'Assessorato regionale delle infrastrutture e della mobilità',
        email: 'dipartimento.infrastrutture.mobilita.trasporti@regione.esempio.example.it',
        pec: 'dipartimento.infrastrutture.mobilita.trasporti@certmail.regione.example.it',
        ipaCode: 'r_sicili_infrastrutture',
        taxCode: '80016350821',
      };
      await page.request.post(`${address}/api/v1/notification/addresses`, { data });
      for (const width of [1280, 1024, 768, 390, 320]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${address}/rubrica`);
        await page.getByText('Assessorato regionale').waitFor();
        await fits();
      }
    });

    it('has nothing to change for whoever may only use it', async () => {
      front.caller = { id: 'p-1', permissions: [USE] };
      await page.goto(`${address}/rubrica`);
      await page.getByText('Nessuna voce').waitFor();
      expect(await page.getByRole('button', { name: 'Nuova voce' }).count()).to.equal(0);
    });
  });
});
