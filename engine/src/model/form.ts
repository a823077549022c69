import { z } from 'zod';
import type { Form } from '../plugin/forms.js';
import { compileFeel, isFeel, isFeelProblem } from './feel.js';
import { extension, text, type ModdleElement } from './moddle.js';
import type { Problems } from './problems.js';

/** A day, or an expression that gives one. */
const limit = (accepted: boolean) =>
  z.string().superRefine((value, context) => {
    if (!isFeel(value)) {
      if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return;
      context.addIssue({
        code: 'custom',
        message: `«${value}» non è una data (2026-03-31) né un’espressione (=today())`,
      });
      return;
    }
    const compiled = compileFeel(value, accepted);
    if (isFeelProblem(compiled)) context.addIssue({ code: 'custom', message: compiled.it.replace(/\.$/, '') });
  });

const fieldShape = (accepted: boolean) =>
  z.strictObject({
    key: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/),
    label: z.string().min(1),
    kind: z.string().min(1),
    required: z.boolean().optional(),
    help: z.string().optional(),
    maxLength: z.number().int().positive().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    unit: z.literal('euro').optional(),
    earliest: limit(accepted).optional(),
    latest: limit(accepted).optional(),
    choices: z.array(z.strictObject({ value: z.string(), label: z.string() })).optional(),
    choicesFrom: z.string().optional(),
    default: z.json().optional(),
    readOnly: z.boolean().optional(),
    showWhen: z.strictObject({ field: z.string(), is: z.json() }).optional(),
  });

const field = (accepted: boolean) =>
  fieldShape(accepted)
    .refine(({ kind, earliest, latest }) => kind === 'date' || (earliest === undefined && latest === undefined), {
      message: '«earliest» e «latest» valgono solo per un campo di tipo «date»',
    })
    .refine(({ kind, unit }) => kind === 'number' || unit === undefined, {
      message: '«unit» vale solo per un campo di tipo «number»',
    });

const outcome = z.strictObject({ value: z.string().min(1), label: z.string().min(1), rejects: z.boolean().optional() });

const shape = (accepted: boolean) =>
  z.strictObject({ fields: z.array(field(accepted)), outcomes: z.array(outcome).optional() });
const newForm = shape(false);
const acceptedForm = shape(true);

/** The form of a start event or user task: JSON in `lf:userTaskForm`. */
export const readForm = (element: ModdleElement, problems: Problems): Form | undefined => {
  const body = text(extension(element, 'lf:UserTaskForm'), 'body');
  if (body === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    const why = (error as Error).message;
    problems.add(
      'form-invalid',
      element,
      `Il modulo non è JSON valido: ${why}.`,
      `The form is not valid JSON: ${why}.`,
    );
    return undefined;
  }
  const parsed = (problems.accepted ? acceptedForm : newForm).safeParse(json);
  if (parsed.success) return parsed.data as Form;
  for (const issue of parsed.error.issues) {
    const where = issue.path.join('.');
    problems.add(
      'form-invalid',
      element,
      `Nel modulo, ${where}: ${issue.message}.`,
      `Form, ${where}: ${issue.message}.`,
    );
  }
  return undefined;
};
