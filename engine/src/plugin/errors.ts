import type { Json, Localized } from './json.js';

/** What kind of refusal an error is; the server maps each kind to one HTTP status (`server/src/http/problem.ts`). */
export type ErrorKind =
  | 'invalid' // the input itself is wrong: a field, a file, a diagram
  | 'unauthenticated' // nobody is signed in
  | 'forbidden' // somebody is, and may not
  | 'not-found' // it is not there, or the actor may not know that it is
  | 'conflict' // it was changed, completed or taken by somebody else meanwhile
  | 'gone' // it has ended
  | 'too-large' // more bytes, pages or items than the limit
  | 'unsupported' // a media type or an element that is not handled
  | 'too-many' // a rate limit
  | 'unavailable' // an outside party or a resource is out of reach; trying later helps
  | 'internal'; // a bug

/** What an error says beside its code and its sentence. */
export interface ErrorOptions {
  /** Where exactly, when the error concerns one place: an element id, a JSON pointer, a file name. */
  readonly where?: string;
  /**
   * Facts for programs: expected, got, limits. Never a secret. `fields` says by key what is wrong with the
   * fields of a form: over HTTP each {@link Localized} of it is answered in the language asked for.
   */
  readonly details?: { readonly [key: string]: Json };
  readonly cause?: unknown;
}

const MARK = Symbol.for('libro-firma.error');

/**
 * An error that a person can act on: a stable code (`documents.encrypted`), and a sentence that says what was expected,
 * what came, where, and what to do. Anything else that is thrown is a bug and is answered as `internal`.
 */
export class LibroFirmaError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly text: Localized;
  readonly where: string | undefined;
  readonly details: { readonly [key: string]: Json };

  constructor(kind: ErrorKind, code: string, text: Localized, options: ErrorOptions = {}) {
    super(text.en ?? text.it, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'LibroFirmaError';
    this.kind = kind;
    this.code = code;
    this.text = text;
    this.where = options.where;
    this.details = options.details ?? {};
  }

  static {
    Object.defineProperty(this.prototype, MARK, { value: true });
  }

  /** A plugin in a folder of its own may bring its own copy of this contract: the mark counts, not the class. */
  static override [Symbol.hasInstance](value: unknown): value is LibroFirmaError {
    return typeof value === 'object' && value !== null && MARK in value;
  }
}
