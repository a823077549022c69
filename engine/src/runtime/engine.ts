import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { catalogOf } from '../model/index.js';
import { Directory } from '../plugin/directory.js';
import { LibroFirmaError } from '../plugin/errors.js';
import type { Localized } from '../plugin/json.js';
import type { CaseHints } from '../plugin/live.js';
import type { StepHandler, UserStepHandler } from '../plugin/steps.js';
import { commitStore, engineMigrations, type Claim } from '../store/index.js';
import { engineApi } from './api.js';
import { rootContainer } from './container.js';
import { probeFrom } from './crash-points.js';
import { defaultLog } from './default-log.js';
import type { Engine } from './engine-type.js';
import { Graphs } from './graphs.js';
import { Handlers } from './handlers.js';
import { idMaker } from './ids.js';
import { voidLeases } from './jobs/void-leases.js';
import { JobWorker } from './jobs/worker.js';
import type { EngineOptions } from './options.js';
import { Outbox } from './outbox.js';
import { personalDirectory } from './personal-directory.js';
import { Hot } from './pipeline/hot.js';
import type { Committed } from './pipeline/committed.js';
import { Lane } from './pipeline/lane.js';
import { Lanes } from './pipeline/lanes.js';
import { checkAll, loadPlugins } from './plugins/load.js';
import { stepwiseLife } from './plugins/life.js';
import { caseAccess } from './reads/access.js';
import { engineReads } from './engine-reads.js';
import { engineTrials } from './engine-trials.js';
import { engineWrites } from './engine-writes.js';
import { Sandbox } from './scripts/sandbox.js';
import { addScriptSteps } from './scripts/steps.js';
import { Workers } from './workers/workers.js';

const SECOND = 1_000;
/** Where other nodes write too, what was committed longer ago is read again. */
const RECENT_MS = 2 * SECOND;
const DAY = 86_400_000;

/**
 * Checks the plugins, brings the database up to date and puts everything together. Nothing runs by itself before
 * {@link Engine.run}; commands may be given at once.
 *
 * @throws LibroFirmaError `engine.plugins-invalid`, `store.in-use`, `store.migration-failed`, `store.newer-database`
 */
export const createEngine = async (options: EngineOptions): Promise<Engine> => {
  const checked = checkAll(options.plugins ?? [], options.settings ?? {}, options.environment ?? {}, options.steps);
  const claim = await options.database.claim();
  try {
    return await assemble(options, checked, claim);
  } catch (error) {
    await claim.release();
    throw error;
  }
};

