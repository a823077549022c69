/**
 * All that a plugin's screens import: `@libro-firma/desk/kit`. The desk serves one copy of it, at `/desk/kit.js`, so that
 * every screen shares one Preact, one connection and one history.
 * @packageDocumentation
 */
export * from 'preact';
export * from 'preact/hooks';
export * from './contract.js';

export { ApiError, errorText, type Problem } from './api/errors.js';
export { api, apiUrl, newKey, type CallOptions, type Page, type Query } from './api/client.js';
export { type UploadOptions } from './api/upload.js';
export { useAction, useApi, usePages, type Action, type Loaded, type LoadedPages } from './api/use-api.js';
export { now } from './api/connection.js';
export { usePermission, useSession, type ActingFor, type Session } from './api/session.js';

export { useLive, useLiveState } from './live/use-live.js';
export { type LiveEvent, type LiveState } from './live/live.js';

export { navigate } from './route/history.js';
export { Link, useLocation, type LinkProps } from './route/link.js';
export { matchPath } from './route/match.js';
export { useUnsaved } from './route/unsaved.js';

export {
  daysFromToday,
  formatBytes,
  formatDate,
  formatDateTime,
  formatLongDate,
  formatNumber,
  formatRelativeDay,
  formatTime,
  isoDate,
  plural,
  type Instant,
} from './text/format.js';

export { chooseLanguage, language, languages, localized, say, type Language, type Localized } from './text/language.js';

export { dueKind, dueText, type DueKind } from './text/due.js';

export { announce, toast, type ToastKind } from './feedback/toast.js';
export { confirm, type Question } from './feedback/confirm.js';

export { Alert, ErrorAlert, ProblemCode, type AlertKind, type AlertProps } from './components/alert.js';
export { Button, type ButtonProps, type ButtonVariant } from './components/button.js';
export {
  Checkbox,
  CheckboxGroup,
  RadioGroup,
  Select,
  type CheckboxProps,
  type ChoiceGroupProps,
  type Option,
  type SelectProps,
} from './components/choice-field.js';
export { Combobox, filterOptions, type ComboboxOption, type ComboboxProps } from './components/combobox.js';
export { ConfirmDialog, Dialog, type ConfirmDialogProps, type DialogProps } from './components/dialog.js';
export { Due } from './components/due.js';
export { FieldFrame, FieldNotes, useDescribed, type Described, type FieldBase } from './components/field.js';
export { HeaderPopover, type HeaderPopoverProps } from './components/header-popover.js';
export { Icon, iconSprite, type IconProps } from './components/icon.js';
export {
  Badge,
  Card,
  DefinitionList,
  EmptyState,
  PageHeader,
  Pagination,
  TrialBadge,
  type BadgeKind,
  type Crumb,
  type Definition,
} from './components/layout.js';
export { LinkTabs, type LinkTab, type LinkTabsProps } from './components/link-tabs.js';
export { MailAddress } from './components/mail-address.js';
export { Load, type LoadProps } from './components/load.js';
export { Table, type Column, type TableProps } from './components/table.js';
export { Tabs, type Tab, type TabsProps } from './components/tabs.js';
export {
  DateField,
  SearchField,
  TextArea,
  TextField,
  type DateFieldProps,
  type SearchFieldProps,
  type TextAreaProps,
  type TextFieldProps,
} from './components/text-field.js';
export { ProgressBar, Skeleton, Spinner, type ProgressBarProps } from './components/waiting.js';

export { ErrorSummary, FormFields, type ErrorSummaryProps, type FormFieldsProps } from './form/form-fields.js';
export {
  initialValues,
  serverFieldErrors,
  standingErrors,
  submittedValues,
  validateValues,
  valueText,
  type FieldErrors,
  type Values,
} from './form/values.js';

export { PdfViewer, type PdfViewerProps } from './pdf/pdf-viewer.js';
