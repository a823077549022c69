export type { Command, Path, StartCommand } from './commands.js';
export type { CallCommand, Effect, OpenIncident, OpenJob, OpenTask } from './effects.js';
export type { Event } from './events.js';
export type { Env, Outcome, RejectionCode, Touched } from './outcome.js';
export * from './state.js';
export { fold, step } from './step.js';
