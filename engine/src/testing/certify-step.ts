import type { JsonObject } from '../plugin/json.js';
import type { PluginContext } from '../plugin/plugin.js';
import {
  stepHandler,
  type CaseMode,
  type Job,
  type StepHandler,
  type StepManifest,
  type StepResult,
} from '../plugin/steps.js';
import { schemaErrors } from '../model/index.js';
import type { LoadedPlugin } from '../runtime/index.js';

/** One job of a step, and how its effect outside can be counted. */
export interface StepExample {
  readonly config: JsonObject;
  readonly input: JsonObject;
  /** Puts what the step needs into the world: rows, files, a server that answers. */
  prepare?(context: PluginContext<never>, job: Job): Promise<void>;
  /** How often the effect of jobs with this idempotency key has happened in the world, live or trial. */
  effects(context: PluginContext<never>, job: Job): Promise<number>;
  /** Jobs that must end with these BPMN errors; what is not said is as in the example. */
  readonly errors?: Readonly<Record<string, ErrorExample>>;
}

/** A job that ends with a declared error. */
export interface ErrorExample extends Partial<Pick<StepExample, 'config' | 'input' | 'prepare'>> {
  /** A job of a confidential case. */
  readonly confidential?: boolean;
}

/** A rule that the plugin does not keep, and how it showed. */
export interface Finding {
  readonly step: string | undefined;
  readonly rule:
    | 'loads'
    | 'example'
    | 'idempotent'
    | 'reconciles'
    | 'cancellable'
    | 'stops'
    | 'errors'
    | 'output'
    | 'trial'
    | 'secrets';
  readonly message: string;
}

/** The administration for which plugins are tried. */
export const CERTIFIED_TENANT = 'certify';
const PATIENCE_MS = 5_000;

/** One step tried by its example. */
export class StepTrial {
  private count = 0;

  constructor(
    private readonly manifest: StepManifest,
    private readonly example: StepExample,
    private readonly plugin: () => LoadedPlugin,
    private readonly findings: Finding[],
  ) {}

  async run(restart: () => Promise<void>): Promise<void> {
    await this.twice(restart);
    await this.cancelled();
    await this.told();
    await this.errors();
    await this.leavesNothing();
  }

  /** The process dies after the effect and before it is recorded: the attempt comes again, in a new process. */
  private async twice(restart: () => Promise<void>): Promise<void> {
    const { onUnknownOutcome } = this.manifest;
    const job = await this.job('live');
    if (onUnknownOutcome === 'reconcile' && (await this.handler.reconcile?.(job)) !== undefined) {
      this.found('reconciles', 'reconcile says that it happened before it was ever tried.');
    }
    const first = await this.handler.execute(job);
    this.check(first);
    if (onUnknownOutcome === 'incident') await this.record(first);
    else {
      await restart();
      const again = this.again(job);
      const told = onUnknownOutcome === 'reconcile' ? await this.handler.reconcile?.(again) : undefined;
      await this.record(told ?? (await this.handler.execute(again)));
    }
    const effects = await this.example.effects(this.context, job);
    if (effects !== 1) {
      this.found(
        'idempotent',
        `Cut short and repeated with the same idempotency key, it had its effect ${effects} times.`,
      );
    }
  }

  /** What the engine does with an answer: the rows of its `write`, in one transaction. */
  private async record(result: StepResult<unknown>): Promise<void> {
    this.check(result);
    if (result.kind === 'completed' && result.write !== undefined)
      await this.context.db.write(CERTIFIED_TENANT, result.write);
  }

  private async cancelled(): Promise<void> {
    const job = await this.job('live');
    const result = await this.handler.execute(job);
    if (result.kind === 'waiting' && this.handler.cancel === undefined) {
      this.found('cancellable', 'It can wait for an outside answer, and has no cancel() to take that back.');
    }
    if (this.handler.cancel === undefined) return;
    try {
      await this.handler.cancel(job);
      await this.handler.cancel(this.again(job));
    } catch (error) {
      this.found('cancellable', `cancel, told twice, threw: ${(error as Error).message}`);
    }
  }

  private async told(): Promise<void> {
    const job = await this.job('live');
    const stop = new AbortController();
    stop.abort();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), PATIENCE_MS);
    });
    const ended = await Promise.race([
      this.handler.execute({ ...job, signal: stop.signal }).then(
        () => 'ended',
        () => 'ended',
      ),
      late,
    ]);
    clearTimeout(timer);
    if (ended === 'late') this.found('stops', `It goes on ${PATIENCE_MS} ms after its signal was aborted.`);
  }

  private async errors(): Promise<void> {
    const declared = new Set((this.manifest.errors ?? []).map(({ code }) => code));
    for (const [code, given] of Object.entries(this.example.errors ?? {})) {
      const job = await this.job('live', given);
      const result = await this.handler.execute(job);
      this.check(result);
      const got = result.kind === 'bpmnError' ? result.code : result.kind;
      if (got !== code) this.found('errors', `The example for error "${code}" ended with "${got}".`);
    }
    for (const code of declared) {
      if (this.example.errors?.[code] === undefined)
        this.found('example', `No example leads to the declared error "${code}".`);
    }
  }

  /** A trial runs like a live case, and the world does not notice. */
  private async leavesNothing(): Promise<void> {
    const job = await this.job('trial');
    await this.record(await this.handler.execute(job));
    const effects = await this.example.effects(this.context, job);
    if (effects !== 0) this.found('trial', `A trial had its effect in the world ${effects} times.`);
  }

  private check(result: StepResult<unknown>): void {
    if (result.kind === 'bpmnError') {
      const declared = (this.manifest.errors ?? []).some(({ code }) => code === result.code);
      if (!declared) this.found('errors', `It ended with error "${result.code}", which its manifest does not declare.`);
    }
    if (result.kind !== 'completed' || result.write !== undefined || this.manifest.output === undefined) return;
    const [wrong] = schemaErrors(this.manifest.output, (result.output ?? {}) as JsonObject);
    if (wrong !== undefined) this.found('output', `The output does not fit its schema: ${wrong.key}: ${wrong.message}`);
  }

  private found(rule: Finding['rule'], message: string): void {
    this.findings.push({ step: this.manifest.type, rule, message });
  }

  private get context(): PluginContext<never> {
    return this.plugin().context;
  }

  private get handler(): StepHandler {
    return this.context.container.get<StepHandler>(stepHandler(this.manifest.type));
  }

  private async job(mode: CaseMode, given: ErrorExample = {}): Promise<Job> {
    this.count += 1;
    const instanceId = `certify${this.manifest.type.length}x${this.count}`;
    const job: Job = {
      tenant: CERTIFIED_TENANT,
      id: `${instanceId}.3`,
      type: this.manifest.type,
      instanceId,
      caseId: instanceId,
      elementId: 'step',
      elementName: 'Step',
      mode,
      confidential: given.confidential ?? false,
      attempt: 1,
      idempotencyKey: `${instanceId}.2.step.1`,
      signal: new AbortController().signal,
      config: given.config ?? this.example.config,
      input: given.input ?? this.example.input,
    };
    await (given.prepare ?? this.example.prepare)?.(this.context, job);
    return job;
  }

  private again(job: Job): Job {
    return { ...job, attempt: 2, signal: new AbortController().signal };
  }
}
