import type { Container } from 'inversify';
import type { Directory } from '../plugin/directory.js';
import type { CaseAccess, EngineApi } from '../plugin/engine-api.js';
import type { FieldDefinition, ListDefinition } from '../plugin/forms.js';
import type { StepManifest } from '../plugin/steps.js';
import type { EngineReads } from './engine-reads.js';
import type { EngineTrials } from './engine-trials-type.js';
import type { EngineWrites } from './engine-writes.js';
import type { CommitListener } from './outbox.js';
import type { Life } from './plugins/life.js';
import type { LoadedPlugin } from './plugins/load.js';

/** The whole engine, for whoever composes a product around it. */
export interface Engine extends EngineApi, EngineReads, EngineWrites, EngineTrials, Life {
  /** The engine as a plugin gets it; `origin` is what user step handlers are told. The engine's own is `desk`. */
  api(origin: string): EngineApi;
  readonly access: CaseAccess;
  readonly directory: Directory;
  /** Shared ports, asked for by their names. */
  readonly container: Container;
  /** In the order in which they start. */
  readonly plugins: readonly LoadedPlugin[];
  /** Every step that diagrams may use. */
  readonly steps: readonly StepManifest[];
  readonly fields: readonly FieldDefinition[];
  readonly lists: readonly ListDefinition[];
  /** Told after each commit, of this node or another, what changed. @returns ends it */
  onCommit(listener: CommitListener): () => void;
  /** Does all that is due now, and what that leads to, until nothing is left. For tests and batch use. */
  settle(): Promise<void>;
}
