import type { ComponentType } from 'preact';
import type { FieldComponent, FieldProps } from '../contract.js';

const kinds = new Map<string, FieldComponent>();

/** Called by the shell for each plugin module that it loaded. */
export const registerFieldKinds = (fields: readonly FieldComponent[]): void => {
  for (const field of fields) kinds.set(field.kind, field);
};

export const fieldKind = (kind: string): ComponentType<FieldProps> | undefined => kinds.get(kind)?.component;

export const fieldSummary = (kind: string): FieldComponent['summary'] => kinds.get(kind)?.summary;
