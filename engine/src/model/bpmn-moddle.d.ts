declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, object>>);
    fromXML(xml: string): Promise<{
      rootElement: unknown;
      warnings: readonly unknown[];
      elementsById: Readonly<Record<string, unknown>>;
    }>;
    toXML(root: unknown, options?: { readonly format?: boolean }): Promise<{ readonly xml: string }>;
    create(type: string, properties: object): unknown;
  }
}
