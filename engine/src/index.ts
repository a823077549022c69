/**
 * A BPMN 2.0 executor and its store; a library without a server.
 * @packageDocumentation
 */
export * from './plugin/index.js';
export { openDatabase, type DatabaseOptions, type EngineDatabase } from './store/index.js';
export * from './core/index.js';
export * from './model/index.js';
