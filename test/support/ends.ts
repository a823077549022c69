import { setTimeout as wait } from 'node:timers/promises';

/** What keeps a process alive and is the work of tests; pipes and clocks are mocha's too, a request to the disk ends by itself. */
const KEPT = new Set(['TCPServerWrap', 'TCPSocketWrap', 'ProcessWrap', 'MessagePort', 'FSEventWrap', 'StatWatcher']);
const PATIENCE_MS = 30_000;

const open = (): readonly string[] => process.getActiveResourcesInfo().filter((kind) => KEPT.has(kind));

let before: readonly string[] = [];

/** What is open now and was not when the file began. */
const left = (): readonly string[] => {
  const known = [...before];
  return open().filter((kind) => {
    const at = known.indexOf(kind);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
};

/** A file of tests closes what it opened: a server that still listens, a process that still runs fails it, by name. */
export const mochaHooks = {
  beforeAll(): void {
    before = open();
  },
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(PATIENCE_MS * 2);
    const end = Date.now() + PATIENCE_MS;
    while (left().length > 0 && Date.now() < end) await wait(50, undefined, { ref: false });
    const still = left();
    if (still.length > 0) throw new Error(`left open by this file: ${still.join(', ')}`);
  },
};
