import type { ComponentType } from 'preact';

/** A task as `GET /api/v1/tasks/:id` answers it. */
export interface Task {
  readonly id: string;
  readonly instanceId: string;
  readonly caseId: string;
  readonly caseTitle: string;
  readonly confidential: boolean;
  readonly mode: 'live' | 'trial';
  readonly processName: string;
  /** In the queue: of the case, where the task stands in a process that it called. */
  readonly caseProcessName?: string;
  readonly elementId: string;
  readonly name: string;
  readonly type?: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly input: Readonly<Record<string, unknown>>;
  readonly form?: { readonly fields: readonly FormField[]; readonly outcomes?: readonly FormOutcome[] };
  readonly assignee?: { readonly id: string; readonly name: string };
  readonly candidates: readonly { readonly group: string; readonly label: string }[];
  /** The person that the viewer would act for. */
  readonly onBehalfOf?: { readonly id: string; readonly name: string };
  readonly mayWork: boolean;
  /** Of one open task: whether more than one person may work on it today. */
  readonly shared?: boolean;
  readonly state: 'open' | 'completed' | 'cancelled';
  readonly createdAt: number;
  readonly dueAt?: number;
  /** How it ended, when it has. */
  readonly endedAt?: number;
  readonly completedBy?: { readonly id: string; readonly name: string };
  readonly outcome?: string;
}

export interface FormField {
  readonly key: string;
  readonly label: string;
  readonly kind: string;
  readonly required?: boolean;
  readonly help?: string;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  /** Of a number: an amount in euros has two decimals. */
  readonly unit?: 'euro';
  /** Of a date: the first and the last day that are taken. */
  readonly earliest?: string;
  readonly latest?: string;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly choicesFrom?: string;
  readonly default?: unknown;
  readonly readOnly?: boolean;
  readonly showWhen?: { readonly field: string; readonly is: unknown };
}

export interface FormOutcome {
  readonly value: string;
  readonly label: string;
  readonly rejects?: boolean;
}

/** A page of its own at `/<path>`. */
export interface DeskPage {
  /** `protocollo/registro`, with `:name` for parameters. */
  readonly path: string;
  readonly title: string;
  /** An icon of the bootstrap-italia set. */
  readonly icon?: string;
  /** Stands in the navigation, in this order among the plugins' pages. */
  readonly nav?: number;
  /** Shown to holders of this permission only; the server checks again. */
  readonly permission?: string;
  readonly component: ComponentType<{ params: Readonly<Record<string, string>>; query: URLSearchParams }>;
}

export interface TaskPanelProps {
  readonly task: Task;
  /** The panel completed the task (or saw that it is gone): the desk says so and offers the next one. */
  readonly onDone: (message?: string) => void;
  /** Read the task again. */
  readonly onChanged: () => void;
}

/** Replaces the generic form of tasks with this step type (`signing.signature:1`). */
export interface TaskPanel {
  readonly stepType: string;
  readonly component: ComponentType<TaskPanelProps>;
}

/** Beside every task and case: the documents with their preview, the registration ... */
export interface CasePanel {
  readonly id: string;
  readonly title: string;
  readonly order: number;
  readonly component: ComponentType<{ caseId: string; task?: Task; refresh: number }>;
}

/** Something to do with many ticked tasks of the queue at once. */
export interface BatchAction {
  readonly id: string;
  /** "Firma i selezionati". */
  readonly label: string;
  readonly icon?: string;
  readonly stepTypes: readonly string[];
  /** Whether this task can be ticked now, and if not why. */
  readonly ready?: (task: Task) => string | undefined;
  readonly component: ComponentType<{ tasks: readonly Task[]; onDone: () => void; onClose: () => void }>;
}

export interface FieldProps {
  readonly field: FormField;
  readonly value: unknown;
  /** `preset`: the field fills itself in; the person has written nothing yet that could be lost. */
  readonly onChange: (value: unknown, how?: 'preset') => void;
  readonly error?: string;
  readonly id: string;
  /** Values of the other fields of the form. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The case of the task that the form belongs to; missing in a start form. */
  readonly caseId?: string;
  /** Whose part is played in a trial: what "my offices" means then. Missing where people fill in their own forms. */
  readonly person?: string;
}

export interface FieldComponent {
  readonly kind: string;
  readonly component: ComponentType<FieldProps>;
  /**
   * How a value is told where nothing can be changed: beside a task or a case, among the data of its request. `elsewhere`
   * for what the page shows in a panel of its own. Without it a value is told as plain text.
   */
  readonly summary?: ComponentType<{ readonly field: FormField; readonly value: unknown }> | 'elsewhere';
}

/** In the bar on top of every page, beside the person's name: the bell. Draw it with the kit's `HeaderPopover`. */
export interface HeaderItem {
  readonly id: string;
  readonly order: number;
  readonly component: ComponentType;
}

/** What a plugin's desk module exports as default. */
export interface DeskModule {
  readonly pages?: readonly DeskPage[];
  readonly taskPanels?: readonly TaskPanel[];
  readonly casePanels?: readonly CasePanel[];
  readonly batchActions?: readonly BatchAction[];
  readonly fields?: readonly FieldComponent[];
  readonly headerItems?: readonly HeaderItem[];
}

export const defineDeskModule = (module: DeskModule): DeskModule => module;
