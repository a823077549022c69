import { readDiagram } from '@libro-firma/engine';
import type { Logger } from 'pino';
import { importModule } from '../compose/modules.js';
import type { Settings } from '../settings/load.js';

/** A route of the example that the settings name; new ones may begin from it. */
export interface ExampleRoute {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly sector: string | undefined;
  readonly xml: string;
}

interface WithProcesses {
  readonly processes: readonly { readonly id: string; readonly xml: string }[];
}

const hasProcesses = (example: unknown): example is WithProcesses =>
  typeof example === 'object' && example !== null && 'processes' in example && Array.isArray(example.processes);

const read = async ({ id, xml }: WithProcesses['processes'][number]): Promise<ExampleRoute> => {
  const { processes } = await readDiagram(xml);
  const process = processes.find((one) => one.id === id);
  const description = process?.properties['description'] ?? process?.documentation ?? '';
  const sector = process?.properties['sector'] ?? '';
  return {
    id,
    xml,
    name: process?.name || id,
    description: description === '' ? undefined : description,
    sector: sector === '' ? undefined : sector,
  };
};

/** Read when they are first asked for. An installation without the example package has none. */
export const exampleRoutes = (
  settings: Pick<Settings, 'demo' | 'folder'>,
  log: Logger,
): (() => Promise<readonly ExampleRoute[]>) => {
  const load = async (): Promise<readonly ExampleRoute[]> => {
    try {
      const { example } = await importModule(settings.demo.example, settings.folder);
      return hasProcesses(example) ? await Promise.all(example.processes.map(read)) : [];
    } catch (error) {
      log.info({ err: error }, 'there are no example routes');
      return [];
    }
  };
  let loaded: Promise<readonly ExampleRoute[]> | undefined;
  return () => (loaded ??= load());
};
