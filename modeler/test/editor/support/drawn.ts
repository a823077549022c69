import type { Page } from 'playwright-core';
import type { Editor, EditorProblem } from '../../../src/editor/contract.js';

/** What the page of the tests has in `window`. */
export interface TestWindow {
  readonly lf: Record<string, never>;
  readonly ed: Editor;
  readonly problems: readonly EditorProblem[];
  readonly heard: string[];
}

/** The editor on the page, with a drawing. */
export const openEditor = (
  page: Page,
  xml: string,
  more: { readonly expert?: boolean; readonly language?: 'it' | 'en' } = {},
): Promise<void> =>
  page.evaluate(
    async ({ text, expert, language }) => {
      const lists: Record<string, readonly { value: string; label: string }[]> = {
        'organisation.offices': [{ value: 'tributi', label: 'Ufficio Tributi' }],
        'organisation.books': [{ value: 'libro-tributi', label: 'Libro firma Tributi' }],
        'organisation.sectors': [{ value: 'entrate', label: 'Settore Entrate' }],
        'organisation.people': [{ value: 'p1', label: 'Amato Lucia' }],
        'protocol.registers': [{ value: 'generale', label: 'Protocollo generale' }],
        'protocol.classification': [{ value: 'VI.3', label: 'VI.3 Tributi' }],
      };
      // eslint-disable-next-line @typescript-eslint/no-explicit-any
      const shared = window as any;
      shared.heard = [];
      shared.ed = shared.lf.createEditor({
        container: document.getElementById('place'),
        catalogue: shared.lf.catalogue,
        host: {
          list: (name: string) => Promise.resolve(lists[name] ?? []),
          routes: () => Promise.resolve([{ id: 'firma-dirigente', name: 'Firma del dirigente' }]),
        },
        language,
        expert,
        iconSprite: shared.lf.sprite,
        checkAfterMs: 50,
      });
      for (const name of ['changed', 'imported', 'refused']) {
        shared.ed.on(name, (detail: object) => shared.heard.push(`${name} ${JSON.stringify(detail)}`));
      }
      shared.ed.on('problems', (list: unknown) => (shared.problems = list));
      await shared.ed.open(text);
    },
    { text: xml, expert: more.expert === true, language: more.language ?? 'it' },
  );

export const xmlOf = (page: Page): Promise<string> => page.evaluate(() => (window as never as TestWindow).ed.xml());

export const reveal = (page: Page, id: string): Promise<void> =>
  page.evaluate((element) => (window as never as TestWindow).ed.reveal(element), id);

/** Behind the selected element, by keyboard alone. */
export const append = async (page: Page, shape: string): Promise<void> => {
  await page.locator(`[data-shape="${shape}"]`).focus();
  await page.keyboard.press('Enter');
};

/** The id of the one element of this BPMN type (and name). */
export const idOf = async (page: Page, type: string, name?: string): Promise<string> => {
  const xml = await xmlOf(page);
  const found = [...xml.matchAll(new RegExp(`<${type} id="([^"]+)"(?: name="([^"]*)")?`, 'g'))].find(
    (match) => name === undefined || match[2] === name,
  );
  if (found?.[1] === undefined) throw new Error(`the drawing has no ${type} ${name ?? ''}\n${xml}`);
  return found[1];
};
