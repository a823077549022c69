import { createEngine, type Engine, type EngineDatabase } from '@libro-firma/engine';
import type { JsonObject, Tx } from '@libro-firma/engine/plugin';
import { testClock, type TestClock } from '@libro-firma/engine/testing';
import { ownKey } from '../../engine/src/runtime/pipeline/message-key.js';
import { steps } from './cases.js';

export const tenant = 'golden';

/** An engine on a database that somebody else may have written. */
export class GoldenHouse {
  private constructor(
    readonly database: EngineDatabase,
    readonly engine: Engine,
    readonly clock: TestClock,
  ) {}

  static async open(database: EngineDatabase, clock: TestClock = testClock()): Promise<GoldenHouse> {
    const engine = await createEngine({ database, tenants: [tenant], node: 'golden', steps, pollMs: 3_600_000 });
    return new GoldenHouse(database, engine, clock);
  }

  read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.read(tenant, work);
  }

  async complete(caseId: string, element: string): Promise<void> {
    const { id: taskId, assignee } = await this.task(caseId, element);
    await this.engine.completeTask({ tenant, taskId, actor: assignee ?? 'anna', outcome: '!' });
  }

  async claim(caseId: string, element: string): Promise<void> {
    await this.engine.claimTask({ tenant, taskId: (await this.task(caseId, element)).id, actor: 'bruno' });
  }

  private async task(caseId: string, element: string) {
    const open = await this.read((tx) => this.engine.openTasks(tx, caseId));
    const task = open.find(({ elementId }) => elementId === element);
    if (task === undefined) throw new Error(`nothing is open at ${element}`);
    return task;
  }

  /** Does whatever the case waits for, until it has ended; what it waits for is seen in the rows alone. */
  async goOn(caseId: string): Promise<JsonObject> {
    for (let round = 0; round < 30; round += 1) {
      await this.engine.settle();
      const waits = await this.read(async (tx) => ({
        state: (await this.engine.case(tx, caseId))?.state,
        tasks: await this.engine.openTasks(tx, caseId),
        incidents: (await this.engine.incidents(tx, { caseId })).items,
        answers: (await tx.sql('lf_job').where({ tenant, state: 'waiting' }).pluck('corr_key')) as readonly string[],
        messages: (await tx.sql('lf_subscription').where({ tenant })) as readonly {
          message: string;
          corr_key: string;
        }[],
      }));
      if (waits.state !== 'running') {
        const { case: _, ...variables } = await this.read((tx) => this.engine.variables(tx, caseId));
        return variables;
      }
      for (const { id: taskId, assignee } of waits.tasks) {
        await this.engine.completeTask({ tenant, taskId, actor: assignee ?? 'anna', outcome: '!' });
      }
      for (const { id: incidentId } of waits.incidents) {
        await this.engine.retryIncident({ tenant, incidentId, actor: 'admin', variables: { ok: true } });
      }
      for (const correlationKey of waits.answers) {
        await this.engine.resumeStep({ tenant, correlationKey, output: { answered: true } });
      }
      for (const { message, corr_key } of waits.messages) {
        await this.engine.correlate({ tenant, message, correlationKey: ownKey(corr_key), variables: { heard: true } });
      }
      this.clock.advance('1d');
    }
    throw new Error(`case ${caseId} does not come to its end`);
  }
}
