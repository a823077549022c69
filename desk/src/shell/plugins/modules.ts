import type { BatchAction, CasePanel, DeskModule, DeskPage, HeaderItem, TaskPanel } from '../../kit/contract.js';
import type { DeskModuleRef } from '../../kit/api/session.js';
import { createStore, useStore } from '../../kit/feedback/store.js';
import { registerFieldKinds } from '../../kit/form/registry.js';

/** What the plugins' screens bring, all together. */
export interface Modules {
  readonly pages: readonly DeskPage[];
  readonly taskPanels: ReadonlyMap<string, TaskPanel>;
  readonly casePanels: readonly CasePanel[];
  readonly batchActions: readonly BatchAction[];
  readonly headerItems: readonly HeaderItem[];
  /** Plugins whose screens did not arrive. */
  readonly missing: readonly string[];
}

const none: Modules = {
  pages: [],
  taskPanels: new Map(),
  casePanels: [],
  batchActions: [],
  headerItems: [],
  missing: [],
};

const store = createStore<Modules>(none);
export const useModules = (): Modules => useStore(store);

const addStyles = (href: string): void => {
  if (document.querySelector(`link[href="${CSS.escape(href)}"]`) !== null) return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  document.head.append(link);
};

const loadOne = async (ref: DeskModuleRef): Promise<DeskModule> => {
  if (ref.styles !== undefined) addStyles(ref.styles);
  const loaded = (await import(ref.module)) as { readonly default?: DeskModule };
  if (loaded.default === undefined) throw new Error(`the desk module of ${ref.name} has no default export`);
  return loaded.default;
};

/** Loads all at once; one that fails is left out and told, and does not take the desk down. */
export const loadModules = async (refs: readonly DeskModuleRef[]): Promise<void> => {
  const loaded = await Promise.allSettled(refs.map(loadOne));
  const modules: DeskModule[] = [];
  const missing: string[] = [];
  for (const [place, result] of loaded.entries()) {
    if (result.status === 'fulfilled') {
      modules.push(result.value);
    } else {
      reportError(result.reason);
      missing.push(refs[place]?.name ?? '');
    }
  }
  for (const module of modules) registerFieldKinds(module.fields ?? []);
  const byOrder = <T extends { readonly order: number }>(items: readonly T[]): readonly T[] =>
    [...items].sort((left, right) => left.order - right.order);
  store.set({
    pages: modules.flatMap((module) => module.pages ?? []),
    taskPanels: new Map(modules.flatMap((module) => module.taskPanels ?? []).map((panel) => [panel.stepType, panel])),
    casePanels: byOrder(modules.flatMap((module) => module.casePanels ?? [])),
    batchActions: modules.flatMap((module) => module.batchActions ?? []),
    headerItems: byOrder(modules.flatMap((module) => module.headerItems ?? [])),
    missing,
  });
};
