import type { HttpPeople, Reply } from '../../support/http-people.js';
import { until } from '../../support/until.js';
import { letter, type UploadFile } from './files.js';

const PIN = '12345678';
const REQUESTER = 'richiedente';

export interface Note {
  readonly title: string;
  readonly main?: UploadFile;
  /** Book of signatures; that of the Ufficio Gare (the clerk checks, two managers sign) unless said. */
  readonly book?: string;
}

export const recipients = [
  { kind: 'company', name: 'Conca d’Oro Costruzioni S.r.l.', email: 'gare@concadorocostruzioni.example' },
  {
    kind: 'administration',
    name: 'Città Metropolitana di Palermo - Direzione Viabilità',
    email: 'viabilita@cittametropolitana.palermo.example',
  },
] as const;

export interface BatchItem {
  readonly taskId: string;
  readonly state: 'waiting' | 'prepared' | 'signed' | 'done';
  readonly outcome?: string;
}

export interface Batch {
  readonly id: string;
  readonly state: 'preparing' | 'awaitingPin' | 'signing' | 'finished';
  readonly items: readonly BatchItem[];
}

export interface Completion {
  readonly taskId: string;
  readonly body: object;
}

export interface Case {
  readonly state: string;
  readonly incidents: number;
  readonly steps: readonly { readonly taskId: string; readonly elementId: string }[];
}

/** Notes that move on over HTTP, beside those that are played in a browser. */
export class Notes {
  readonly #people: HttpPeople;

  constructor(people: HttpPeople) {
    this.#people = people;
  }

  /** What is sent to start one; its document is on the server then. */
  async prepared({ title, main = letter('nota-sopralluogo-ponte'), book = 'lf-gare' }: Note): Promise<object> {
    const path = `documents/uploads?name=${encodeURIComponent(main.name)}&as=main`;
    const upload = await this.#people.want(REQUESTER, 'POST', path, { bytes: main.buffer });
    const values = {
      office: 'gare',
      book,
      bundle: { main: upload['id'], attachments: [] },
      recipients,
      classification: 'VI.5',
      transmissionMode: 'email',
    };
    return { processId: 'nota-in-uscita', title, confidential: false, values };
  }

  async start(note: Note): Promise<string> {
    const body = await this.prepared(note);
    return String((await this.#people.want(REQUESTER, 'POST', 'cases', { body }))['caseId']);
  }

  async about(caseId: string): Promise<Case> {
    return (await this.#people.want(REQUESTER, 'GET', `cases/${caseId}`)) as unknown as Case;
  }

  /** Waits until the task is open. */
  task(caseId: string, elementId: string): Promise<string> {
    return until(`${elementId} of ${caseId}`, async () => {
      const { steps } = await this.about(caseId);
      return steps.find((step) => step.elementId === elementId)?.taskId;
    });
  }

  /** What the clerk sends who finds nothing wrong with it. */
  async toCheck(caseId: string): Promise<Completion> {
    const taskId = await this.task(caseId, 'controllo');
    const task = await this.#people.want('protocollo', 'GET', `tasks/${taskId}`);
    const { fields } = task['form'] as { fields: readonly { key: string; default?: unknown }[] };
    const values = Object.fromEntries(fields.map((field) => [field.key, field.default]));
    return { taskId, body: { outcome: 'approved', values } };
  }

  /** The clerk's answer to it; with a key, the same one however often it is asked for. */
  complete({ taskId, body }: Completion, key?: string): Promise<Reply> {
    const ask = { body, ...(key === undefined ? {} : { key }) };
    return this.#people.ask('protocollo', 'POST', `tasks/${taskId}/complete`, ask);
  }

  async check(caseId: string): Promise<void> {
    const { status, body } = await this.complete(await this.toCheck(caseId));
    if (status >= 300) throw new Error(`The check of ${caseId} gave ${status}: ${JSON.stringify(body)}`);
  }

  /** Waits until it has come to its end. */
  async ended(caseId: string): Promise<void> {
    await until(`the end of ${caseId}`, async () => (await this.about(caseId)).state === 'completed' || undefined);
  }

  /** Checked, and in the first manager's queue. */
  async forSignature(note: Note): Promise<string> {
    const caseId = await this.start(note);
    await this.check(caseId);
    await this.task(caseId, 'firma');
    return caseId;
  }

  /** Opens the documents and asks for their signatures under one PIN; the batch's id. */
  async batch(who: string, elementId: string, caseIds: readonly string[]): Promise<string> {
    const tasks: { taskId: string; digest: string }[] = [];
    for (const caseId of caseIds) {
      const taskId = await this.task(caseId, elementId);
      tasks.push({ taskId, digest: await this.#opened(who, caseId) });
    }
    const { items } = (await this.#people.want(who, 'GET', 'signing/credentials')) as { items: { id: string }[] };
    const body = { tasks, credentialId: items[0]?.id, pin: PIN };
    return String((await this.#people.want(who, 'POST', 'signing/batches', { body }))['id']);
  }

  async batchNow(who: string, id: string): Promise<Batch> {
    return (await this.#people.want(who, 'GET', `signing/batches/${id}`)) as unknown as Batch;
  }

  /** Batches of somebody that still have something to do, newest first. */
  async unfinished(who: string): Promise<readonly Omit<Batch, 'items'>[]> {
    const { items } = await this.#people.want(who, 'GET', 'signing/batches');
    return (items as readonly Batch[]).filter(({ state }) => state !== 'finished');
  }

  async authorise(who: string, id: string): Promise<void> {
    await this.#people.want(who, 'POST', `signing/batches/${id}/authorise`, { body: { pin: PIN } });
  }

  /** Waits for the end of a batch: the outcome of each document. */
  async outcomes(who: string, id: string): Promise<readonly (string | undefined)[]> {
    const { items } = await until(`the end of batch ${id}`, async () => {
      const batch = await this.batchNow(who, id);
      return batch.state === 'finished' ? batch : undefined;
    });
    return items.map(({ outcome }) => outcome);
  }

  /** Signs them and waits for it. */
  async sign(who: string, elementId: string, caseIds: readonly string[]): Promise<void> {
    const outcomes = await this.outcomes(who, await this.batch(who, elementId, caseIds));
    if (outcomes.some((outcome) => outcome !== 'signed')) throw new Error(`${who} did not sign: ${outcomes.join()}`);
  }

  async #opened(who: string, caseId: string): Promise<string> {
    const { bundle } = (await this.#people.want(who, 'GET', `documents/cases/${caseId}/bundle`)) as {
      bundle: { main: { id: string; head: { n: number; digest: string } } };
    };
    const { id, head } = bundle.main;
    await this.#people.fetch(who, `documents/cases/${caseId}/documents/${id}/versions/${head.n}/content`);
    return head.digest;
  }
}
