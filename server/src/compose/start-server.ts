import type { Engine } from '@libro-firma/engine';
import type { AnyPlugin, Clock, Database, PermissionDefinition } from '@libro-firma/engine/plugin';
import type { DestinationStream, Logger } from 'pino';
import { DEMO_COST, PRODUCTION_COST, type ScryptCost } from '../accounts/password.js';
import { signInWith } from '../accounts/sign-in.js';
import type { ServerContext } from '../context.js';
import { createApp } from '../http/app.js';
import { sessionCookie } from '../http/cookies.js';
import { deskModuleOf, type DeskModule } from '../http/desk-modules.js';
import { loginLimit } from '../http/login-limit.js';
import { securityHeaders } from '../http/security.js';
import { routeTable, type TableEntry } from '../http/table.js';
import { hostsOf } from '../http/tenants.js';
import { portsOf } from '../http/visit.js';
import { requireWebApps } from '../http/web-app.js';
import { hintRelay } from '../live/engine-hints.js';
import { createLiveServer, type LiveServer } from '../live/live-server.js';
import { createLog } from '../logging/log.js';
import { modelerRooms, movedHints, sweepTrials, trialMoves } from '../modeler/index.js';
import { serverPermissions } from '../permissions.js';
import { serverRoutes } from '../routes/index.js';
import type { Settings } from '../settings/load.js';
import { clockOf } from './clock.js';
import { prepareDataDir } from './data-dir.js';
import { listen, type Listener } from './listen.js';
import { openProduct, type Product } from './product.js';
import { startSweeping } from './sweep.js';

export interface StartOptions {
  readonly settings: Settings;
  /** The demo command: demo keys may exist, the clock may be moved, passwords are cheap to check. */
  readonly demo?: boolean;
  /** Instead of the system's, or the file's. */
  readonly clock?: Clock;
  readonly passwordCost?: ScryptCost;
  /** Instead of standard output. */
  readonly logDestination?: DestinationStream;
  /** Runs when everything stands and the plugins have started, before the first request is served. */
  readonly prepare?: (server: PreparedServer) => Promise<void>;
}

export interface PreparedServer {
  readonly settings: Settings;
  readonly db: Database;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly log: Logger;
  readonly passwordCost: ScryptCost;
  readonly publicUrl: string;
  /** The database was empty before this start. */
  readonly isNew: boolean;
}

export interface RunningServer extends PreparedServer {
  /** How this machine reaches it: `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly live: LiveServer;
  /** What the settings name beside the product's own plugins. */
  readonly addedPlugins: readonly AnyPlugin[];
  /** The table: every route of the server and the plugins, with who may call it. */
  routes(): readonly TableEntry[];
  /** Every permission that roles may be given, the plugins' included. */
  permissions(): readonly PermissionDefinition[];
  /** Finishes requests under way, stops the workers, closes the database. */
  close(): Promise<void>;
}

const MINUTE = 60_000;
/** How long requests under way may take when the server stops. */
const GRACE_MS = 5_000;

/**
 * The composition root: takes the port, puts database, plugins, engine, REST and live updates together, and serves.
 * Whatever is wrong stops it, and leaves nothing open.
 *
 * @throws LibroFirmaError `server.port-busy` and what else `listen` and `openProduct` throw, `server.clock-refused`,
 * `server.desk-missing`, `server.modeler-missing`, `server.desk-module-missing`, `server.route-invalid`, `engine.plugin-not-started`
 */
export const startServer = async (options: StartOptions): Promise<RunningServer> => {
  const { settings, demo = false } = options;
  const movable = demo || settings.environment['NODE_ENV'] === 'test';
  const clock = options.clock ?? clockOf(settings.clock.file, movable);
  const log = createLog({
    level: settings.log.level,
    secrets: settings.secretValues,
    ...(options.logDestination === undefined ? {} : { destination: options.logDestination }),
  });
  requireWebApps();
  prepareDataDir(settings.dataDir);
  const listener = await listen(settings);
  const live = createLiveServer();
  let product: Product | undefined;
  try {
    const publicUrl = settings.publicUrl ?? listener.url;
    product = await openProduct({ settings, demo, publicUrl, clock, log, live, claim: true });
    return await serve(options, { product, listener, live, clock, log, publicUrl, demo });
  } catch (error) {
    await live.close();
    await listener.close(0);
    await product?.close();
    throw error;
  }
};

