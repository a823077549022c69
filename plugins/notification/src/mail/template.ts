/** What a template may name between double braces. The words are those of the screens, since analysts write them. */
export const PLACEHOLDERS = [
  'numero',
  'data',
  'registro',
  'oggetto',
  'destinatario',
  'richiedente',
  'allegati',
  'ente',
  'collegamento',
] as const;

export type Placeholder = (typeof PLACEHOLDERS)[number];

/** Values of the placeholders; `undefined` where the case does not have it (no registration yet). */
export type TemplateValues = Readonly<Record<Placeholder, string | undefined>>;

/** For the step's configuration schema: any text in which whatever stands between double braces is a placeholder. */
export const TEMPLATE_PATTERN = `^(?:[^{]|\\{(?!\\{)|\\{\\{ *(?:${PLACEHOLDERS.join('|')}) *\\}\\})*$`;

const MARK = /\{\{ *([a-z]+) *\}\}/g;

export interface Rendered {
  readonly text: string;
  /** Placeholders of the template that the case has no value for. */
  readonly missing: readonly string[];
}

/** Puts the values in. A text that came out of FEEL may hold any braces: what is no placeholder stays as it is. */
export const render = (template: string, values: TemplateValues): Rendered => {
  const missing = new Set<string>();
  const known = new Set<string>(PLACEHOLDERS);
  const text = template.replace(MARK, (mark, name: string) => {
    if (!known.has(name)) return mark;
    const value = values[name as Placeholder];
    if (value === undefined) missing.add(name);
    return value ?? '';
  });
  return { text, missing: [...missing] };
};

/** What stands between double braces and is no placeholder, as it is written: nothing is put in its place. */
export const strangeMarks = (template: string): readonly string[] => {
  const known = new Set<string>(PLACEHOLDERS);
  const marks = [...template.matchAll(/\{\{([^{}]*)\}\}/g)];
  return [
    ...new Set(
      marks.flatMap(([mark, inner = '']) => (known.has(/^ *([a-z]+) *$/.exec(inner)?.[1] ?? '') ? [] : [mark])),
    ),
  ];
};

const OF_THE_NUMBER = /\{\{ *(?:numero|data|registro) *\}\}/;

/** Whether a text names the number that the case takes. */
export const namesNumber = (template: string): boolean => OF_THE_NUMBER.test(template);

/** A mail subject is one line; RFC 5322 folds it, screens cut it. */
export const oneLine = (text: string, max = 300): string => {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return line.length <= max ? line : `${line.slice(0, max - 1)}…`;
};
