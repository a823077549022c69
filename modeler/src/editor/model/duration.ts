/** A term as an office says it. */
export interface Duration {
  readonly amount: number;
  readonly unit: 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';
}

export const UNITS: readonly Duration['unit'][] = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'];

const FORMS: readonly (readonly [RegExp, Duration['unit'], (amount: number) => string])[] = [
  [/^PT(\d+)M$/, 'minutes', (n) => `PT${n}M`],
  [/^PT(\d+)H$/, 'hours', (n) => `PT${n}H`],
  [/^P(\d+)D$/, 'days', (n) => `P${n}D`],
  [/^P(\d+)W$/, 'weeks', (n) => `P${n}W`],
  [/^P(\d+)M$/, 'months', (n) => `P${n}M`],
  [/^P(\d+)Y$/, 'years', (n) => `P${n}Y`],
];

/** Reads an ISO 8601 duration of one unit; `undefined` for anything finer. */
export const parseDuration = (text: string): Duration | undefined => {
  for (const [form, unit] of FORMS) {
    const amount = form.exec(text.trim())?.[1];
    if (amount !== undefined) return { amount: Number(amount), unit };
  }
  return undefined;
};

export const printDuration = ({ amount, unit }: Duration): string => {
  const form = FORMS.find((candidate) => candidate[1] === unit);
  return form === undefined ? `P${amount}D` : form[2](Math.max(1, Math.round(amount)));
};
