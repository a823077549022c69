const { Spec } = require('mocha').reporters;

/** Mocha's own list, then what could not be run here, then the one line that says how it went. */
class Reporter extends Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      for (const what of globalThis.libroFirmaNotRun ?? []) console.log(`not run here: ${what}`);
      console.log(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}`);
    });
  }
}

module.exports = Reporter;
