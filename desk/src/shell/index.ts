/**
 * The desk's frame for a second web app on the same server: sign-in, header, navigation, pages, live connection. Served
 * as `/desk/shell.js`.
 * @packageDocumentation
 */
export { startApp } from './start.js';
export { late } from './late.js';
export {
  useApp,
  type AppDefinition,
  type NavEntry,
  type NavGroup,
  type PageProps,
  type PageRoute,
} from './definition.js';
export { stepName } from './case/step-name.js';
export { DecisionDialog, mayGoPast, type Decision, type DecisionDialogProps } from './case/decision-dialog.js';
export { Timeline, type TimelineProps } from './case/timeline.js';
export { type HistoryEntry } from './case/answers.js';
export { OutcomeForm, type Completion, type OutcomeFormProps } from './task/outcome-form.js';
export { ErrorBoundary } from './frame/error-boundary.js';
export { useModules, type Modules } from './plugins/modules.js';
export { NotFound } from './problems/problem-pages.js';
