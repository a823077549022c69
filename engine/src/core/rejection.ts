import type { RejectionCode } from './outcome.js';

/** Why a command does not fit the state; nothing of it has happened then. */
export interface Rejection {
  readonly code: RejectionCode;
  readonly message: string;
}

export const reject = (code: RejectionCode, message: string): Rejection => ({ code, message });
