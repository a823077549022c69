import { compile, type Graph, type StepCatalog } from '../model/index.js';
import type { Tx } from '../plugin/database.js';
import { LibroFirmaError } from '../plugin/errors.js';
import { storedDiagram } from './definitions/deploy.js';
import { notFound } from './errors.js';

/** A deployed process, compiled. */
export interface Definition {
  readonly id: string;
  readonly processId: string;
  readonly version: number;
  readonly name: string;
  readonly graph: Graph;
}

/** Compiled definitions by id, the least recently used forgotten first. What is deployed never changes. */
export class Graphs {
  private readonly known = new Map<string, Definition>();
  private readonly loading = new Map<string, Promise<Definition>>();

  constructor(
    private readonly catalog: StepCatalog,
    private readonly limit = 500,
  ) {}

  /** Without waiting, when it is there already. */
  peek(tenant: string, id: string): Definition | undefined {
    const key = `${tenant}/${id}`;
    const found = this.known.get(key);
    if (found !== undefined) {
      this.known.delete(key);
      this.known.set(key, found);
    }
    return found;
  }

  /** @throws LibroFirmaError `engine.no-such-definition`, `engine.definition-broken` */
  async get(tx: Tx, id: string): Promise<Definition> {
    const found = this.peek(tx.tenant, id);
    if (found !== undefined) return found;
    const key = `${tx.tenant}/${id}`;
    let loading = this.loading.get(key);
    if (loading === undefined) {
      loading = this.load(tx, id).finally(() => this.loading.delete(key));
      this.loading.set(key, loading);
    }
    const definition = await loading;
    this.known.set(key, definition);
    if (this.known.size > this.limit) {
      for (const oldest of this.known.keys()) {
        this.known.delete(oldest);
        break;
      }
    }
    return definition;
  }

  /** As {@link get}; `undefined` for one that can no longer be run, because a plugin has gone. */
  async runnable(tx: Tx, id: string): Promise<Definition | undefined> {
    try {
      return await this.get(tx, id);
    } catch (error) {
      if (error instanceof LibroFirmaError && error.code === 'engine.definition-broken') return undefined;
      throw error;
    }
  }

  private async load(tx: Tx, id: string): Promise<Definition> {
    const row = await storedDiagram(tx, id);
    if (row === undefined) throw notFound('definition', id);
    const { graphs, problems } = await compile(row.xml, this.catalog, true);
    const graph = graphs.find((candidate) => candidate.processId === row.process_id);
    if (graph !== undefined) {
      return { id, processId: row.process_id, version: row.version, name: row.name, graph };
    }
    const first = problems.find((problem) => problem.severity === 'error');
    throw new LibroFirmaError(
      'unavailable',
      'engine.definition-broken',
      {
        it: `Il processo «${row.name}» (versione ${row.version}) non si può più eseguire: ${first?.text.it ?? ''} Installa di nuovo il plugin che manca.`,
        en: `Process "${row.name}" (version ${row.version}) can no longer be run: ${first?.text.en ?? ''}`,
      },
      { where: id },
    );
  }
}
