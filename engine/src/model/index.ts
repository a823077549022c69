export * from './catalog.js';
export { compile, type Compiled } from './compile.js';
export type { Expression, Instant, Variables } from './feel.js';
export * from './graph.js';
export { LF_NAMESPACE, lfDescriptor } from './lf-moddle.js';
export type { Problem, ProblemCode } from './problems.js';
export { MAX_XML_BYTES } from './read.js';
export { schemaErrors } from './step-config.js';
export { addDuration, parseInstant, readTimer, type TimerDefinition } from './timer.js';
