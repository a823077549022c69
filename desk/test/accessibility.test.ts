import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { sizes, startDesk, type DeskHouse, type DeskPage, type SizeName } from './support/desk.js';

interface Visit {
  readonly name: string;
  readonly address: string;
  readonly prepare?: (desk: DeskPage) => Promise<void>;
}

const opened = async ({ page }: DeskPage): Promise<void> => {
  await page.waitForFunction(() => document.body.dataset['opened'] === 'yes');
};

const visits: readonly Visit[] = [
  {
    name: 'Accedi',
    address: '/',
    prepare: async ({ page, server }) => {
      server.signedIn = false;
      await page.reload();
      await page.getByRole('heading', { name: 'Accedi' }).waitFor();
    },
  },
  {
    name: 'La mia scrivania, with ticked tasks',
    address: '/',
    prepare: async ({ page }) => {
      await page.getByRole('checkbox', { name: /Convenzione/ }).check();
      await page.getByRole('region', { name: 'Azioni sulle attività selezionate' }).waitFor();
    },
  },
  { name: 'a task in a plugin’s panel', address: '/attivita/01a.3', prepare: opened },
  {
    name: 'a task with errors in its form',
    address: '/attivita/01e.3',
    prepare: async (desk) => {
      await opened(desk);
      await desk.page.getByRole('button', { name: 'Approva' }).click();
    },
  },
  {
    name: 'the reject dialog',
    address: '/attivita/01e.3',
    prepare: async (desk) => {
      await opened(desk);
      await desk.page.getByRole('button', { name: 'Respingi' }).click();
    },
  },
  {
    name: 'the diagram',
    address: '/attivita/01a.3',
    prepare: async ({ page }) => {
      await page.getByRole('button', { name: 'Guarda sul diagramma' }).click();
      await page.locator('[data-element-id="sign1"].lf-active').waitFor();
    },
  },
  { name: 'Nuova richiesta', address: '/nuova' },
  {
    name: 'a start form with errors',
    address: '/nuova/nota-in-uscita',
    prepare: async ({ page }) => {
      await page.getByRole('button', { name: 'Invia la richiesta' }).click();
      await page.getByRole('combobox', { name: 'Ufficio' }).click();
      await page.getByRole('option').first().waitFor();
    },
  },
  { name: 'Le mie richieste', address: '/richieste' },
  { name: 'a case', address: '/pratiche/c-01a.3', prepare: opened },
  { name: 'Anomalie', address: '/anomalie' },
  { name: 'Cambia password', address: '/password' },
  { name: 'a plugin’s page', address: '/protocollo/registro' },
  {
    name: 'the parts of the kit',
    address: '/campionario',
    prepare: async ({ page }) => {
      await page.getByRole('toolbar', { name: /scansione/ }).scrollIntoViewIfNeeded();
      await page.waitForFunction(() => document.body.dataset['scan'] === 'yes');
      await page.getByRole('combobox', { name: 'Dal server' }).fill('aquile');
      await page.getByRole('option', { name: /Aggiungi/ }).waitFor();
    },
  },
  {
    name: 'the profile',
    address: '/richieste',
    prepare: ({ page }) => page.getByRole('button', { name: /profilo e uscita/ }).click(),
  },
];

const inspect = async (page: Page, axe: string): Promise<readonly string[]> => {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: judge } = window as unknown as {
      axe: {
        run(options: object): Promise<{
          violations: { id: string; help: string; nodes: { html: string; failureSummary: string }[] }[];
        }>;
      };
    };
    const { violations } = await judge.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id} (${help}): ${html.slice(0, 200)} ${failureSummary}`),
    );
  });
};

describe('accessibility (axe: WCAG 2.2 AA and good practice)', function () {
  this.timeout(120_000);
  let house: DeskHouse;
  let axe = '';
  before(async () => {
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    house = await startDesk();
  });
  after(() => house.close());

  for (const size of Object.keys(sizes) as SizeName[]) {
    for (const { name, address, prepare } of visits) {
      it(`${name}, at ${sizes[size].width} px: nothing to object, nothing wider than the screen, no breach of the CSP`, async () => {
        const desk = await house.open(address, size);
        try {
          await desk.page.getByRole('heading', { level: 1 }).first().waitFor();
          await prepare?.(desk);
          expect(await desk.page.getByRole('heading', { level: 1 }).first().innerText()).to.not.match(/^Pagina/);
          expect(await inspect(desk.page, axe)).to.deep.equal([]);
          const overflow = await desk.page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overflow, 'pixels beyond the right edge').to.equal(0);
          expect(desk.server.violations).to.deep.equal([]);
          expect(desk.errors).to.deep.equal([]);
        } finally {
          await desk.close();
        }
      });
    }
  }

  it('would notice a breach of the CSP', async () => {
    const desk = await house.open('/password');
    await desk.page.getByRole('heading', { level: 1 }).waitFor();
    await desk.page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<i style="color: red">x</i>'));
    expect(desk.errors.join()).to.contain('Content Security Policy');
    await desk.close();
  });

  it('leads the keyboard past the navigation, and to the heading of each new page', async () => {
    const desk = await house.open('/');
    const { page } = desk;
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal('Vai al contenuto');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('contenuto');
    await page.getByRole('link', { name: 'Le mie richieste' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal('Le mie richieste');
    await desk.close();
  });
});
