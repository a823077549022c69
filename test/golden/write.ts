import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cases } from './cases.js';
import { record } from './fixture.js';

/**
 * `npm run golden`, once for each release: writes how its cases are saved. What an earlier release has saved is never
 * written again: it stands for the databases that are out there.
 */
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const folder = new URL(`./${version}/`, import.meta.url);
if (existsSync(folder)) throw new Error(`test/golden/${version} is there already: a release is recorded once`);
mkdirSync(folder);
for (const name of Object.keys(cases)) {
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(await record(name, version))}\n`);
  console.log(`${version}/${name}.json`);
}
