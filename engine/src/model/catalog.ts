import type { StepManifest } from '../plugin/steps.js';

/** The steps of the loaded plugins. */
export interface StepCatalog {
  step(type: string): StepManifest | undefined;
}

export const catalogOf = (manifests: readonly StepManifest[]): StepCatalog => {
  const byType = new Map(manifests.map((manifest) => [manifest.type, manifest]));
  return { step: (type) => byType.get(type) };
};
