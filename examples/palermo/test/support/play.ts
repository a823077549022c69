import { readFile } from 'node:fs/promises';
import type { Complete, Look, Scenario, Sign, Step, Upload, Wait, Who } from '../../scenario/scenario.js';
import { until } from '../../../../test/support/until.js';
import type { TownHall } from './town-hall.js';

/** Answers of the server, as far as they are looked at here. */
interface Task {
  readonly id: string;
  readonly elementId: string;
  readonly mayWork: boolean;
  readonly form?: {
    readonly fields: readonly { key: string; kind: string; readOnly?: boolean; default?: unknown }[];
  };
}
interface Case {
  readonly state: string;
  readonly incidents: number;
  readonly steps: readonly { readonly taskId: string; readonly elementId: string }[];
}
interface Bundle {
  readonly main: { readonly id: string; readonly head: { readonly n: number; readonly digest: string } };
}
interface Batch {
  readonly id: string;
  readonly state: string;
  readonly items: readonly { readonly outcome?: string; readonly detail?: string }[];
}

/** What a run left behind. */
export interface Played {
  readonly caseId: string;
  readonly state: string;
  readonly visited: readonly string[];
  readonly registrations: readonly { readonly label: string; readonly register: string }[];
  readonly signatures: { readonly valid: boolean; readonly count: number };
  /** Where the present main document is read. */
  readonly document: string;
  /** Addresses whose mail the server accepted. */
  readonly mails: readonly string[];
}

const PIN = '12345678';

const millisecondsOf = (duration: string): number => {
  const days = /^P(\d+)D$/.exec(duration)?.[1];
  const hours = /^PT(\d+)H$/.exec(duration)?.[1];
  if (days === undefined && hours === undefined) throw new Error(`No duration of days or hours: ${duration}`);
  return Number(days ?? 0) * 86_400_000 + Number(hours ?? 0) * 3_600_000;
};

/** Plays a scenario over HTTP, each step as the person that it names. */
export class Player {
  readonly #hall: TownHall;
  readonly #seen: (caseId: string) => Promise<void>;
  #caseId = '';
  #requester: Who = 'richiedente';

  /** @param seen called before somebody works on a task, while it is open */
  constructor(hall: TownHall, seen: (caseId: string) => Promise<void> = () => Promise.resolve()) {
    this.#hall = hall;
    this.#seen = seen;
  }

