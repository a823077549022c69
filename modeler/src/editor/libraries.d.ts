/** Libraries that bring no types of what is used of them. */

declare module 'style-mod-original' {
  export class StyleModule {
    constructor(spec: object, options?: object);
    getRules(): string;
    static newName(): string;
    static mount(root: object, modules: StyleModule | readonly StyleModule[], options?: { nonce?: string }): void;
  }
}

declare module 'bpmn-js-element-templates/core' {
  export const CloudElementTemplatesCoreModule: object;
}

declare module 'bpmn-js-properties-panel' {
  export const BpmnPropertiesPanelModule: object;
  export function useService<T>(name: string, strict?: boolean): T;
}

declare module 'bpmn-js-native-copy-paste' {
  const NativeCopyPasteModule: object;
  export default NativeCopyPasteModule;
}

declare module 'diagram-js-minimap' {
  const MinimapModule: object;
  export default MinimapModule;
}

declare module '@bpmn-io/properties-panel' {
  import type { ComponentType, Context, Ref } from '@bpmn-io/properties-panel/preact';

  export const Group: ComponentType<Record<string, unknown>>;
  export const FeelEntry: ComponentType<Record<string, unknown>>;
  /** What the editors of formulas below it offer. */
  export const FeelLanguageContext: Context<{ readonly builtins?: readonly object[] }>;
  export function useShowEntryEvent(id: string): Ref<never>;
}
