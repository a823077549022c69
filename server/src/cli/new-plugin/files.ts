import { packageJson, readme, settingsJson, testTsconfig, tsconfig } from './package-files.js';
import { indexSource, migrationsSource, notesSource, routesSource, stepSource, testSource } from './sources.js';

/** What a new plugin is made of, by paths in its folder. */
export const newPluginFiles = (name: string): Readonly<Record<string, string>> => ({
  'README.md': readme(name),
  'package.json': packageJson(name),
  'tsconfig.json': tsconfig,
  'settings.json': settingsJson,
  'src/index.ts': indexSource(name),
  'src/migrations.ts': migrationsSource(name),
  'src/notes.ts': notesSource(name),
  'src/routes.ts': routesSource(name),
  'src/step.ts': stepSource(name),
  'test/tsconfig.json': testTsconfig,
  [`test/${name}.spec.ts`]: testSource(name),
});
