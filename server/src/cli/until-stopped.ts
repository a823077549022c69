/** What is told to stop, and what it is told by. */
export interface Stoppable {
  close(): Promise<void>;
}

const FORCE_AFTER = 15_000;

/**
 * Waits for Ctrl-C or a termination signal, then ends what runs: requests under way are finished, workers stopped, the
 * database closed. A second Ctrl-C, or a quarter of a minute, ends it at once; nothing that was confirmed is lost by that.
 *
 * @param ready says that it runs: from then on it may be told to stop
 * @returns the exit code
 */
export const untilStopped = (running: Stoppable, say: (text: string) => void, ready: () => void): Promise<number> =>
  new Promise((resolve) => {
    let stopping = false;
    const stop = (): void => {
      if (stopping) {
        say('Interrotto.');
        process.exit(130);
      }
      stopping = true;
      say('Arresto in corso ...');
      const force = setTimeout(() => {
        say('Arresto forzato: qualcosa non ha finito in tempo.');
        process.exit(1);
      }, FORCE_AFTER);
      force.unref();
      running.close().then(
        () => {
          clearTimeout(force);
          process.off('SIGINT', stop).off('SIGTERM', stop);
          say('Fermato. I dati sono al sicuro.');
          resolve(0);
        },
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
    ready();
  });
