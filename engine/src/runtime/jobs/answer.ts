import { schemaErrors } from '../../model/index.js';
import { LibroFirmaError } from '../../plugin/errors.js';
import { failed, StepFailure, type StepResult } from '../../plugin/steps.js';
import type { JsonObject, JsonSchema } from '../../plugin/json.js';
import type { JobRow } from '../../store/index.js';
import type { ServiceStep } from '../handlers.js';
import type { AbortableJob } from './job.js';
import { italianOf } from '../italian-of.js';
import { TIME_OVER } from './time-limits.js';

export interface Answer {
  readonly result: StepResult<unknown>;
  /** The failure may have had its effect all the same. */
  readonly unknown: boolean;
}

/** A job that brings its process down each time is given up in the end. */
const MOST_LOSSES = 20;

const known = (result: StepResult<unknown>): Answer => ({ result, unknown: false });

/** What went wrong without the handler's own word for it: by the manifest's policy it is tried again or not. */
const unknown = (step: ServiceStep, code: string, message: string, retryable = true): Answer =>
  step.manifest.onUnknownOutcome === 'incident'
    ? known(
        failed(
          'engine.unknown-outcome',
          `${message} (${code}). Non si sa se il passo abbia avuto effetto: controlla prima di decidere.`,
          false,
        ),
      )
    : { result: failed(code, message, retryable), unknown: true };

/**
 * Runs one attempt: looks first whether an earlier one had its effect, then executes within the time limit.
 * `limit` resolves with the given symbol when the time is over.
 */
export const answer = async (
  step: ServiceStep,
  job: AbortableJob,
  row: JobRow,
  limit: Promise<typeof TIME_OVER>,
): Promise<Answer> => {
  const { manifest, handler } = step;
  if (row.losses > MOST_LOSSES) {
    return known(
      failed(
        'engine.attempts-exhausted',
        `${row.losses} tentativi sono stati interrotti a metà: forse è questo passo a fermare il programma.`,
        false,
      ),
    );
  }
  if (row.suspect && manifest.onUnknownOutcome === 'incident') {
    return known(
      failed(
        'engine.unknown-outcome',
        'Un tentativo è stato interrotto a metà: non si sa se il passo abbia avuto effetto. Controlla prima di decidere.',
        false,
      ),
    );
  }
  const unfit =
    misfit('engine.config-invalid', 'La configurazione', manifest.type, manifest.config, row.config) ??
    misfit('engine.input-invalid', 'Ciò che arriva al passo', manifest.type, manifest.input, row.input);
  if (unfit !== undefined) return known(unfit);
  try {
    if (manifest.onUnknownOutcome === 'reconcile' && (row.suspect || job.attempt > 1)) {
      const happened = await Promise.race([handler.reconcile?.(job), limit]);
      if (happened === TIME_OVER)
        return unknown(
          step,
          'engine.step-timeout',
          'Il controllo di un tentativo precedente non ha risposto in tempo.',
        );
      if (happened !== undefined) return known(happened);
    }
    const result = await Promise.race([handler.execute(job), limit]);
    if (result !== TIME_OVER) return known(result);
    job.abort();
    return unknown(step, 'engine.step-timeout', `Nessuna risposta entro ${Math.ceil(manifest.timeoutMs / 1_000)} s.`);
  } catch (error) {
    if (error instanceof StepFailure) return known(error.result);
    if (error instanceof LibroFirmaError) {
      return unknown(step, error.code, error.text.it, error.kind === 'unavailable' || error.kind === 'internal');
    }
    return unknown(step, 'engine.step-threw', italianOf(error));
  }
};

/** Expressions are only known now: what they gave is held against the schema as fixed values were at deployment. */
const misfit = (
  code: string,
  what: string,
  type: string,
  schema: JsonSchema | undefined,
  value: JsonObject,
): StepResult<never> | undefined => {
  const wrong = schema === undefined ? [] : schemaErrors(schema, value);
  if (wrong.length === 0) return undefined;
  const list = wrong.map(({ key, message }) => `${key}: ${message}`).join('; ');
  return failed(code, `${what} non va bene per «${type}»: ${list}`, false);
};
