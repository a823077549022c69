import type { Instance, OpenJob } from '../../core/index.js';
import type { Job } from '../../plugin/steps.js';
import type { JobRow } from '../../store/index.js';
import { idOf } from '../ids.js';

type JobFacts = Pick<OpenJob, 'n' | 'token' | 'type' | 'element' | 'name' | 'attempt' | 'group' | 'config' | 'input'>;
type CaseFacts = Pick<Instance, 'id' | 'caseId' | 'mode' | 'confidential'>;

/**
 * The attempt as its handler sees it. The abort signal is made when somebody asks for it: most handlers of quick steps
 * do not.
 */
class Attempt implements Job {
  readonly id: string;
  readonly type: string;
  readonly instanceId: string;
  readonly caseId: string;
  readonly elementId: string;
  readonly elementName: string;
  readonly mode: Job['mode'];
  readonly confidential: boolean;
  readonly attempt: number;
  readonly idempotencyKey: string;
  readonly config: Job['config'];
  readonly input: Job['input'];
  private controller: AbortController | undefined;
  private stopped = false;

  constructor(
    readonly tenant: string,
    instance: CaseFacts,
    job: JobFacts,
  ) {
    this.id = idOf({ instance: instance.id, n: job.n });
    this.type = job.type;
    this.instanceId = instance.id;
    this.caseId = instance.caseId;
    this.elementId = job.element;
    this.elementName = job.name;
    this.mode = instance.mode;
    this.confidential = instance.confidential;
    this.attempt = job.attempt;
    this.idempotencyKey = `${instance.id}.${job.token}.${job.element}.${job.group}`;
    this.config = job.config;
    this.input = job.input;
  }

  get signal(): AbortSignal {
    if (this.controller === undefined) {
      this.controller = new AbortController();
      if (this.stopped) this.controller.abort();
    }
    return this.controller.signal;
  }

  abort(): void {
    this.stopped = true;
    this.controller?.abort();
  }
}

export interface AbortableJob extends Job {
  abort(): void;
}

export const jobOf = (tenant: string, instance: CaseFacts, job: JobFacts): AbortableJob =>
  new Attempt(tenant, instance, job);

export const jobOfRow = (tenant: string, row: JobRow): AbortableJob => {
  const { instance: id, caseId, mode, confidential, losses } = row;
  const attempt = row.attempt + losses;
  return new Attempt(tenant, { id, caseId, mode, confidential }, losses === 0 ? row : { ...row, attempt });
};
