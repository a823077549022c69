#!/usr/bin/env node
import { existsSync } from 'node:fs';
import type * as Bundler from 'esbuild';
import { screenOptions } from './bundle-screens.js';

const usage = `lf-desk-build <entry.tsx> <outdir> [--watch]

Bundles a plugin's desk screens into <outdir>/index.js (and index.css): an ES module that uses the desk's own kit.
Give its address to definePlugin: desk: { module: new URL('./desk/index.js', import.meta.url) }.
`;

const fail = (message: string): never => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

const loadBundler = async (): Promise<typeof Bundler> => {
  try {
    return await import('esbuild');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return fail('lf-desk-build needs esbuild, which is not installed here: npm install --save-dev esbuild');
  }
};

const main = async (): Promise<void> => {
  const words = process.argv.slice(2);
  const [entry, outdir, ...rest] = words.filter((word) => !word.startsWith('--'));
  const flags = words.filter((word) => word.startsWith('--'));
  if (flags.includes('--help')) {
    process.stdout.write(usage);
    return;
  }
  if (entry === undefined || outdir === undefined || rest.length > 0) return fail(usage);
  if (!existsSync(entry)) return fail(`lf-desk-build: there is no file ${entry}`);
  const bundler = await loadBundler();
  const options = screenOptions(entry, outdir);
  if (flags.includes('--watch')) {
    const context = await bundler.context({ ...options, logLevel: 'info' });
    await context.watch();
    return;
  }
  // esbuild has printed what is wrong when it rejects.
  await bundler.build(options).catch(() => process.exit(1));
};

await main();
