const { existsSync, readFileSync } = require('node:fs');
const { Spec } = require('mocha').reporters;

/** What tests said, from whatever process, that they could not do here. */
const notRun = () => {
  const file = process.env.LF_NOT_RUN;
  if (file === undefined || !existsSync(file)) return [];
  return new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean));
};

/** Mocha's own list, then what could not be run here, then the one line that says how it went. */
class Reporter extends Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      for (const what of notRun()) console.log(`not run here: ${what}`);
      console.log(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}`);
      // Does not fire when the process ends by itself; a test that leaves something open fails the run, and says what.
      setTimeout(() => {
        console.log(`left open by the tests: ${process.getActiveResourcesInfo().join(', ')}`);
        process.exit(1);
      }, 30_000).unref();
    });
  }
}

module.exports = Reporter;
