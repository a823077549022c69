import { Engine, type BpmnEngineExecuteOptions } from 'bpmn-engine';
import { EventEmitter } from 'node:events';
import sqlite3 from 'sqlite3';
import { throughput } from './clients.js';
import { tenServicesForPeer, userTask } from './diagrams.js';

/**
 * The npm package `bpmn-engine`, used as its own documentation says: an instance lives in memory, and its state
 * (`getState()`) is saved to SQLite, with the same settings as ours, wherever ours would be durable.
 */
class StateStore {
  private constructor(
    private readonly db: sqlite3.Database,
    private readonly put: sqlite3.Statement,
  ) {}

  static async open(file: string): Promise<StateStore> {
    const db = new sqlite3.Database(file);
    await exec(
      db,
      'pragma journal_mode = wal; pragma synchronous = full; create table state (id text primary key, json text)',
    );
    const put = db.prepare(
      'insert into state (id, json) values (?, ?) on conflict (id) do update set json = excluded.json',
    );
    return new StateStore(db, put);
  }

  save(id: string, state: unknown): Promise<void> {
    return new Promise((resolve, reject) => {
      this.put.run([id, JSON.stringify(state)], (error) => (error === null ? resolve() : reject(error)));
    });
  }

  close(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.put.finalize(() => this.db.close((error) => (error === null ? resolve() : reject(error))));
    });
  }
}

const exec = (db: sqlite3.Database, sql: string): Promise<void> =>
  new Promise((resolve, reject) => db.exec(sql, (error) => (error === null ? resolve() : reject(error))));

export const peerUserTasks = async (file: string, clients: number, cases: number): Promise<number> => {
  const store = await StateStore.open(file);
  const rate = await throughput(clients, cases, async (n) => {
    const engine = new Engine({ name: `case-${n}`, source: userTask });
    const listener = new EventEmitter();
    const waiting = new Promise<{ signal(message: object): void }>((resolve) => listener.once('wait', resolve));
    const ended = new Promise<void>((resolve) => engine.once('end', () => resolve()));
    await engine.execute({ listener } as BpmnEngineExecuteOptions);
    const task = await waiting;
    await store.save(`case-${n}`, await engine.getState());
    task.signal({});
    await ended;
    await store.save(`case-${n}`, await engine.getState());
  });
  await store.close();
  return rate;
};

/** Its state is saved at every task, before the next one begins. */
export const peerTenServices = (file: string, clients: number, cases: number): Promise<number> =>
  tenTasks(file, clients, cases, (save, done) => void save().then(done));

/** The same with functions that have no effect outside: its state is saved once, at the end. */
export const peerTenFunctions = (file: string, clients: number, cases: number): Promise<number> =>
  tenTasks(file, clients, cases, (_save, done) => done());

const tenTasks = async (
  file: string,
  clients: number,
  cases: number,
  atTask: (save: () => Promise<void>, done: () => void) => void,
): Promise<number> => {
  const store = await StateStore.open(file);
  const rate = await throughput(clients, cases, async (n) => {
    const engine = new Engine({ name: `case-${n}`, source: tenServicesForPeer });
    const ended = new Promise<void>((resolve) => engine.once('end', () => resolve()));
    const save = async (): Promise<void> => store.save(`case-${n}`, await engine.getState());
    const work = (_scope: object, done: () => void): void => atTask(save, done);
    await engine.execute({ services: { work } } as unknown as BpmnEngineExecuteOptions);
    await ended;
    await save();
  });
  await store.close();
  return rate;
};
