import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const step = new URL('../../dist/core/step.js', import.meta.url);

/** What a module names in its imports: with and without names, re-exports, and those made while it runs. */
const importsOf = (source: string): readonly string[] =>
  [
    ...source.matchAll(
      /^(?:import|export)\b(?:[^;'"]*?\bfrom)?\s*['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]/gm,
    ),
  ].map(([, first, second]) => first ?? second ?? '');

/** Every module that the step can reach, with the packages that these import. */
const reachable = (): { modules: readonly string[]; packages: ReadonlySet<string> } => {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const open = [step.href];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const source = readFileSync(fileURLToPath(at), 'utf8');
    for (const specifier of importsOf(source)) {
      if (specifier.startsWith('.')) open.push(new URL(specifier, at).href);
      else packages.add(specifier);
    }
  }
  return { modules: [...seen].map((module) => module.replace(/.*\/dist\//, '')), packages };
};

describe('the step', () => {
  it('reaches nothing of store and runtime, and nothing of node', () => {
    const { modules, packages } = reachable();
    expect(modules).to.include('behaviors/index.js');
    expect(modules.filter((module) => /^(store|runtime|testing)\//.test(module))).to.deep.equal([]);
    expect([...packages].filter((name) => name.startsWith('node:'))).to.deep.equal([]);
    expect([...packages].sort()).to.deep.equal(['temporal-polyfill']);
  });

  it('would be found out by any kind of import', () => {
    const found = importsOf(
      [
        `import { a } from './a.js';`,
        `import b from "./b.js";`,
        `import './c.js';`,
        `export * from './d.js';`,
        `const e = await import('./e.js');`,
        `import { createRequire } from 'node:module';`,
        `const f = require('./f.js');`,
      ].join('\n'),
    );
    expect(found).to.deep.equal(['./a.js', './b.js', './c.js', './d.js', './e.js', 'node:module', './f.js']);
  });

  it('asks no clock and no dice: they come in through env', () => {
    const { modules } = reachable();
    const ours = modules.filter((module) => /^(core|behaviors|model)\//.test(module));
    for (const module of ours) {
      const source = readFileSync(new URL(`../../dist/${module}`, import.meta.url), 'utf8');
      expect(source, module).to.not.match(
        /Date\.now|new Date\(|Math\.random|randomUUID|process\.(env|hrtime)|setTimeout|performance\./,
      );
    }
  });
});
