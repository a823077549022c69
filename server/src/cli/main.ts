#!/usr/bin/env node
/** The version is looked at before anything is loaded that an older Node could not even read. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} è troppo vecchio: Libro Firma richiede Node 20.19 o più recente.`);
  process.exit(1);
}
const { run } = await import('./run.js');
process.exitCode = await run(process.argv.slice(2));

export {};
