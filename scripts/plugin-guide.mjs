import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Puts the files of `test/packaging/albo-pretorio` into the plugin guide, as they are now: `node scripts/plugin-guide.mjs`. */
const root = fileURLToPath(new URL('../', import.meta.url));
const guide = join(root, 'docs/guides/plugin.md');
const sources = join(root, 'test/packaging/albo-pretorio');

const shown = readFileSync(guide, 'utf8').replace(
  /^(```\w+ title="([^"]+)"\n)[\s\S]*?^```$/gm,
  (_all, head, name) => `${head}${readFileSync(join(sources, name), 'utf8')}\`\`\``,
);
writeFileSync(guide, shown);