const assemble = async (
  options: EngineOptions,
  checked: ReturnType<typeof checkAll>,
  claim: Claim,
): Promise<Engine> => {
  const { database, log = defaultLog, tenants = ['default'] } = options;
  await database.migrate([...engineMigrations, ...checked.plugins.flatMap(({ migrations = [] }) => migrations)]);
  await voidLeases(database, tenants, options.node);
  const boot = randomBytes(4).toString('hex');
  const node = options.node === undefined ? boot : `${options.node}/${boot}`;
  const newId = idMaker(() => database.clock.now());
  const probe = options.probe ?? probeFrom(process.env);
  const leaseMs = options.jobs?.leaseMs ?? 30 * SECOND;
  const pollMs = options.pollMs ?? SECOND;
  const handlers = new Handlers();
  const manifests = [
    ...checked.plugins.flatMap(({ manifest }) => manifest.steps ?? []),
    ...(options.steps ?? []).map(({ manifest }) => manifest),
  ];
  const catalog = catalogOf(manifests);
  const graphs = new Graphs(catalog);
  const sandbox = new Sandbox({
    timeoutMs: options.scripts?.timeoutMs ?? 5 * SECOND,
    memoryBytes: options.scripts?.memoryBytes ?? 64 * 1024 * 1024,
  });
  addScriptSteps(handlers, sandbox, () => database.clock.now());
  for (const { manifest, handler } of options.steps ?? []) {
    if (manifest.appliesTo === 'bpmn:UserTask') handlers.addUser({ manifest, handler: handler as UserStepHandler });
    else handlers.addService({ manifest, handler: handler as StepHandler });
  }

  const lanes = new Map<string, Lanes>();
  const lane = (tenant: string): Lanes => {
    const found = lanes.get(tenant);
    if (found !== undefined) return found;
    throw new LibroFirmaError('not-found', 'engine.no-such-tenant', {
      it: `L’ente «${tenant}» non è servito da questo nodo.`,
      en: `Tenant "${tenant}" is not served by this node (tenants: ${tenants.join(', ')}).`,
    });
  };
  const jobs = new JobWorker({
    handlers,
    node,
    log,
    probe,
    leaseMs,
    concurrency: options.jobs?.concurrency ?? 64,
    now: () => database.clock.now(),
    lane,
    free: () => workers.nudgeJobs(),
  });
  const keepAnswersMs = options.keepAnswersMs ?? 7 * DAY;
  const workers = new Workers({ tenants, database, handlers, jobs, log, pollMs, leaseMs, keepAnswersMs, lane });
  const outbox = new Outbox({ database, tenants, node, log, pollMs });
  const committed = (what: Committed): void => {
    jobs.take(what.tenant, what.jobs, what.reserved);
    workers.committed(what);
    outbox.tell(what.tenant, what.hints);
  };
  const context = {
    store: commitStore(database.sql),
    graphs,
    handlers,
    maxMoves: options.maxMoves ?? 10_000,
    valuesNeedForm: options.valuesNeedForm ?? false,
    newId,
    reserve: (type: string) => jobs.reserve(type),
  };
  for (const tenant of tenants) {
    const released = (types: readonly string[]) => jobs.release(types.length);
    const hot = new Hot(database.dialect === 'sqlite' ? Infinity : Math.min(RECENT_MS, leaseMs / 10));
    const one = () =>
      new Lane({ tenant, database, context: { ...context, hot }, node, log, probe, committed, released });
    lanes.set(tenant, new Lanes(database.dialect === 'sqlite' ? [one()] : [one(), one()]));
  }

  const live = options.live ?? { publish: () => undefined };
  let found = options.directory ?? personalDirectory;
  const directory = (): Directory => found;
  const access = caseAccess(directory);
  const hints: CaseHints = {
    listen: (listener) => outbox.listen((batch) => listener(batch.tenant, batch.hints)),
  };
  const root = rootContainer({ clock: database.clock, live, hints, access, directory });
  const api = (origin: string) => engineApi({ graphs, lane, newId }, origin);
  const loaded = await loadPlugins(checked, {
    root,
    handlers,
    log,
    dataDir: resolve(options.dataDir ?? 'data', 'plugins'),
    api,
    shared: {
      db: database,
      live,
      clock: database.clock,
      demo: options.demo ?? false,
      publicUrl: (options.publicUrl ?? 'http://localhost').replace(/\/$/, ''),
      tenants,
    },
  });
  const provider = loaded.find(({ definition }) => definition.provides?.includes(Directory));
  if (provider !== undefined) found = provider.context.container.get(Directory);

  const publishable = async (type: string): Promise<Localized | undefined> => {
    const owner = loaded.find(({ definition }) => definition.manifest.steps?.some((step) => step.type === type));
    return owner?.definition.publishable?.(owner.context, type);
  };
  const rules = loaded.flatMap(({ definition, context }) => definition.checks?.(context) ?? []);
  const around = { catalog, handlers, directory: found, graphs, rules, publishable };
  const life = stepwiseLife({
    ...{ loaded, database, tenants, lanes, jobs, workers, outbox, sandbox, claim, log },
    graceMs: options.jobs?.graceMs ?? 5 * SECOND,
  });
  return {
    ...api('desk'),
    ...engineReads({ database, graphs, directory, around }),
    ...engineWrites({ database, lane, newId, around }),
    ...engineTrials({ database, graphs, around, outbox, loaded, lane, newId }),
    ...life,
    api,
    access,
    directory: found,
    container: root,
    plugins: loaded,
    steps: manifests,
    fields: handlers.allFields,
    lists: handlers.allLists,
    onCommit: (listener) => outbox.listen(listener),
    settle: () => workers.settle(),
  };
};
