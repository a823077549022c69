import type { Language, StepDescription } from '../contract.js';

/** What bpmn-js-element-templates takes: one property for each thing that the step writes into the diagram. */
export interface ElementTemplate {
  readonly $schema: string;
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly description?: string;
  readonly appliesTo: readonly string[];
  readonly elementType: { readonly value: string };
  readonly properties: readonly TemplateProperty[];
}

export interface TemplateProperty {
  readonly type: 'Hidden' | 'String';
  readonly value?: string;
  readonly binding:
    | { readonly type: 'zeebe:taskDefinition'; readonly property: 'type' }
    | { readonly type: 'zeebe:taskHeader'; readonly key: string };
}

const SCHEMA = 'https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json';

export interface StepType {
  /** `signing.signature` */
  readonly id: string;
  readonly version: number;
}

/** `signing.signature:2`: the id and the version of a template. */
export const splitType = (type: string): StepType => {
  const [id = type, version = '1'] = type.split(':');
  return { id, version: Number(version) };
};

/**
 * A step manifest as an element template: applying it makes an element the step, and another version of the same id is
 * offered as its upgrade. Required choices get their first value; all else is the form's, which is made from the schema.
 */
export const templateOf = (step: StepDescription, language: Language): ElementTemplate => {
  const { id, version } = splitType(step.type);
  const text = (localized: { readonly it: string; readonly en?: string }): string =>
    language === 'en' ? (localized.en ?? localized.it) : localized.it;
  return {
    $schema: SCHEMA,
    id,
    version,
    name: text(step.label),
    ...(step.description === undefined ? {} : { description: text(step.description) }),
    appliesTo: [step.appliesTo],
    elementType: { value: step.appliesTo },
    properties: [
      { type: 'Hidden', value: step.type, binding: { type: 'zeebe:taskDefinition', property: 'type' } },
      ...headers(step),
    ],
  };
};

const headers = (step: StepDescription): readonly TemplateProperty[] => {
  const properties = (step.config['properties'] ?? {}) as Readonly<
    Record<string, { readonly enum?: readonly unknown[] }>
  >;
  const required = (step.config['required'] ?? []) as readonly string[];
  return Object.entries(properties).flatMap(([key, schema]): readonly TemplateProperty[] => {
    const first = required.includes(key) ? schema.enum?.[0] : undefined;
    return first === undefined
      ? []
      : [{ type: 'String', value: String(first), binding: { type: 'zeebe:taskHeader', key } }];
  });
};
