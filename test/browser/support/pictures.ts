import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { heights, type Desk } from './desk.js';

/** Where pictures are wanted, if they are. */
const folder = process.env['LF_PICTURES'] ?? '';

/** The stories then show a letter of the Comune instead of what an office program made. */
export const picturing = folder !== '';

/** Passing messages lie over what is to be seen. */
const showMessages = (page: Page, shown: boolean): Promise<void> =>
  page.evaluate(
    (display) => {
      for (const corner of document.querySelectorAll<HTMLElement>('.lf-toasts')) corner.style.display = display;
    },
    shown ? '' : 'none',
  );

/**
 * With `LF_PICTURES=docs/pictures`: the page as it stands, on a wide screen and on a phone, as `<name>-<width>.png` in
 * that folder. They are in the README; whoever changes a screen makes them anew and looks at them.
 *
 * @param atEndOf what is to be seen, scrolled to its end; else the page's beginning
 */
export const picture = async ({ page }: Pick<Desk, 'page'>, name: string, atEndOf?: Locator): Promise<void> => {
  if (!picturing) return;
  mkdirSync(resolve(folder), { recursive: true });
  const before = page.viewportSize();
  for (const width of [1280, 390] as const) {
    await page.setViewportSize({ width, height: heights[width] });
    await page.mouse.move(0, 0);
    if (atEndOf === undefined) await page.evaluate(() => window.scrollTo(0, 0));
    else
      await atEndOf.evaluate((element) => {
        element.scrollTop = element.scrollHeight;
        element.scrollIntoView({ block: 'end' });
      });
    // The document is drawn again for the new width; a picture of an empty page helps nobody.
    await page.waitForFunction(() => {
      const shown = [...document.querySelectorAll('.lf-pdf-page')].filter((sheet) => {
        const { top, bottom } = sheet.getBoundingClientRect();
        return top < window.innerHeight && bottom > 0;
      });
      return shown.every((sheet) => sheet.querySelector('canvas') !== null);
    });
    await showMessages(page, false);
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), animations: 'disabled' });
    await showMessages(page, true);
  }
  if (before !== null) await page.setViewportSize(before);
};
