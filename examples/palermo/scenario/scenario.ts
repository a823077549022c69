import type { JsonObject } from '@libro-firma/engine/plugin';

/** A username: of the demo accounts, or of anybody else in the organisation. */
export type Who =
  | 'richiedente'
  | 'protocollo'
  | 'responsabile'
  | 'dirigente1'
  | 'dirigente2'
  | 'sostituto'
  | 'ragioneria'
  | 'amministratore'
  | 'analista'
  | (string & {});

/** Files of `examples/palermo/documents`, by their names without `.pdf`; uploaded by whoever starts or corrects. */
export interface Upload {
  readonly main: string;
  readonly attachments?: readonly string[];
}

export interface Start {
  readonly who: Who;
  readonly title: string;
  readonly confidential?: boolean;
  readonly mode?: 'live' | 'trial';
  /** Where the route composes the document itself there is none. */
  readonly bundle?: Upload;
  /** Of the start form, without the bundle. */
  readonly values: JsonObject;
}

/** Somebody completes a task, as the desk does: with the values that the form shows, and these instead of some of them. */
export interface Complete {
  readonly who: Who;
  /** Id of the element in the diagram, also of a called one. */
  readonly task: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly values?: JsonObject;
  /** A new version of the main document, in a correction. */
  readonly replace?: string;
  /** Words of the refusal that this has to meet; the task then stays open. */
  readonly refused?: string;
}

/** Somebody signs a task's document under one authorisation. */
export interface Sign {
  readonly who: Who;
  readonly sign: string;
}

/** Time goes by: an ISO 8601 duration of days or hours (`P3D`, `PT2H`). */
export interface Wait {
  readonly wait: string;
}

/** What is to be seen now. */
export interface Look {
  /** Elements whose tasks are open, in any order. */
  readonly open?: readonly string[];
  /** Somebody has not got this task in their queue. */
  readonly notFor?: { readonly who: Who; readonly task: string };
  /** A notice in somebody's desk holds these words. */
  readonly notice?: { readonly who: Who; readonly says: string };
}

export type Step = Complete | Sign | Wait | Look;

/** One run through a route. Whoever plays it may do so over HTTP, in a browser or by the engine. */
export interface Scenario {
  /** Completes "the route ...". */
  readonly name: string;
  readonly processId: string;
  readonly start: Start;
  readonly steps: readonly Step[];
  readonly end: {
    /** Id of the end event, or of the last one that was reached. */
    readonly at: string;
    /** The number that was taken, if one was: id of the register. In a trial nothing is taken. */
    readonly register?: string;
    /** Signatures on the main document. */
    readonly signatures: number;
    /** Addresses that a mail was handed over for. */
    readonly mails: readonly string[];
  };
}
