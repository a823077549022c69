/**
 * For tests of processes, plugins and the engine itself.
 * @packageDocumentation
 */
export * from './certify.js';
export * from './clock.js';
export * from './crash.js';
export * from './database.js';
export * from './recording-log.js';
