import type { Desk } from './desk.js';

export const PIN = '12345678';

/** Ticks tasks in the queue, opens each document, and asks for the signatures under one PIN; the page of the batch. */
export const signTogether = async (
  desk: Desk,
  titles: readonly string[],
  beforePin: () => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  const { page } = desk;
  for (const title of titles) {
    await page.getByRole('checkbox', { name: `Seleziona «${title}»`, exact: false }).check();
  }
  await desk.button('Firma i selezionati').click();
  await desk.button('Aprili uno dopo l’altro').click();
  for (let left = titles.length - 1; left >= 0; left -= 1) {
    await desk.dialog().locator('canvas').first().waitFor();
    if (left > 0) await desk.button('Prossimo da aprire').click();
  }
  await desk.button('Torna all’elenco').click();
  const sign = desk.button(`Firma ${titles.length} documenti`);
  await sign.waitFor();
  await beforePin();
  await page.locator('#pin').fill(PIN);
  await sign.click();
  await page.waitForURL(/\/firme\/.+/);
};

/** In a task that is open: waits until the document was seen, then signs it. */
export const signThis = async (desk: Desk, pin: string = PIN): Promise<void> => {
  await desk.seesDocument();
  await desk.page.locator('button:enabled', { hasText: /^Firma$/ }).click();
  await desk.page.locator('#pin').fill(pin);
  await desk.dialog().getByRole('button', { name: 'Firma', exact: true }).click();
};
