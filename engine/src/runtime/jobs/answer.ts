import { schemaErrors } from '../../model/index.js';
import { LibroFirmaError } from '../../plugin/errors.js';
import { failed, StepFailure, type StepResult } from '../../plugin/steps.js';
import type { JsonObject, JsonSchema, Localized } from '../../plugin/json.js';
import { inLanguage, type Said } from '../../plugin/said.js';
import type { JobRow } from '../../store/index.js';
import type { ServiceStep } from '../handlers.js';
import type { AbortableJob } from './job.js';
import { saidOf } from '../said-of.js';
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
const unknown = (step: ServiceStep, code: string, message: Said, retryable = true): Answer =>
  step.manifest.onUnknownOutcome === 'incident'
    ? known(
        failed(
          'engine.unknown-outcome',
          {
            it: `${inLanguage(message, 'it')} (${code}). Non si sa se il passo abbia avuto effetto: controlla prima di decidere.`,
            en: `${inLanguage(message, 'en')} (${code}). Nobody knows whether the step had its effect: look before you decide.`,
          },
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
        {
          it: `${row.losses} tentativi sono stati interrotti a metà: forse è questo passo a fermare il programma.`,
          en: `${row.losses} attempts were cut short: it may be this step that stops the program.`,
        },
        false,
      ),
    );
  }
  if (row.suspect && manifest.onUnknownOutcome === 'incident') {
    return known(
      failed(
        'engine.unknown-outcome',
        {
          it: 'Un tentativo è stato interrotto a metà: non si sa se il passo abbia avuto effetto. Controlla prima di decidere.',
          en: 'An attempt was cut short: nobody knows whether the step had its effect. Look before you decide.',
        },
        false,
      ),
    );
  }
  const unfit =
    misfit('engine.config-invalid', CONFIG, manifest.type, manifest.config, row.config) ??
    misfit('engine.input-invalid', INPUT, manifest.type, manifest.input, row.input);
  if (unfit !== undefined) return known(unfit);
  try {
    if (manifest.onUnknownOutcome === 'reconcile' && (row.suspect || job.attempt > 1)) {
      const happened = await Promise.race([handler.reconcile?.(job), limit]);
      if (happened === TIME_OVER)
        return unknown(step, 'engine.step-timeout', {
          it: 'Il controllo di un tentativo precedente non ha risposto in tempo.',
          en: 'The check of an earlier attempt did not answer in time.',
        });
      if (happened !== undefined) return known(happened);
    }
    const result = await Promise.race([handler.execute(job), limit]);
    if (result !== TIME_OVER) return known(result);
    job.abort();
    return unknown(step, 'engine.step-timeout', {
      it: `Nessuna risposta entro ${Math.ceil(manifest.timeoutMs / 1_000)} s.`,
      en: `No answer within ${Math.ceil(manifest.timeoutMs / 1_000)} s.`,
    });
  } catch (error) {
    if (error instanceof StepFailure) return known(error.result);
    if (error instanceof LibroFirmaError) {
      return unknown(step, error.code, error.text, error.kind === 'unavailable' || error.kind === 'internal');
    }
    return unknown(step, 'engine.step-threw', saidOf(error));
  }
};

const CONFIG: Localized = { it: 'La configurazione', en: 'The configuration' };
const INPUT: Localized = { it: 'Ciò che arriva al passo', en: 'What arrives at the step' };

/** Expressions are only known now: what they gave is held against the schema as fixed values were at deployment. */
const misfit = (
  code: string,
  what: Localized,
  type: string,
  schema: JsonSchema | undefined,
  value: JsonObject,
): StepResult<never> | undefined => {
  const wrong = schema === undefined ? [] : schemaErrors(schema, value);
  if (wrong.length === 0) return undefined;
  const list = wrong.map(({ key, message }) => `${key}: ${message}`).join('; ');
  return failed(
    code,
    {
      it: `${what.it} non va bene per «${type}»: ${list}`,
      en: `${what.en ?? what.it} does not fit "${type}": ${list}`,
    },
    false,
  );
};
