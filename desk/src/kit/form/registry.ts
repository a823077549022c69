import type { ComponentType } from 'preact';
import type { FieldComponent, FieldProps } from '../contract.js';

const kinds = new Map<string, ComponentType<FieldProps>>();

/** Called by the shell for each plugin module that it loaded. */
export const registerFieldKinds = (fields: readonly FieldComponent[]): void => {
  for (const field of fields) kinds.set(field.kind, field.component);
};

export const fieldKind = (kind: string): ComponentType<FieldProps> | undefined => kinds.get(kind);
