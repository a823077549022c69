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

declare module 'bpmn-js-differ' {
  /** Elements by id. */
  export type Found = Readonly<Record<string, unknown>>;
  /** What `after` has otherwise than `before`; extension elements are not looked into. */
  export function diff(
    before: unknown,
    after: unknown,
  ): { readonly _added: Found; readonly _removed: Found; readonly _changed: Found; readonly _layoutChanged: Found };
}
