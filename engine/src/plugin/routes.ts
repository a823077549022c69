import type { Readable } from 'node:stream';
import type { ZodType, z } from 'zod';
import type { Membership, ActorId } from './directory.js';
import type { Database, TenantId, Tx } from './database.js';
import type { Localized } from './json.js';
import type { Language } from './said.js';

/** Who may call a route or enter a room. There is no default: a route without it does not load. */
export type Access =
  /** Anybody, without signing in. Say why: the access test prints it. */
  | { readonly kind: 'public'; readonly why: string }
  /** Anybody who is signed in; only for what is the actor's own or harmless. Say why. */
  | { readonly kind: 'signedIn'; readonly why: string }
  /** Whoever holds the permission in any of their roles today. */
  | { readonly kind: 'permission'; readonly permission: string }
  /** Whoever may see the case that the parameter names (a role on its route, or the requester). */
  | { readonly kind: 'case'; readonly param: string }
  /** Whoever may see the task's case, or with `work`, may work on the task now. */
  | { readonly kind: 'task'; readonly param: string; readonly may: 'see' | 'work' }
  /** A rule of the plugin's own, in one sentence and one function. `false` answers 404 unless `reveal`. */
  | {
      readonly kind: 'rule';
      readonly rule: string;
      readonly reveal?: boolean;
      check(
        tx: Tx,
        call: { readonly actor: Actor; readonly params: Readonly<Record<string, string>> },
      ): Promise<boolean>;
    };

/** The signed-in person as a handler sees them. */
export interface Actor {
  readonly id: ActorId;
  readonly name: string;
  readonly memberships: readonly Membership[];
  readonly permissions: ReadonlySet<string>;
}

/** What a handler may answer beside JSON. */
export class FileAnswer {
  readonly content: Readable | Uint8Array;
  readonly type: string;
  readonly name: string;
  readonly disposition: 'inline' | 'attachment';
  readonly etag: string | undefined;
  constructor(
    content: Readable | Uint8Array,
    options: { type: string; name: string; disposition?: 'inline' | 'attachment'; etag?: string },
  ) {
    this.content = content;
    this.type = options.type;
    this.name = options.name;
    this.disposition = options.disposition ?? 'attachment';
    this.etag = options.etag;
  }
}

/** What a route takes as its body. */
export type BodyRule<B extends ZodType> =
  | { readonly kind: 'none' }
  /** At most 1 MB of it, unless `maxBytes` says otherwise. */
  | { readonly kind: 'json'; readonly schema: B; readonly maxBytes?: number }
  /** The raw request body, streamed; more than `maxBytes` is refused with 413 while it arrives. */
  | { readonly kind: 'stream'; readonly maxBytes: number; readonly types: readonly string[] };

/** What a route answers: JSON (200 unless `status` says otherwise), nothing (204), a file. */
export type AnswerRule<A extends ZodType> =
  | { readonly kind: 'json'; readonly schema: A; readonly status?: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'file'; readonly types: readonly string[] };

/** One request, admitted and checked: everything that a handler sees. */
export interface RouteCall<P, Q, B> {
  readonly tenant: TenantId;
  /** `undefined` on public routes only. */
  readonly actor: Actor;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** With a stream body. */
  readonly stream: Readable;
  readonly contentType: string;
  /** Bytes of the body, where the sender says so before it sends them. */
  readonly contentLength?: number;
  /** The caller's `Idempotency-Key`, scoped to actor and route; give it to the engine as `commandId`. */
  readonly idempotencyKey: string | undefined;
  readonly db: Database;
  readonly now: number;
  /** That of the screens that the caller prefers (`Accept-Language`; RFC 9110, 12.5.4). */
  readonly language: Language;
  readonly signal: AbortSignal;
}

/**
 * A route is data. The router, OpenAPI 3.1, the web apps' typed client and the access test all come from the table that
 * these make. Schemas are strict: unknown fields are refused. `name` is unique: `protocol.registrations.search`.
 */
export interface Route<
  P extends ZodType = ZodType,
  Q extends ZodType = ZodType,
  B extends ZodType = ZodType,
  A extends ZodType = ZodType,
> {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1` for JSON (`/protocol/registrations/:id`); with `page: true` below `/` for public HTML pages. */
  readonly path: `/${string}`;
  readonly page?: boolean;
  readonly summary: Localized;
  readonly access: Access;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: BodyRule<B>;
  readonly answer: AnswerRule<A>;
  /**
   * What a repeated write with the same `Idempotency-Key` gets. `recorded`, the rule unless said otherwise: the answer
   * that the router kept of the first one. `command`: whatever the handler gives, which passes the key to the engine as
   * `commandId` (cheaper: no rows of its own). `none`: it is done again.
   */
  readonly idempotency?: 'recorded' | 'command' | 'none';
  handle(call: RouteCall<z.output<P>, z.output<Q>, z.output<B>>): Promise<z.input<A> | FileAnswer | void>;
}

// A table holds routes of many shapes; each was checked where it was written by defineRoute.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyRoute = Route<any, any, any, any>;

/** Keeps the types of one route together: `handle` sees what the schemas say. */
export const defineRoute = <P extends ZodType, Q extends ZodType, B extends ZodType, A extends ZodType>(
  route: Route<P, Q, B, A>,
): Route<P, Q, B, A> => route;

/** A socket.io room of the plugin's own, joined as `<prefix>:<key>`; `access` sees `key` as the parameter `key`. */
export interface RoomDefinition {
  readonly prefix: string;
  readonly access: Access;
}

/** A permission that roles may be given. */
export interface PermissionDefinition {
  readonly name: string;
  readonly label: Localized;
}
