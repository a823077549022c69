/**
 * A BPMN 2.0 executor and its store; a library without a server.
 * @packageDocumentation
 */
export * from './plugin/index.js';
export * from './runtime/index.js';
export { compile, catalogOf, lfDescriptor, LF_NAMESPACE, type Problem, type ProblemCode } from './model/index.js';
export { openDatabase, type DatabaseOptions, type EngineDatabase } from './store/index.js';
