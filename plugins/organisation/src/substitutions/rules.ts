import type { Substitution } from '../ports.js';

export interface RuleProblem {
  /** The property that is wrong. */
  readonly property: 'to' | 'validTo' | 'actRef';
  readonly code: string;
  readonly message: string;
}

/** What every substitution must fulfil, whoever enters it. A delegation is written; of functions it is also limited in time. */
export const substitutionProblems = (substitution: Omit<Substitution, 'id'>): readonly RuleProblem[] => {
  const problems: RuleProblem[] = [];
  const { kind, from, to, validFrom, validTo, actRef } = substitution;
  if (from === to) {
    problems.push({
      property: 'to',
      code: 'organisation.substitution-self',
      message: 'Nessuno sostituisce se stesso: indica un’altra persona.',
    });
  }
  if (validTo !== undefined && validTo < validFrom) {
    problems.push({
      property: 'validTo',
      code: 'organisation.period-reversed',
      message: `La fine (${validTo}) viene prima dell’inizio (${validFrom}): correggi una delle due date.`,
    });
  }
  if (kind !== 'substitute' && actRef === undefined) {
    problems.push({
      property: 'actRef',
      code: 'organisation.act-missing',
      message: 'Una delega richiede l’atto che la conferisce: indicarne numero e data.',
    });
  }
  if (kind === 'functionsDelegation' && validTo === undefined) {
    problems.push({
      property: 'validTo',
      code: 'organisation.end-missing',
      message: 'Una delega di funzioni è a termine: indica la data di fine.',
    });
  }
  return problems;
};
