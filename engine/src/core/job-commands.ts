import type { JsonObject } from '../plugin/json.js';
import { resume } from './enter.js';
import { throwError } from './errors.js';
import { openIncident } from './incidents.js';
import { reject, type Rejection } from './rejection.js';
import type { Place, Run } from './run.js';
import { find, waitsFor, type Of } from './waiting.js';

const withJob = (
  run: Run,
  command: Of<'completeJob' | 'throwJobError' | 'failJob' | 'parkJob'>,
  then: (place: Place) => void,
): Rejection | undefined => {
  const place =
    find(run, command.path, waitsFor('job', command.n)) ?? find(run, command.path, waitsFor('answer', command.n));
  if (place === undefined) return reject('no-such-job', `Job ${command.n} is not open any more.`);
  then(place);
  return undefined;
};

const closed = (run: Run, command: { readonly n: number }, output: JsonObject) => {
  run.effects.push({ kind: 'closeJob', n: command.n, cancelled: false });
  return { kind: 'job', output } as const;
};

const fail = (run: Run, place: Place, command: Of<'failJob'>): void => {
  const { wait } = run.token(place);
  if (command.retryAt === undefined || wait.for !== 'job') {
    closed(run, command, {});
    openIncident(run, place, command.code, command.message);
    return;
  }
  const { n, group } = wait;
  const attempt = wait.attempt + 1;
  run.change(place, { wait: { for: 'job', n, attempt, group } });
  const { retryAt: dueAt, code, message } = command;
  run.effects.push({ kind: 'retryJob', n, dueAt, attempt, group, code, message });
};

export const completeJob = (run: Run, command: Of<'completeJob'>): Rejection | undefined =>
  withJob(run, command, (place) => resume(run, place, closed(run, command, command.output)));

export const throwJobError = (run: Run, command: Of<'throwJobError'>): Rejection | undefined =>
  withJob(run, command, (place) => {
    closed(run, command, {});
    run.change(place, { wait: { for: 'nothing' } });
    throwError(run, place, command.code, command.message);
  });

export const failJob = (run: Run, command: Of<'failJob'>): Rejection | undefined =>
  withJob(run, command, (place) => fail(run, place, command));

export const parkJob = (run: Run, command: Of<'parkJob'>): Rejection | undefined =>
  withJob(run, command, (place) => {
    run.change(place, { wait: { for: 'answer', n: command.n, key: command.key } });
    run.effects.push({ kind: 'parkJob', n: command.n, key: command.key });
  });
