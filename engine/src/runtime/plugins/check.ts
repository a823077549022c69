import type { Migration } from '../../plugin/database.js';
import type { AnyPlugin } from '../../plugin/plugin.js';
import type { StepHandler, StepManifest } from '../../plugin/steps.js';
import type { LocalStep } from '../options.js';
import { schemaProblem } from './schema-problem.js';

/** Versions of the contract that this engine keeps. */
export const CONTRACT_VERSIONS: readonly number[] = [1];

const NAME = /^[a-z][a-z0-9]*$/;

/** What is wrong with plugins as they stand, before anything of theirs runs. One sentence each. */
export const checkPlugins = (plugins: readonly AnyPlugin[]): readonly string[] => {
  const problems: string[] = [];
  const names = new Set<string>();
  const types = new Map<string, string>();
  for (const plugin of plugins) {
    const { name, engine, steps = [] } = plugin.manifest;
    if (!NAME.test(name)) problems.push(`"${name}" is no plugin name: lower case letters and digits only`);
    if (names.has(name)) problems.push(`two plugins are called "${name}"`);
    names.add(name);
    if (!CONTRACT_VERSIONS.includes(engine)) {
      problems.push(
        `"${name}" was written for engine contract ${engine}; this engine keeps ${CONTRACT_VERSIONS.join(', ')}`,
      );
    }
    for (const step of steps) {
      const other = types.get(step.type);
      if (other !== undefined) problems.push(`step "${step.type}" is offered by "${other}" and by "${name}"`);
      types.set(step.type, name);
      problems.push(...checkStep(name, step));
    }
    problems.push(...checkMigrations(name, plugin.migrations ?? []));
    for (const { name: permission } of plugin.permissions ?? []) {
      if (!permission.startsWith(`${name}.`)) problems.push(`permission "${permission}" must begin with "${name}."`);
    }
  }
  return problems;
};

/** The same for steps that come without a plugin. */
export const checkLocalSteps = (steps: readonly LocalStep[], plugins: readonly AnyPlugin[]): readonly string[] => {
  const taken = new Set(plugins.flatMap(({ manifest }) => (manifest.steps ?? []).map(({ type }) => type)));
  return steps.flatMap(({ manifest, handler }) => {
    const problems = [...checkManifest(`step "${manifest.type}"`, manifest)];
    if (taken.has(manifest.type)) problems.push(`step "${manifest.type}" is offered twice`);
    taken.add(manifest.type);
    const missing = manifest.appliesTo === 'bpmn:UserTask' ? undefined : lacks(manifest, handler as StepHandler);
    return missing === undefined ? problems : [...problems, missing];
  });
};

/** What a handler owes to its manifest. */
export const lacks = (manifest: StepManifest, handler: StepHandler): string | undefined => {
  if (typeof handler.execute !== 'function') return `the handler of step "${manifest.type}" has no execute()`;
  return manifest.onUnknownOutcome === 'reconcile' && handler.reconcile === undefined
    ? `step "${manifest.type}" declares onUnknownOutcome "reconcile", and its handler has no reconcile()`
    : undefined;
};

const checkStep = (plugin: string, step: StepManifest): readonly string[] => {
  const where = `step "${step.type}" of "${plugin}"`;
  const named = new RegExp(`^${plugin}\\.[a-zA-Z][a-zA-Z0-9]*:[1-9][0-9]*$`).test(step.type);
  return [...(named ? [] : [`${where}: the type must be "${plugin}.<name>:<version>"`]), ...checkManifest(where, step)];
};

const checkManifest = (where: string, step: StepManifest): readonly string[] => {
  const problems: string[] = [];
  const says = (what: string) => problems.push(`${where}: ${what}`);
  if (step.retry.attempts < 1) says('at least one attempt is needed');
  if (step.timeoutMs <= 0) says('timeoutMs must be more than 0');
  if (step.inline === true && step.appliesTo === 'bpmn:UserTask') says('a user task cannot be inline');
  for (const [part, schema] of Object.entries({ config: step.config, input: step.input, output: step.output })) {
    if (schema === undefined) continue;
    const wrong = schemaProblem(schema);
    if (wrong !== undefined) says(`the ${part} schema is not valid: ${wrong}`);
  }
  if (step.config['type'] !== 'object') says('the config schema must describe an object');
  return problems;
};

const checkMigrations = (plugin: string, migrations: readonly Migration[]): readonly string[] => {
  const ids = migrations.map(({ id }) => id);
  const problems = ids
    .filter((id) => !id.startsWith(`${plugin}.`))
    .map((id) => `migration "${id}" must begin with "${plugin}."`);
  if (new Set(ids).size < ids.length) problems.push(`"${plugin}" has two migrations with one id`);
  if (ids.some((id, index) => index > 0 && id < (ids[index - 1] ?? ''))) {
    problems.push(`the migrations of "${plugin}" must stand in the order of their ids`);
  }
  return problems;
};
