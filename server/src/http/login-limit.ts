import { rateLimit } from 'express-rate-limit';
import type { RequestHandler } from 'express';
import { sendProblem } from './answer.js';
import { problem } from './problem.js';

const WINDOW_MS = 15 * 60_000;

/** Failed sign-ins from one network address; an office behind one address signs in as often as it likes. */
export const loginLimit = (failures: number): RequestHandler =>
  rateLimit({
    windowMs: WINDOW_MS,
    limit: failures,
    skipSuccessfulRequests: true,
    standardHeaders: false,
    legacyHeaders: false,
    handler: (request, response) => {
      request.resume();
      sendProblem(
        response,
        problem(
          'too-many',
          'server.login-address-wait',
          'Troppi tentativi di accesso non riusciti da questo indirizzo di rete: riprova fra un quarto d’ora.',
          { details: { retryAfterSeconds: WINDOW_MS / 1000 } },
        ),
      );
    },
  });
