import type { ActorId } from './directory.js';
import type { TenantId, Tx } from './database.js';
import type { Json, JsonSchema, Localized } from './json.js';
import type { CaseMode } from './steps.js';

/** Built-in kinds; a plugin adds its own as `<plugin>.<kind>` (`documents.bundle`, `notification.recipients`). */
export type FieldKind =
  | 'text'
  | 'longText'
  | 'number'
  | 'integer'
  | 'date'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'email'
  | (`${string}.${string}` & {});

/** A field of a start or task form. */
export interface Field {
  /** The variable that the value goes to. */
  readonly key: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly required?: boolean;
  readonly help?: string;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  /** Of a number: what it counts. Amounts in `euro` have two decimals wherever they are read, and no parts of cents. */
  readonly unit?: 'euro';
  /**
   * Of a date: the first day that is taken (`2026-03-31`), or a FEEL expression that begins with `=`. It sees the case's
   * variables, and when the form is submitted also what was filled in beside.
   */
  readonly earliest?: string;
  /** Of a date: the last day that is taken, as `earliest`. */
  readonly latest?: string;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** A live list instead of fixed choices: `organisation.offices`. */
  readonly choicesFrom?: string;
  /** A value, or a FEEL expression that begins with `=`, evaluated when the form is opened. */
  readonly default?: Json;
  readonly readOnly?: boolean;
  /** Shown (and required) only when another field has this value. */
  readonly showWhen?: { readonly field: string; readonly is: Json };
}

/** How a task can end. Without outcomes a task has one button, "Completa". */
export interface FormOutcome {
  readonly value: string;
  readonly label: string;
  /** Ends the circuit or goes back: asks for a reason, and the form's required fields are not asked. */
  readonly rejects?: boolean;
}

/** A start or task form: kept in the diagram as JSON in `lf:userTaskForm`. Submitted as `outcome`, `reason` and values. */
export interface Form {
  readonly fields: readonly Field[];
  readonly outcomes?: readonly FormOutcome[];
}

/** Who submits a field, and to which case. */
export interface FieldContext {
  readonly actor: ActorId;
  /** In a trial that an analyst plays: the analyst. `actor` is the person that is played; what was uploaded is the analyst's. */
  readonly playedBy?: ActorId;
  readonly instanceId: string;
  readonly caseId: string;
  readonly mode: CaseMode;
  readonly confidential: boolean;
  readonly field: Field;
}

/** A kind of field that a plugin brings: checked by `schema`, taken over by `accept`, drawn by its desk module. */
export interface FieldDefinition {
  readonly kind: string;
  readonly label: Localized;
  /** The shape of what the desk submits. */
  readonly schema: JsonSchema;
  /** The shape of the variable that `accept` gives, with titles: the modeler offers its parts in conditions and rules. */
  readonly variable?: JsonSchema;
  /** Runs in the transaction of the start or completion; returns the value of the variable; throws to refuse. */
  accept?(tx: Tx, value: Json, context: FieldContext): Promise<Json>;
  /**
   * Something to submit in a trial where the analyst brings nothing: a document without legal value. It is the actor's,
   * like an upload. Asked outside of any transaction. `undefined`: the field may stay empty.
   */
  sample?(request: {
    readonly tenant: TenantId;
    readonly actor: ActorId;
    readonly field: Field;
  }): Promise<Json | undefined>;
}

/** One choice: what is stored, and what is shown for it. */
export interface ListItem {
  readonly value: string;
  readonly label: string;
}

/** A live list for choices in forms and in the modeler. */
export interface ListDefinition {
  readonly name: string;
  readonly label: Localized;
  read(tx: Tx, actor: ActorId): Promise<readonly ListItem[]>;
}
