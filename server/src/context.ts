import type { CaseAccess, Clock, Database, Directory, Live, RoomDefinition } from '@libro-firma/engine/plugin';
import type { Engine } from '@libro-firma/engine';
import type { Logger } from 'pino';
import type { SignIn } from './accounts/sign-in.js';
import type { ScryptCost } from './accounts/password.js';
import type { SessionLimits } from './accounts/sessions.js';
import type { DeskModule } from './http/desk-modules.js';
import type { LiveServer } from './live/live-server.js';
import type { TableEntry } from './http/table.js';
import type { Settings } from './settings/load.js';

/** What the parts of the server share, once everything stands. */
export interface ServerContext {
  readonly settings: Settings;
  readonly demo: boolean;
  /** Where the server is reached from outside, without a slash at its end. */
  readonly publicUrl: string;
  readonly engine: Engine;
  readonly db: Database;
  readonly directory: Directory;
  readonly caseAccess: CaseAccess;
  readonly clock: Clock;
  readonly log: Logger;
  readonly live: LiveServer & Live;
  readonly signIn: SignIn;
  readonly passwordCost: ScryptCost;
  readonly sessionLimits: SessionLimits;
  readonly rooms: readonly RoomDefinition[];
  readonly deskModules: readonly DeskModule[];
  /** The table of all routes; filled before the first request. */
  readonly routes: () => readonly TableEntry[];
}
