import { chromium, type Browser } from 'playwright-core';

/**
 * What a browser in a container needs, and nothing that calls home. Never the `args` of `@sparticuz/chromium`: they are
 * made for a cloud function and switch off what pages rely on.
 */
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser that `LF_CHROMIUM` names, else the one that npm brought (no download, no root). */
export const chromiumPath = async (): Promise<string> => {
  const named = process.env['LF_CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
};

/** Starts Chromium; whoever starts it closes it. */
export const launchChromium = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await chromiumPath(), args, chromiumSandbox: false });
