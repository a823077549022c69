import { compileFeel, compileValue, constant, isFeel, isFeelProblem, type Expression } from './feel.js';
import type { Mapping, MessageDefinition } from './graph.js';
import { child, extension, many, text, type ModdleElement } from './moddle.js';
import type { ProblemPart, Problems } from './problems.js';
import { isTimerText, type TimerDefinition } from './timer.js';

/** A value that may be an expression; a faulty one is reported and counts as `null`. */
export const value = (source: string, element: ModdleElement, problems: Problems, part: ProblemPart): Expression =>
  checked(compileValue(source, problems.accepted), element, problems, part);

/** A field that is always an expression, with or without `=`. */
export const expression = (source: string, element: ModdleElement, problems: Problems, part: ProblemPart): Expression =>
  checked(compileFeel(source, problems.accepted), element, problems, part);

const checked = (
  compiled: ReturnType<typeof compileValue>,
  element: ModdleElement,
  problems: Problems,
  part: ProblemPart,
): Expression => {
  if (!isFeelProblem(compiled)) return compiled;
  problems.add(compiled.code, element, compiled.it, compiled.en, part);
  return constant(null);
};

const TARGET = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/;

export const mappings = (
  element: ModdleElement,
  kind: 'inputParameters' | 'outputParameters',
  problems: Problems,
): readonly Mapping[] => {
  const mapping = extension(element, 'lf:IoMapping');
  if (mapping === undefined) return [];
  return many(mapping, kind).flatMap((entry) => {
    const source = text(entry, 'source');
    const target = text(entry, 'target');
    if (source === undefined || target === undefined || !TARGET.test(target)) {
      problems.add(
        'mapping-invalid',
        element,
        `Una mappatura delle variabili non è completa: origine «${source ?? ''}», destinazione «${target ?? ''}».`,
        `A variable mapping is incomplete: source "${source ?? ''}", target "${target ?? ''}".`,
      );
      return [];
    }
    const part = `${kind === 'inputParameters' ? 'input' : 'output'}.${target}` as const;
    return [{ source: value(source, element, problems, part), target: target.split('.') }];
  });
};

/** `caught` messages are found by their key, so they need one; a message start event does not. */
export const message = (
  element: ModdleElement,
  owner: ModdleElement,
  keyNeeded: boolean,
  problems: Problems,
): MessageDefinition => {
  const reference = child(owner, 'messageRef');
  const name = text(reference, 'name');
  if (reference === undefined || name === undefined) {
    problems.add(
      'message-missing',
      element,
      'Manca il messaggio: scegline uno e dagli un nome.',
      'A message with a name is missing.',
    );
    return { name: '', key: undefined };
  }
  const key = text(extension(reference, 'lf:Subscription'), 'correlationKey');
  if (key === undefined && keyNeeded) {
    problems.add(
      'correlation-missing',
      element,
      `Il messaggio «${name}» non ha una chiave di correlazione: senza, non si sa quale pratica lo aspetta.`,
      `The message "${name}" has no correlation key: nobody could tell which case waits for it.`,
    );
  }
  return { name, key: key === undefined ? undefined : value(key, element, problems, 'correlationKey') };
};

export const timer = (
  element: ModdleElement,
  definition: ModdleElement,
  cycleAllowed: boolean,
  problems: Problems,
): TimerDefinition => {
  const given = (['date', 'duration', 'cycle'] as const).flatMap((kind) => {
    const source = text(child(definition, `time${kind[0]?.toUpperCase()}${kind.slice(1)}`), 'body');
    return source === undefined ? [] : [{ kind, source: source.trim() }];
  });
  const [only, second] = given;
  if (only === undefined || second !== undefined || (only.kind === 'cycle' && !cycleAllowed)) {
    problems.add(
      'timer-invalid',
      element,
      `Non è detto quanto aspettare: indica una sola data o una sola durata${cycleAllowed ? ', oppure un ciclo' : ''}.`,
      `It is not said how long to wait: give one date or one duration${cycleAllowed ? ', or a cycle' : ''}.`,
    );
    return { kind: 'duration', value: constant(null) };
  }
  if (!isFeel(only.source) && !isTimerText(only.kind, only.source)) {
    problems.add(
      'timer-invalid',
      element,
      `«${only.source}» non è una durata o una data ISO 8601: per esempio P7D (sette giorni), PT1H (un’ora).`,
      `"${only.source}" is no duration or date of ISO 8601: for instance P7D (seven days), PT1H (one hour).`,
    );
  }
  return { kind: only.kind, value: value(only.source, element, problems, 'timer') };
};
