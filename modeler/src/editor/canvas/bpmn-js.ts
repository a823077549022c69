import type { ModdleElement } from '../model/moddle.js';

/** bpmn-js, modeler or viewer, as the editor uses it. */
export interface BpmnJs {
  importXML(xml: string): Promise<{ readonly warnings: readonly unknown[] }>;
  /** What is shown; `undefined` before the first drawing. */
  getDefinitions(): ModdleElement | undefined;
  saveXML(options: { readonly format: boolean }): Promise<{ readonly xml?: string }>;
  saveSVG(): Promise<{ readonly svg: string }>;
  get<T>(service: string): T;
  destroy(): void;
}

export const TEXT_STYLE = { fontFamily: "'Titillium Web', sans-serif", fontSize: 13 };
