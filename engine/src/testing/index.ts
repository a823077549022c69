/**
 * For tests of processes, plugins and the engine itself.
 * @packageDocumentation
 */
export * from './clock.js';
export * from './database.js';
