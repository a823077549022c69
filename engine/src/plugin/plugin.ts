import type { Container, ContainerModule } from 'inversify';
import type { ZodType, z } from 'zod';
import type { Clock } from './clock.js';
import type { RouteCheck } from './checks.js';
import type { Database, Migration, Tx } from './database.js';
import type { EngineApi } from './engine-api.js';
import type { FieldDefinition, ListDefinition } from './forms.js';
import type { Localized } from './json.js';
import type { Live } from './live.js';
import type { Port } from './ports.js';
import { createPort } from './ports.js';
import type { AnyRoute, PermissionDefinition, RoomDefinition } from './routes.js';
import type { StepManifest } from './steps.js';

/** What a plugin says of itself before any of it runs. */
export interface PluginManifest {
  /** Lower case, unique: the prefix of its tables, step types, permissions, routes and error codes. */
  readonly name: string;
  readonly version: string;
  readonly label: Localized;
  /** The range of engine contract versions that it was written for; today's is 1. */
  readonly engine: 1;
  readonly steps?: readonly StepManifest[];
}

/** A part of the desk that the plugin brings: a built ES module (see the plugin guide), served by the server. */
export interface DeskPart {
  readonly module: URL;
  readonly styles?: URL;
}

/** Structured lines; what a setting marks as secret is struck out. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What a plugin lives in. Bound in its container as {@link PluginContext}, and given to `start`. */
export interface PluginContext<S = unknown> {
  readonly settings: S;
  /** The plugin's own child container: its bindings, and the ports of the plugins that it requires. */
  readonly container: Container;
  readonly db: Database;
  readonly engine: EngineApi;
  readonly live: Live;
  readonly clock: Clock;
  readonly log: Logger;
  /** A folder that only this plugin writes to; exists. */
  readonly dataDir: string;
  /** True in the demo command only: keys of the demo CA may exist. */
  readonly demo: boolean;
  /** Where the server is reached from outside, without a slash at its end; for links in mails. */
  readonly publicUrl: string;
  /** Tenants that this node serves. */
  readonly tenants: readonly string[];
}

export const PluginContext = createPort<PluginContext<never>>('engine.plugin-context:1');

/** Whether the plugin can work, for the health page; the message says what is missing. */
export interface Health {
  readonly ok: boolean;
  readonly message?: Localized;
}

/** What a trial case has left with a plugin, for whoever plays it: a mail that was not sent, a number that is none. */
export interface TrialTrace {
  /** `mail`, `registration`, `document`: what to show it as. */
  readonly kind: string;
  readonly label: Localized;
  readonly title: string;
  readonly text?: string;
  /** Where its bytes are read: a path of a route that whoever plays may call, from its slash, each part encoded. */
  readonly file?: string;
  /** UTC milliseconds. */
  readonly at: number;
}

/** What a plugin shows of a played trial, and takes away with it. */
export interface TrialPart<C> {
  /** The oldest first. */
  traces?(context: C, tx: Tx, caseId: string): Promise<readonly TrialTrace[]>;
  /** The trial is given up: removes what is kept of it. Runs in the transaction that removes the case. */
  forget?(context: C, tx: Tx, caseId: string): Promise<void>;
}

/** A plugin: checked as a whole before the server listens. */
export interface PluginDefinition<S extends ZodType = ZodType> {
  readonly manifest: PluginManifest;
  /** Binds handlers under `stepHandler(type)` and ports, with `toResolvedValue` or `toConstantValue`. */
  readonly module: ContainerModule;
  readonly migrations?: readonly Migration[];
  /** Read from `plugins.<name>` of the settings file and `LF_PLUGINS_<NAME>_<KEY>`; mark secrets with {@link secret}. */
  readonly settings?: S;
  readonly permissions?: readonly PermissionDefinition[];
  /** Called once, after the container stands and before the server listens. */
  readonly routes?: (context: PluginContext<z.output<S>>) => readonly AnyRoute[];
  readonly rooms?: readonly RoomDefinition[];
  readonly desk?: DeskPart;
  readonly fields?: (context: PluginContext<z.output<S>>) => readonly FieldDefinition[];
  readonly lists?: (context: PluginContext<z.output<S>>) => readonly ListDefinition[];
  /** Rules of the domain for drawings; see {@link RouteCheck}. */
  readonly checks?: (context: PluginContext<z.output<S>>) => readonly RouteCheck[];
  /** What the plugin has to do with trials beyond doing in them what it does elsewhere. */
  readonly trial?: TrialPart<PluginContext<z.output<S>>>;
  readonly provides?: readonly Port<unknown>[];
  readonly requires?: readonly Port<unknown>[];
  /** A reason why the step cannot be put into a published route here and now (no key provider ...), or nothing. */
  readonly publishable?: (context: PluginContext<z.output<S>>, stepType: string) => Promise<Localized | undefined>;
  readonly start?: (context: PluginContext<z.output<S>>) => Promise<void>;
  /** Finishes what is under way, within a few seconds; what is not finished goes on at the next start. */
  readonly stop?: (context: PluginContext<z.output<S>>) => Promise<void>;
  readonly health?: (context: PluginContext<z.output<S>>) => Promise<Health>;
}

/** A plugin in a list, whatever its settings. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list holds plugins with settings of many shapes
export type AnyPlugin = PluginDefinition<any>;

/** Keeps the types of one plugin together. A plugin package's default export is what this returns. */
export const definePlugin = <S extends ZodType>(plugin: PluginDefinition<S>): PluginDefinition<S> => plugin;

/** Marks a setting as a secret: kept encrypted, never logged, never answered. `secret(z.string())`. */
export const secret = <T extends ZodType>(schema: T): T => schema.meta({ secret: true }) as T;
