import { readFile } from 'node:fs/promises';
import { until } from '../../support/until.js';
import type { Visitor } from './visitor.js';

const documents = new URL('../../../examples/palermo/documents/', import.meta.url);

/** A PDF of the example, by its name without the ending. */
export const sample = (name: string): Promise<Buffer> => readFile(new URL(`${name}.pdf`, documents));

export interface Task {
  readonly id: string;
  readonly caseId: string;
  readonly elementId: string;
  readonly caseTitle: string;
  readonly mayWork: boolean;
  readonly form?: { readonly fields: readonly { key: string; readOnly?: boolean; default?: unknown }[] };
}

export interface Document {
  readonly id: string;
  readonly head: { readonly n: number; readonly digest: string; readonly name: string };
}

export interface Batch {
  readonly id: string;
  readonly state: 'preparing' | 'awaitingPin' | 'signing' | 'finished';
  readonly items: readonly { readonly taskId: string; readonly outcome?: string; readonly detail?: string }[];
}

/** @returns the id of the upload */
export const upload = async (
  by: Visitor,
  name: string,
  bytes: Uint8Array,
  as: 'main' | 'attachment' = 'main',
): Promise<string> => {
  const path = `documents/uploads?name=${encodeURIComponent(name)}&as=${as}`;
  return (await by.want<{ id: string }>('POST', path, { bytes, type: 'application/pdf' })).id;
};

export interface NoteRequest {
  readonly title: string;
  readonly main: { readonly name: string; readonly bytes: Uint8Array };
  readonly attachment?: { readonly name: string; readonly bytes: Uint8Array };
  readonly confidential?: boolean;
  readonly mode?: 'live' | 'trial';
  readonly processId?: string;
  /** Instead of, or beside, those of a plain note of the Ufficio Gare. */
  readonly values?: Readonly<Record<string, unknown>>;
}

const recipient = {
  kind: 'company',
  name: 'Conca d’Oro Costruzioni S.r.l.',
  email: 'gare@concadorocostruzioni.example',
};

/** Starts a note. @returns the id of the case */
export const startNote = async (by: Visitor, note: NoteRequest): Promise<string> => {
  const { title, main, attachment, confidential = false, mode = 'live', processId = 'nota-in-uscita' } = note;
  const bundle = {
    main: await upload(by, main.name, main.bytes),
    attachments: attachment === undefined ? [] : [await upload(by, attachment.name, attachment.bytes, 'attachment')],
  };
  const plain = {
    office: 'gare',
    book: 'lf-gare',
    classification: 'VI.5',
    transmissionMode: 'email',
    recipients: [recipient],
  };
  const body = { processId, title, confidential, mode, values: { ...(note.values ?? plain), bundle } };
  return (await by.want<{ caseId: string }>('POST', 'cases', { body })).caseId;
};

/** The open task of a case at this element; whoever has only this step sees the case from then on. */
export const taskAt = (by: Visitor, caseId: string, elementId: string): Promise<Task> =>
  until(`task ${elementId} of ${caseId}`, async () => {
    const { status, body } = await by.ask('GET', `cases/${caseId}`);
    const steps = (status === 200 ? body['steps'] : []) as { taskId: string; elementId: string }[];
    const taskId = steps.find((step) => step.elementId === elementId)?.taskId;
    return taskId === undefined ? undefined : by.want<Task>('GET', `tasks/${taskId}`);
  });

export const mainOf = async (by: Visitor, caseId: string): Promise<Document> =>
  (await by.want<{ bundle: { main: Document } }>('GET', `documents/cases/${caseId}/bundle`)).bundle.main;

/** Opens the present version. @returns its digest, which goes with a signature */
export const openMain = async (by: Visitor, caseId: string): Promise<string> => {
  const { id, head } = await mainOf(by, caseId);
  await by.want('GET', `documents/cases/${caseId}/documents/${id}/versions/${head.n}/content`);
  return head.digest;
};

/** What the form shows goes back with it, as the desk does it. */
export const shownValues = (task: Task): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    (task.form?.fields ?? [])
      .filter(({ readOnly, default: value }) => readOnly !== true && value !== undefined && value !== null)
      .map(({ key, default: value }) => [key, value]),
  );

/** Completes the open task at an element. */
export const complete = async (
  by: Visitor,
  caseId: string,
  elementId: string,
  how: { readonly outcome?: string; readonly reason?: string; readonly values?: object },
): Promise<void> => {
  const task = await taskAt(by, caseId, elementId);
  await openMain(by, caseId);
  const body = { ...how, values: { ...shownValues(task), ...how.values } };
  await by.want('POST', `tasks/${task.id}/complete`, { body });
};

/** Certificate and PIN of somebody, as `signing/batches` takes them. */
export const keyOf = async (by: Visitor, pin = '12345678'): Promise<{ credentialId: string; pin: string }> => {
  const { items } = await by.want<{ items: { id: string }[] }>('GET', 'signing/credentials');
  return { credentialId: items[0]?.id ?? '', pin };
};

/** A batch when it has come to its end. */
export const finished = (by: Visitor, batchId: string): Promise<Batch> =>
  until(`the end of batch ${batchId}`, async () => {
    const batch = await by.want<Batch>('GET', `signing/batches/${batchId}`);
    return batch.state === 'finished' ? batch : undefined;
  });

/** Signs the document of the open task at an element. @returns the batch, finished */
export const sign = async (by: Visitor, caseId: string, elementId: string): Promise<Batch> => {
  const task = await taskAt(by, caseId, elementId);
  const digest = await openMain(by, caseId);
  const body = { tasks: [{ taskId: task.id, digest }], ...(await keyOf(by)) };
  const batch = await finished(by, (await by.want<Batch>('POST', 'signing/batches', { body })).id);
  const [item] = batch.items;
  if (item?.outcome !== 'signed') throw new Error(`Not signed: ${JSON.stringify(item)}`);
  return batch;
};

/** Waits until a case has come to its end. */
export const ended = (by: Visitor, caseId: string): Promise<string> =>
  until(`the end of ${caseId}`, async () => {
    const about = await by.want<{ state: string; incidents: number }>('GET', `cases/${caseId}`);
    if (about.incidents > 0) throw new Error(`An incident in ${caseId}`);
    return about.state === 'running' ? undefined : about.state;
  });
