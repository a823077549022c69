import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { DemoServer } from '../support/demo-server.js';

/** The pages of the modeler, and what is there when all of it is. */
const pages = (route: string) => [
  { name: 'list of routes', path: '/modeler', there: '.lf-task-title' },
  { name: 'drawing', path: `/modeler/iter/${route}`, there: '.lf-editor-canvas .djs-shape' },
  { name: 'running cases', path: `/modeler/iter/${route}/osserva`, there: '.lf-diagram .djs-shape' },
];
const LOADS = 5;

type SignedIn = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>;

const signIn = async (browser: Browser, url: string): Promise<SignedIn> => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel('Nome utente').fill('analista');
  await page.getByLabel('Password', { exact: true }).fill('libro-firma-demo');
  await page.getByRole('button', { name: 'Accedi' }).click();
  await page.getByRole('heading', { name: 'La mia scrivania' }).waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
};

/** Milliseconds from the address to the page that can be used, nothing of it in the browser's cache; and bytes sent. */
const load = async (browser: Browser, storageState: SignedIn, address: string, there: string) => {
  const context = await browser.newContext({ storageState, viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const began = performance.now();
    await page.goto(address, { waitUntil: 'commit' });
    await page.locator(there).first().waitFor();
    const took = performance.now() - began;
    const bytes = await page.evaluate(() =>
      [...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')].reduce(
        (sum, entry) => sum + (entry as PerformanceResourceTiming).transferSize,
        0,
      ),
    );
    return { took, bytes };
  } finally {
    await context.close();
  }
};

/** The modeler through the real server, signed in, each time with an empty cache. */
const measure = async (): Promise<void> => {
  const browser = await launchChromium();
  const server = await DemoServer.open('2026-03-03T08:00:00Z');
  try {
    const state = await signIn(browser, server.url);
    for (const { name, path, there } of pages('nota-in-uscita')) {
      const loads = [];
      for (let n = 0; n < LOADS; n += 1) loads.push(await load(browser, state, `${server.url}${path}`, there));
      const times = loads.map(({ took }) => took).sort((one, other) => one - other);
      const kilobytes = Math.round(Math.max(...loads.map(({ bytes }) => bytes)) / 1024);
      const [median, longest] = [times[Math.floor(times.length / 2)] ?? NaN, times.at(-1) ?? NaN];
      console.log(`${name}: median ${median.toFixed(0)} ms, longest ${longest.toFixed(0)} ms, ${kilobytes} KB`);
    }
  } finally {
    await browser.close();
    await server.close();
  }
};

await measure();
