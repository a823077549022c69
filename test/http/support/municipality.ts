import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Port } from '@libro-firma/engine/plugin';
import { DEMO_COST, DEMO_PASSWORD, loadSettings, startDemo, type RunningServer } from '@libro-firma/server';
import type { SettingsInput } from '@libro-firma/server';
import { signIn, visitor, type Visitor } from './visitor.js';

export const TENANT = 'palermo';
/** Of everybody in the demo. */
export const PASSWORD = DEMO_PASSWORD;
export const PIN = '12345678';

/** The demo of Palermo within the test's process: the real server on a free port, with what it logs. */
export interface Municipality {
  readonly server: RunningServer;
  readonly url: string;
  readonly folder: string;
  /** Every line that was logged, at the finest level. */
  readonly logged: readonly string[];
  readonly nobody: Visitor;
  /** Signed in once over HTTP, and the same one afterwards. */
  as(username: string): Promise<Visitor>;
  /** What a plugin offers to the others. */
  port<T>(port: Port<T>): T;
  close(): Promise<void>;
}

export const openMunicipality = async (values: SettingsInput = {}): Promise<Municipality> => {
  const folder = await mkdtemp(join(tmpdir(), 'lf-http-'));
  const logged: string[] = [];
  const settings = loadSettings({
    environment: { NODE_ENV: 'test' },
    values: {
      tenants: [{ id: TENANT, name: 'Comune di Palermo' }],
      port: 0,
      dataDir: folder,
      log: { level: 'trace' },
      ...values,
    },
  });
  const { server } = await startDemo({
    settings,
    passwordCost: DEMO_COST,
    logDestination: { write: (line: string) => void logged.push(line) },
  });
  const people = new Map<string, Promise<Visitor>>();
  return {
    server,
    url: server.url,
    folder,
    logged,
    nobody: visitor(server.url),
    as: (username) => {
      const known = people.get(username) ?? signIn(server.url, username, PASSWORD);
      people.set(username, known);
      return known;
    },
    port: (port) => portOf(server, port),
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export const portOf = <T>({ engine }: RunningServer, port: Port<T>): T => {
  const provider = engine.plugins.find(({ definition }) => definition.provides?.includes(port as Port<unknown>));
  if (provider === undefined) throw new Error(`No plugin provides ${String(port.description)}`);
  return provider.context.container.get(port);
};
