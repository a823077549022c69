import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
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

const modules = new URL('../../node_modules/', import.meta.url);
const cache = new URL('.cache/libro-firma/', modules);
/** By its place: `import.meta.resolve` is not there when mocha takes this file through `require`. */
const packaged = (file: string): URL => new URL(`@sparticuz/chromium/${file}`, modules);

/**
 * Unpacked into this checkout, written beside and then named. The package itself would unpack to `/tmp/chromium`, where
 * another run finds half a file while it is being written, and another user one that is not theirs to execute.
 */
const unpacked = async (): Promise<string> => {
  const { version } = JSON.parse(readFileSync(packaged('package.json'), 'utf8')) as { version: string };
  const target = fileURLToPath(new URL(`chromium-${version}`, cache));
  if (existsSync(target)) return target;
  await mkdir(cache, { recursive: true });
  const part = `${target}.${process.pid}`;
  await pipeline(
    createReadStream(packaged('bin/chromium.br')),
    createBrotliDecompress(),
    createWriteStream(part, { mode: 0o755 }),
  );
  await rename(part, target);
  return target;
};

/** The browser that `LF_CHROMIUM` names, else the one that npm brought (no download, no root). */
export const chromiumPath = async (): Promise<string> => {
  const named = process.env['LF_CHROMIUM'];
  return named !== undefined && named !== '' ? named : unpacked();
};

/** Starts Chromium; whoever starts it closes it. */
export const launchChromium = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await chromiumPath(), args, chromiumSandbox: false });
