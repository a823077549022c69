/**
 * All that a plugin may import from the engine.
 * @packageDocumentation
 */
export * from './checks.js';
export * from './clock.js';
export * from './database.js';
export * from './directory.js';
export * from './drawn-before.js';
export * from './drawn-variables.js';
export * from './engine-api.js';
export * from './errors.js';
export * from './forms.js';
export * from './json.js';
export * from './live.js';
export * from './plugin.js';
export * from './ports.js';
export * from './routes.js';
export * from './said.js';
export * from './steps.js';
