import type { Directory } from '../plugin/directory.js';
import type { Live } from '../plugin/live.js';
import type { AnyPlugin, Logger } from '../plugin/plugin.js';
import type { StepHandler, StepManifest, UserStepHandler } from '../plugin/steps.js';
import type { EngineDatabase } from '../store/index.js';
import type { Probe } from './crash-points.js';

/** A step without a plugin around it, for an engine used as a library and for tests. */
export interface LocalStep {
  readonly manifest: StepManifest;
  readonly handler: StepHandler | UserStepHandler;
}

/** What an engine is made of; only the database is needed. */
export interface EngineOptions {
  /** From `openDatabase`. Its clock is the engine's. */
  readonly database: EngineDatabase;
  readonly plugins?: readonly AnyPlugin[];
  /** Settings of the plugins by their names, as they stand under `plugins` in the settings file. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Where `LF_PLUGINS_<NAME>_<KEY>` is looked up; nowhere unless given. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly steps?: readonly LocalStep[];
  /** Tenants that this node serves; `default` alone unless given. */
  readonly tenants?: readonly string[];
  /**
   * A name that this node keeps when it is started again, and that no other node has: on PostgreSQL its jobs go on at
   * once then, instead of after their leases. On SQLite they always do.
   */
  readonly node?: string;
  /** Used when no plugin provides one; else everybody is a group of their own. */
  readonly directory?: Directory;
  readonly live?: Live;
  readonly log?: Logger;
  /** Holds a folder for each plugin. */
  readonly dataDir?: string;
  readonly demo?: boolean;
  readonly publicUrl?: string;
  readonly jobs?: {
    /** Handlers that run at once; 64 unless given. */
    readonly concurrency?: number;
    /** How long a node that died keeps its jobs from the others; 30 seconds unless given. */
    readonly leaseMs?: number;
    /** How long a stop waits for handlers under way; 5 seconds unless given. */
    readonly graceMs?: number;
  };
  readonly scripts?: {
    /** 5 seconds unless given. */
    readonly timeoutMs?: number;
    /** 64 MB unless given. */
    readonly memoryBytes?: number;
  };
  /**
   * Values are taken for the fields of a form only. Set it where people submit them: a task or start event without a
   * form would otherwise let them set any variable of the case.
   */
  readonly valuesNeedForm?: boolean;
  /** How long answers are kept under their command ids; 7 days unless given. */
  readonly keepAnswersMs?: number;
  /** Milliseconds between two looks for work that nobody announced; 1 second unless given. */
  readonly pollMs?: number;
  /** Moves that one step may make before it is an endless loop. */
  readonly maxMoves?: number;
  /** For tests: see `CrashPoint`. */
  readonly probe?: Probe;
}
