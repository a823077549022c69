/** A start or task form as the diagram holds it (JSON in `lf:userTaskForm`); the engine's `Form`. */
export interface Field {
  readonly key: string;
  readonly label: string;
  readonly kind: string;
  readonly required?: boolean;
  readonly help?: string;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly unit?: 'euro';
  readonly earliest?: string;
  readonly latest?: string;
  readonly choices?: readonly Choice[];
  readonly choicesFrom?: string;
  readonly default?: unknown;
  readonly readOnly?: boolean;
  readonly showWhen?: { readonly field: string; readonly is: unknown };
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface Outcome {
  readonly value: string;
  readonly label: string;
  readonly rejects?: boolean;
}

export interface Form {
  readonly fields: readonly Field[];
  readonly outcomes?: readonly Outcome[];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isField = (value: unknown): value is Field =>
  isObject(value) && ['key', 'label', 'kind'].every((name) => typeof value[name] === 'string');

const isOutcome = (value: unknown): value is Outcome =>
  isObject(value) && ['value', 'label'].every((name) => typeof value[name] === 'string');

/** `undefined` for what is no form: JSON of another shape, or no JSON. */
export const parseForm = (body: string): Form | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (!isObject(json)) return undefined;
  const { fields, outcomes } = json;
  if (!Array.isArray(fields) || !fields.every(isField)) return undefined;
  if (outcomes === undefined) return { fields };
  return Array.isArray(outcomes) && outcomes.every(isOutcome) ? { fields, outcomes } : undefined;
};

/** One field a line: a form in a diagram is read by people, and compared by lines. */
export const printForm = ({ fields, outcomes }: Form): string | undefined => {
  const some = outcomes !== undefined && outcomes.length > 0;
  if (fields.length === 0 && !some) return undefined;
  const lines = (list: readonly object[]): string => list.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n');
  const parts = [`  "fields": [${fields.length === 0 ? '' : `\n${lines(fields)}\n  `}]`];
  if (some) parts.push(`  "outcomes": [\n${lines(outcomes)}\n  ]`);
  return `{\n${parts.join(',\n')}\n}`;
};

/** A variable name for a label: "Data di scadenza" becomes `dataDiScadenza`, made unique among `taken`. */
export const keyFor = (label: string, taken: Iterable<string>): string => {
  const words = label
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 4)
    .map((word) => word.toLowerCase());
  const joined = words.map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
  const key = /^[A-Za-z_]/.test(joined) ? joined : `campo${joined}`;
  const used = new Set(taken);
  if (!used.has(key)) return key;
  let number = 2;
  while (used.has(`${key}${number}`)) number += 1;
  return `${key}${number}`;
};
