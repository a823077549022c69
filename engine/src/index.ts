/**
 * A BPMN 2.0 executor and its store; a library without a server.
 * @packageDocumentation
 */
export * from './plugin/index.js';
export * from './runtime/index.js';
export {
  catalogOf,
  compile,
  lfDescriptor,
  LF_NAMESPACE,
  MAX_XML_BYTES,
  readDiagram,
  renamedDiagram,
  startersIn,
  supportedElements,
  type DiagramFacts,
  type Problem,
  type ProblemCode,
  type ProblemPart,
  type ProcessFacts,
  type SupportedElement,
} from './model/index.js';
export { makeFolder, openDatabase, type DatabaseOptions, type EngineDatabase } from './store/index.js';
