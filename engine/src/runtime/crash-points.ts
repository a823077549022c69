/**
 * Named places where a test may look in, or make the process die, to prove that nothing is lost or doubled:
 *
 * - `group.loaded`: a commit has read what it needs, nothing is written
 * - `group.folded`: every command of the commit has been carried out in memory and by its handlers' rows
 * - `group.written`: every row is written, the transaction is open
 * - `group.committed`: it is durable, nobody has been told
 * - `jobs.leased`: the same of a commit that moved no case: jobs were leased, a refusal was recorded
 * - `job.started`: a job's handler is about to be called
 * - `job.answered`: the handler has answered, nothing of it is recorded
 */
export const CRASH_POINTS = [
  'group.loaded',
  'group.folded',
  'group.written',
  'group.committed',
  'jobs.leased',
  'job.started',
  'job.answered',
] as const;

export type CrashPoint = (typeof CRASH_POINTS)[number];

export type Probe = (point: CrashPoint) => void | Promise<void>;

const NAMES: ReadonlySet<string> = new Set(CRASH_POINTS);

/**
 * `LF_CRASH_AT=group.written:3` kills the process, as a power cut would, when it comes to that place for the third time.
 * Read once, for tests that start a whole server; unset, nothing is asked anywhere.
 */
export const probeFrom = (environment: NodeJS.ProcessEnv): Probe | undefined => {
  const [name, times] = (environment['LF_CRASH_AT'] ?? '').split(':');
  if (name === undefined || !NAMES.has(name)) return undefined;
  let left = Number(times ?? 1);
  return (point) => {
    if (point !== name) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  };
};
