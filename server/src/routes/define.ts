import type { Route } from '@libro-firma/engine/plugin';
import type { ZodType, z } from 'zod';
import type { ServerCall } from '../http/handle.js';

type ServerRoute<P extends ZodType, Q extends ZodType, B extends ZodType, A extends ZodType> = Omit<
  Route<P, Q, B, A>,
  'handle'
> & {
  handle(call: ServerCall<z.output<P>, z.output<Q>, z.output<B>>): ReturnType<Route<P, Q, B, A>['handle']>;
};

/** A route of the server's own: its handler sees the visit (session, network address) beside the call. */
export const defineServerRoute = <P extends ZodType, Q extends ZodType, B extends ZodType, A extends ZodType>(
  route: ServerRoute<P, Q, B, A>,
): Route<P, Q, B, A> => route as Route<P, Q, B, A>;
