/** Drawing routes and trying them; among it, seeing in a trial what the person who is played would be offered. */
export const MODEL_PERMISSION = 'engine.model';
export const WATCH_PERMISSION = 'engine.watch';