interface Parts {
  readonly product: Product;
  readonly listener: Listener;
  readonly live: LiveServer;
  readonly clock: Clock;
  readonly log: Logger;
  readonly publicUrl: string;
  readonly demo: boolean;
}

const serve = async (options: StartOptions, parts: Parts): Promise<RunningServer> => {
  const { settings } = options;
  const { product, listener, live, clock, log, publicUrl, demo } = parts;
  const { db, engine } = product;
  const passwordCost = options.passwordCost ?? (demo ? DEMO_COST : PRODUCTION_COST);
  const sessionLimits = {
    idleMs: settings.sessions.idleMinutes * MINUTE,
    absoluteMs: settings.sessions.absoluteMinutes * MINUTE,
  };
  const secure = publicUrl.startsWith('https:');
  const cookie = sessionCookie(secure);
  const hosts = hostsOf(settings, publicUrl);
  const headers = securityHeaders(secure);
  const rooms = [...modelerRooms, ...engine.plugins.flatMap(({ definition }) => definition.rooms ?? [])];
  let table: readonly TableEntry[] = [];
  const context: ServerContext = {
    settings,
    demo,
    publicUrl,
    engine,
    db,
    directory: engine.directory,
    caseAccess: engine.access,
    clock,
    log,
    live,
    passwordCost,
    sessionLimits,
    rooms,
    deskModules: product.plugins.map(deskModuleOf).filter((module): module is DeskModule => module !== undefined),
    signIn: signInWith({
      db,
      directory: engine.directory,
      cost: passwordCost,
      limits: sessionLimits,
      failuresPerName: settings.login.failuresPerName,
      log,
    }),
    routes: () => table,
  };
  table = routeTable([
    { owner: 'server', routes: serverRoutes(context, cookie) },
    ...engine.plugins.map(({ definition, routes }) => ({ owner: definition.manifest.name, routes })),
  ]);
  const app = createApp({ context, hosts, cookie, headers, loginLimit: loginLimit(settings.login.failuresPerAddress) });
  live.open({
    http: listener.http,
    db,
    ports: portsOf(context),
    rooms,
    hosts,
    cookie,
    limits: sessionLimits,
    headers,
    log,
  });
  const relay = hintRelay({ db, directory: engine.directory, live, log });
  const moved = movedHints(live, (tenant, caseId) =>
    db
      .read(tenant, async (tx) => (await engine.instances(tx, caseId)).map(({ processId }) => processId))
      .catch((error: unknown) => {
        log.error({ err: error }, 'the routes of a case were not found');
        return [];
      }),
  );
  const endHints = engine.onCommit((batch) => {
    relay.take(batch);
    moved.take(batch);
  });

  const prepared: PreparedServer = { settings, db, engine, clock, log, passwordCost, publicUrl, isNew: product.isNew };
  await engine.run();
  await options.prepare?.(prepared);
  const endSweeping = startSweeping(db, settings, sessionLimits, log, (tenant) =>
    sweepTrials(db, tenant, trialMoves(context), log),
  );
  listener.serve(app);
  for (const remark of settings.remarks) log.warn({}, remark);
  log.info({ url: listener.url, publicUrl, routes: table.length }, 'serving');

  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    endSweeping();
    endHints();
    moved.close();
    await live.close();
    await listener.close(GRACE_MS);
    await relay.flush();
    await product.close();
    log.info({}, 'stopped');
  };
  return {
    ...prepared,
    url: listener.url,
    live,
    addedPlugins: product.plugins.slice(new Set(settings.modules).size),
    routes: () => table,
    permissions: () => [
      ...serverPermissions,
      ...engine.plugins.flatMap(({ definition }) => definition.permissions ?? []),
    ],
    close: () => (closed ??= close()),
  };
};