  async play({ processId, start, steps, end }: Scenario): Promise<Played> {
    this.#requester = start.who;
    const bundle = start.bundle === undefined ? {} : { bundle: await this.#upload(start.who, start.bundle) };
    const { caseId } = await this.#hall.want(start.who, 'POST', 'cases', {
      body: {
        processId,
        title: start.title,
        confidential: start.confidential ?? false,
        mode: start.mode ?? 'live',
        values: { ...start.values, ...bundle },
      },
    });
    this.#caseId = String(caseId);
    for (const step of steps) await this.#step(step);
    return until(`${end.at} in case ${this.#caseId}`, async () => {
      const path = await this.#get<{ visited: string[]; failed: string[] }>(`cases/${this.#caseId}/path`);
      if (path.failed.length > 0) throw new Error(`Stopped at ${path.failed.join(', ')}: ${await this.#why()}`);
      return path.visited.includes(end.at) ? this.#left(path.visited) : undefined;
    });
  }

  async #step(step: Step): Promise<void> {
    if ('task' in step) await this.#complete(step);
    else if ('sign' in step) await this.#sign(step);
    else if ('wait' in step) await this.#wait(step);
    else await this.#look(step);
  }

  /** Waits until the task is open, and sees that it is this person's. */
  async #taskFor(who: Who, elementId: string): Promise<Task> {
    const taskId = await until(`task ${elementId}`, async () => {
      const about = await this.#case();
      if (about.incidents > 0) throw new Error(`An incident instead of ${elementId}: ${await this.#why()}`);
      return about.steps.find((step) => step.elementId === elementId)?.taskId;
    });
    const task = (await this.#hall.want(who, 'GET', `tasks/${taskId}`)) as unknown as Task;
    if (!task.mayWork) throw new Error(`${who} may not work on ${elementId}`);
    await this.#seen(this.#caseId);
    return task;
  }

  async #complete({ who, task: elementId, outcome, reason, values, replace, refused }: Complete): Promise<void> {
    const task = await this.#taskFor(who, elementId);
    await this.#open(who);
    const shown = (task.form?.fields ?? []).filter(
      (field) => field.readOnly !== true && field.default !== undefined && field.default !== null,
    );
    const correction =
      replace === undefined ? {} : { bundle: { main: (await this.#upload(who, { main: replace })).main } };
    const body = {
      ...(outcome === undefined ? {} : { outcome }),
      ...(reason === undefined ? {} : { reason }),
      values: { ...Object.fromEntries(shown.map((field) => [field.key, field.default])), ...values, ...correction },
    };
    if (refused === undefined) {
      await this.#hall.want(who, 'POST', `tasks/${task.id}/complete`, { body });
      return;
    }
    const answer = await this.#hall.ask(who, 'POST', `tasks/${task.id}/complete`, { body });
    const said = String(answer.body['detail']);
    if (answer.status !== 400 || !said.includes(refused)) {
      throw new Error(`${elementId} was not refused as wanted: ${answer.status} ${said}`);
    }
  }

  async #sign({ who, sign }: Sign): Promise<void> {
    const task = await this.#taskFor(who, sign);
    const digest = await this.#open(who);
    const { items } = (await this.#hall.want(who, 'GET', 'signing/credentials')) as { items: { id: string }[] };
    const opened = (await this.#hall.want(who, 'POST', 'signing/batches', {
      body: { tasks: [{ taskId: task.id, digest }], credentialId: items[0]?.id, pin: PIN },
    })) as unknown as Batch;
    const batch = await until(`the signature of ${who}`, async () => {
      const now = (await this.#hall.want(who, 'GET', `signing/batches/${opened.id}`)) as unknown as Batch;
      return now.state === 'finished' ? now : undefined;
    });
    const [item] = batch.items;
    if (item?.outcome !== 'signed') throw new Error(`${who} did not sign: ${JSON.stringify(item)}`);
  }

  async #wait({ wait }: Wait): Promise<void> {
    await this.#hall.wait(millisecondsOf(wait));
  }

  async #look({ open, notFor, notice }: Look): Promise<void> {
    if (open !== undefined) {
      const wanted = [...open].sort().join();
      await until(`tasks ${wanted}`, async () => {
        const { steps } = await this.#case();
        return steps
          .map((step) => step.elementId)
          .sort()
          .join() === wanted
          ? true
          : undefined;
      });
    }
    if (notFor !== undefined) {
      const { items } = (await this.#hall.want(notFor.who, 'GET', 'tasks?limit=100')) as {
        items: (Task & { caseId: string })[];
      };
      if (items.some((task) => task.caseId === this.#caseId && task.elementId === notFor.task)) {
        throw new Error(`${notFor.task} stands in the queue of ${notFor.who}`);
      }
    }
    if (notice !== undefined) {
      await until(`a notice for ${notice.who}: ${notice.says}`, async () => {
        const { items } = (await this.#hall.want(notice.who, 'GET', 'notification/notices')) as {
          items: { caseId?: string; text: string }[];
        };
        return items.find((one) => one.caseId === this.#caseId && one.text.includes(notice.says));
      });
    }
  }

  /** Opens the present main document; its digest goes with a signature. */
  async #open(who: Who): Promise<string> {
    const { path, digest } = await this.#document(who);
    await this.#hall.want(who, 'GET', path);
    return digest;
  }

  async #document(who: Who): Promise<{ readonly path: string; readonly digest: string }> {
    const { bundle } = (await this.#hall.want(who, 'GET', `documents/cases/${this.#caseId}/bundle`)) as {
      bundle: Bundle;
    };
    const { id, head } = bundle.main;
    const path = `documents/cases/${this.#caseId}/documents/${id}/versions/${head.n}/content`;
    return { path, digest: head.digest };
  }

  async #upload(who: Who, { main, attachments = [] }: Upload): Promise<{ main: string; attachments: string[] }> {
    const send = async (name: string, as: string): Promise<string> => {
      const bytes = await readFile(new URL(`../../documents/${name}.pdf`, import.meta.url));
      const path = `documents/uploads?name=${encodeURIComponent(`${name}.pdf`)}&as=${as}`;
      return String((await this.#hall.want(who, 'POST', path, { bytes }))['id']);
    };
    const sent: string[] = [];
    for (const name of attachments) sent.push(await send(name, 'attachment'));
    return { main: await send(main, 'main'), attachments: sent };
  }

  async #left(visited: readonly string[]): Promise<Played> {
    const caseId = this.#caseId;
    const registrations = await this.#get<{ items: { label: string; register: { id: string }; trial: boolean }[] }>(
      `protocol/cases/${caseId}/registrations`,
    );
    const verification = await this.#get<{ valid: boolean; signatures: unknown[] }>(
      `signing/cases/${caseId}/verification`,
    );
    const messages = await this.#get<{ items: { state: string; to: { address: string } }[] }>(
      `notification/cases/${caseId}/messages`,
    );
    return {
      caseId,
      state: (await this.#case()).state,
      visited,
      document: (await this.#document(this.#requester)).path,
      registrations: registrations.items
        .filter(({ trial }) => !trial)
        .map(({ label, register }) => ({ label, register: register.id })),
      signatures: { valid: verification.valid, count: verification.signatures.length },
      mails: messages.items.filter(({ state }) => state === 'accepted').map(({ to }) => to.address),
    };
  }

  #case(): Promise<Case> {
    return this.#get<Case>(`cases/${this.#caseId}`);
  }

  async #why(): Promise<string> {
    const { body } = await this.#hall.ask('analista', 'GET', 'incidents');
    return JSON.stringify(body);
  }

  async #get<T>(path: string): Promise<T> {
    return (await this.#hall.want(this.#requester, 'GET', path)) as T;
  }
}
